import { createContainerService } from '@azure/arm-containerservice/api';
import { z } from 'zod';
import { armClientOptions, equip, type ArmConnection } from './armConnection.ts';
import { answered } from './armErrors.ts';
import { parseResourceId } from './resourceId.ts';

/** What a role gives at a resource. */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

const list = z.looseObject({
  value: z.array(
    z.looseObject({ actions: z.array(z.string()).default([]), notActions: z.array(z.string()).default([]) }),
  ),
});

/** Of Microsoft.Authorization, "Permissions - List For Resource". */
const API_VERSION = '2022-04-01';

/** What whoever asks may do at a resource, inherited roles included. Throws a DependencyError. */
export async function permissionsAt(connection: ArmConnection, resourceId: string): Promise<Permission[]> {
  const { subscriptionId, name } = parseResourceId(resourceId);
  const { credential } = connection;
  const context = createContainerService(credential, subscriptionId, armClientOptions(connection));
  equip(context.pipeline, connection);
  const path = `${resourceId}/providers/Microsoft.Authorization/permissions`;
  const response: { readonly body: unknown } = await answered(`Read the permissions at ${name}`, () =>
    context.pathUnchecked(path).get({ queryParameters: { 'api-version': API_VERSION } }),
  );
  return list.parse(response.body).value;
}

import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import type { WebhookTrigger } from './trigger.ts';

/** What a delivery may say of its run, where the trigger allows it. */
export const deliveryParametersSchema = z.object({
  kubernetesVersion: z.string().exactOptional(),
  name: z.string().exactOptional(),
  strategy: z.string().exactOptional(),
  start: z.boolean().exactOptional(),
});
export type DeliveryParameters = Immutable<z.infer<typeof deliveryParametersSchema>>;

export interface ForbiddenParameter {
  readonly field: keyof DeliveryParameters;
  readonly detail: string;
}

/** What a delivery says that the trigger does not allow. */
export function forbiddenParameters(
  { strategy: own, managedClusterUpdate: { upgrade }, webhook: { allow } }: WebhookTrigger,
  given: DeliveryParameters,
): ForbiddenParameter[] {
  const forbidden: ForbiddenParameter[] = [];
  const refuse = (field: keyof DeliveryParameters, detail = 'is not allowed by the trigger') =>
    forbidden.push({ field, detail });
  if (given.kubernetesVersion !== undefined) {
    if (!allow.kubernetesVersion) refuse('kubernetesVersion');
    else if (upgrade.type === 'NodeImageOnly') refuse('kubernetesVersion', 'must be left out: NodeImageOnly');
  }
  if (given.name !== undefined && !allow.name) refuse('name');
  if (given.start !== undefined && !allow.start) refuse('start');
  const { strategy: wanted } = given;
  if (wanted !== undefined && wanted !== own && !allow.strategies.includes(wanted)) {
    const others = allow.strategies.length > 0 ? `; it allows ${allow.strategies.join(', ')}` : '';
    refuse('strategy', `is not allowed by the trigger${others}`);
  }
  return forbidden;
}

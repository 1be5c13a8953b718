import { needed, tryAz } from './azureCli.mjs';
import { listed, subscriptionsOf } from './settings.mjs';

/**
 * Names the rights of the app at fleets and clusters that are no longer named in the settings: a deployment adds, and
 * takes nothing away. Only in subscriptions that the settings still name.
 */
export function tellLeftRights(environment) {
  const principal = needed('AZURE_IDENTITY_PRINCIPAL_ID');
  const subscriptions = subscriptionsOf(environment);
  const fleets = Object.values(JSON.parse(environment.FLEETS));
  const ours = `/subscriptions/${environment.AZURE_SUBSCRIPTION_ID}/resourceGroups/${needed('AZURE_RESOURCE_GROUP')}`;
  const wanted = new Set(
    [
      ...fleets,
      ...listed(environment.CLUSTER_SCOPES),
      ...subscriptions.map((id) => `/subscriptions/${id}`),
    ].map((id) => id.toLowerCase()),
  );
  const left = subscriptions
    .flatMap((id) => tryAz('role', 'assignment', 'list', '--all', '--subscription', id).value ?? [])
    .filter(({ principalId, scope }) => principalId === principal && !wanted.has(scope.toLowerCase()))
    .filter(({ scope }) => !`${scope}/`.toLowerCase().startsWith(`${ours}/`.toLowerCase()));
  for (const { id, scope } of left) {
    console.log(
      `The app still has rights at ${scope}, which no setting names:\n  az role assignment delete --ids ${id}`,
    );
  }
}

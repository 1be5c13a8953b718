import { tryAz } from './azureCli.mjs';

/** What the deployment does in the app's own subscription beside the resources themselves, */
const HERE = [
  'Microsoft.Resources/subscriptions/resourceGroups/write',
  'Microsoft.Resources/deployments/write',
  'Microsoft.Web/sites/write',
  'Microsoft.Authorization/roleDefinitions/write',
  'Microsoft.Authorization/roleAssignments/write',
];
/** and in every other one with fleets, clusters or release sources. */
const THERE = [
  'Microsoft.Resources/deployments/write',
  'Microsoft.Authorization/roleDefinitions/write',
  'Microsoft.Authorization/roleAssignments/write',
];

/** A finding for each subscription: whether whoever is signed in may do there what a deployment does. */
export function rightsFindings(subscriptions, environment) {
  return subscriptions.map((id, index) => {
    const check = `rights in ${id}`;
    const url = `/subscriptions/${id}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`;
    const { value, problem } = tryAz('rest', '--method', 'GET', '--url', url);
    const remedy =
      `az role assignment create --assignee "${whoIsSignedIn(environment)}" --role Owner --scope /subscriptions/${id}` +
      '   # or Contributor and User Access Administrator';
    if (problem !== undefined) return { check, ok: false, detail: 'your rights cannot be read', remedy };
    const missing = (index === 0 ? HERE : THERE).filter((action) => !isAllowed(value.value, action));
    if (missing.length === 0)
      return { check, ok: true, detail: 'everything that a deployment does is allowed' };
    return { check, ok: false, detail: `not allowed: ${missing.join(', ')}`, remedy };
  });
}

function whoIsSignedIn({ AZURE_SUBSCRIPTION_ID }) {
  return tryAz('account', 'show', '--subscription', AZURE_SUBSCRIPTION_ID).value?.user?.name ?? '<you>';
}

/** A role's `notActions` take away from its own `actions` only; `*` stands for any text. */
function isAllowed(permissions, action) {
  const covers = (pattern) => {
    const escaped = pattern.split('*').map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'));
    return new RegExp(`^${escaped.join('.*')}$`, 'i').test(action);
  };
  return permissions.some(({ actions, notActions = [] }) => actions.some(covers) && !notActions.some(covers));
}

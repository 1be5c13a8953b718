import type { Permission } from '../azure/arm/permissions.ts';

/** What a run does at a fleet, by Azure's names; assigning groups is `members/write`. */
export const FLEET_ACTIONS: readonly string[] = [
  'Microsoft.ContainerService/fleets/members/read',
  'Microsoft.ContainerService/fleets/members/write',
  'Microsoft.ContainerService/fleets/updateRuns/read',
  'Microsoft.ContainerService/fleets/updateRuns/write',
  'Microsoft.ContainerService/fleets/updateRuns/delete',
  'Microsoft.ContainerService/fleets/updateRuns/start/action',
  'Microsoft.ContainerService/fleets/updateRuns/stop/action',
  'Microsoft.ContainerService/fleets/updateRuns/skip/action',
];

/**
 * Those of the actions that no permission allows. A permission is what one role gives: its `notActions` take away
 * from its own `actions` only (Azure RBAC, "NotActions"). `*` stands for any text, and case does not count.
 */
export function forbiddenActions(permissions: readonly Permission[], wanted: readonly string[]): string[] {
  const allows = ({ actions, notActions }: Permission, action: string) =>
    actions.some((pattern) => covers(pattern, action)) &&
    !notActions.some((pattern) => covers(pattern, action));
  return wanted.filter((action) => !permissions.some((permission) => allows(permission, action)));
}

function covers(pattern: string, action: string): boolean {
  const escaped = pattern.split('*').map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.*')}$`, 'i').test(action);
}

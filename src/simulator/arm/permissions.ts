import type { ArmCall, ArmResponse } from './armCall.ts';
import { fleetOf } from './names.ts';
import type { Route } from './route.ts';

/** What the caller may do at a fleet: everything, as every token of the simulator may. */
export const permissionRoutes: readonly Route[] = [
  {
    operation: 'permissions.list',
    method: 'GET',
    path: '/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerService/fleets/{fleet}/providers/Microsoft.Authorization/permissions',
    answer: list,
  },
];

function list(call: ArmCall): ArmResponse {
  fleetOf(call, 'permissions');
  const everything = { actions: ['*'], notActions: [], dataActions: [], notDataActions: [] };
  return { status: 200, json: JSON.stringify({ value: [everything] }) };
}

import { z } from 'zod';
import type { Fleet } from '../state/fleetState.ts';
import { freshResource, systemData, type ArmCall, type ArmResponse } from './armCall.ts';
import { DURATIONS, operationUrl, resultUrl } from './longRunning.ts';
import { checkName, required } from './names.ts';
import type { Route } from './route.ts';

const PROVIDER =
  '/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerService';
const FLEET = `${PROVIDER}/fleets/{fleet}`;
/** Of the operations of Fleet Manager: as recorded. */
export const FLEET_OPERATIONS = '2016-03-30';

const putSchema = z.object({
  location: z.string(),
  identity: z.record(z.string(), z.unknown()).optional(),
  tags: z.record(z.string(), z.string()).optional(),
});
const patchSchema = z.object({ tags: z.record(z.string(), z.string()).optional() });

export const fleetRoutes: readonly Route[] = [
  { operation: 'fleets.list', method: 'GET', path: `${PROVIDER}/fleets`, answer: listInGroup },
  {
    operation: 'fleets.listBySubscription',
    method: 'GET',
    path: '/subscriptions/{subscription}/providers/Microsoft.ContainerService/fleets',
    answer: listInSubscription,
  },
  { operation: 'fleets.get', method: 'GET', path: FLEET, answer: get },
  { operation: 'fleets.put', method: 'PUT', path: FLEET, answer: put },
  { operation: 'fleets.patch', method: 'PATCH', path: FLEET, answer: patch },
  { operation: 'fleets.delete', method: 'DELETE', path: FLEET, answer: remove },
];

function idOf(call: ArmCall): string {
  return `${call.scope()}/fleets/${call.parameter('fleet')}`;
}

function listInGroup(call: ArmCall): ArmResponse {
  return call.list(call.world.fleets.childrenOf(call.scope()), toJson);
}

function listInSubscription(call: ArmCall): ArmResponse {
  const prefix = `/subscriptions/${call.parameter('subscription')}/`.toLowerCase();
  const inSubscription = [...call.world.fleets.all()].filter(({ id }) => id.toLowerCase().startsWith(prefix));
  return call.list(
    inSubscription.sort((a, b) => (a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1)),
    toJson,
  );
}

function get(call: ArmCall): ArmResponse {
  return { status: 200, json: toJson(required(call.world.fleets.get(idOf(call)), idOf(call))) };
}

function put(call: ArmCall): ArmResponse {
  const { world } = call;
  const id = idOf(call);
  const existing = world.fleets.get(id);
  call.checkPreconditions(existing);
  checkName('fleet', call.parameter('fleet'), 63);
  const { location, identity, tags } = call.body(putSchema);
  const operation = world.beginOperation(id, DURATIONS.fleetPut);
  const fleet: Fleet = {
    ...freshResource(world, id, call.parameter('fleet')),
    ...(existing && { id: existing.id, name: existing.name, createdAt: existing.createdAt }),
    location,
    ...(identity && { identity }),
    ...(tags && { tags }),
    provisioningState: existing ? 'Updating' : 'Creating',
    lastOperationId: operation,
  };
  world.fleets.set(fleet);
  const headers = { 'azure-asyncoperation': operationUrl(call, location, operation, FLEET_OPERATIONS) };
  return { status: existing ? 200 : 201, headers, json: toJson(fleet) };
}

function patch(call: ArmCall): ArmResponse {
  const fleet = required(call.world.fleets.get(idOf(call)), idOf(call));
  call.checkPreconditions(fleet);
  const { tags } = call.body(patchSchema);
  if (tags) fleet.tags = tags;
  fleet.lastModifiedAt = call.world.timestamp();
  fleet.eTag = call.world.nextETag();
  return { status: 200, json: toJson(fleet) };
}

function remove(call: ArmCall): ArmResponse {
  const { world } = call;
  const fleet = world.fleets.get(idOf(call));
  if (!fleet) return { status: 204 };
  call.checkPreconditions(fleet);
  fleet.lastOperationId = world.beginOperation(fleet.id, DURATIONS.fleetDelete, 'Gone');
  fleet.provisioningState = 'Deleting';
  fleet.eTag = world.nextETag();
  const location = resultUrl(call, fleet.location, fleet.lastOperationId, FLEET_OPERATIONS);
  return { status: 202, headers: { location }, json: toJson(fleet) };
}

function toJson(fleet: Fleet): string {
  const { eTag, id, identity, location, name, provisioningState, lastOperationId, tags } = fleet;
  return JSON.stringify({
    eTag,
    id,
    identity,
    location,
    name,
    properties: { provisioningState, status: { lastOperationId } },
    systemData: systemData(fleet),
    tags,
    type: 'Microsoft.ContainerService/fleets',
  });
}

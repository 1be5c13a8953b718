import { z } from 'zod';
import { scopeOf } from '../state/resourceTable.ts';
import type { Fleet, Member } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';
import { occupyCluster } from '../aks/occupyCluster.ts';
import { ArmError, badRequest } from './armError.ts';
import { freshResource, systemData, type ArmCall, type ArmResponse } from './armCall.ts';
import { FLEET_OPERATIONS } from './fleets.ts';
import { DURATIONS, operationUrl, resultUrl } from './longRunning.ts';
import { checkName, fleetOf, required } from './names.ts';
import type { Route } from './route.ts';

const MEMBERS =
  '/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerService/fleets/{fleet}/members';
const MEMBER = `${MEMBERS}/{member}`;
/** Documented limit of a fleet. */
const MOST_MEMBERS = 1000;

const putSchema = z.object({
  properties: z.object({ clusterResourceId: z.string(), group: z.string().nullish() }),
});
const patchSchema = z.object({ properties: z.object({ group: z.string().nullish() }).optional() });

export const memberRoutes: readonly Route[] = [
  { operation: 'members.list', method: 'GET', path: MEMBERS, answer: list },
  { operation: 'members.get', method: 'GET', path: MEMBER, answer: get },
  { operation: 'members.put', method: 'PUT', path: MEMBER, answer: put },
  { operation: 'members.patch', method: 'PATCH', path: MEMBER, answer: patch },
  { operation: 'members.delete', method: 'DELETE', path: MEMBER, answer: remove },
];

function list(call: ArmCall): ArmResponse {
  return call.list(call.world.members.childrenOf(fleetOf(call, 'members').id), toJson);
}

function get(call: ArmCall): ArmResponse {
  return { status: 200, json: toJson(find(call)) };
}

function put(call: ArmCall): ArmResponse {
  const { world } = call;
  const fleet = fleetOf(call, 'members');
  const name = call.parameter('member');
  const id = `${fleet.id}/members/${name}`;
  const existing = world.members.get(id);
  call.checkPreconditions(existing);
  checkName('member', name);
  const { clusterResourceId, group } = call.body(putSchema).properties;
  if (group) checkName('group', group);
  if (existing && existing.clusterResourceId.toLowerCase() !== clusterResourceId.toLowerCase()) {
    throw badRequest('The clusterResourceId of a member cannot be changed.', 'PropertyChangeNotAllowed');
  }
  if (!existing) checkJoin(world, fleet, clusterResourceId);
  const operation = world.beginOperation(id, DURATIONS.memberPut);
  const member: Member = {
    ...freshResource(world, existing?.id ?? id, existing?.name ?? name),
    clusterResourceId,
    ...(group && { group }),
    provisioningState: existing ? 'Updating' : 'Joining',
    lastOperationId: operation,
  };
  world.members.set(member);
  if (!existing || existing.group !== member.group) followMemberChange(world, member, DURATIONS.memberPut);
  const headers = {
    'azure-asyncoperation': operationUrl(call, fleet.location, operation, FLEET_OPERATIONS),
  };
  return { status: existing ? 200 : 201, headers, json: toJson(member) };
}

function checkJoin(world: World, fleet: Fleet, clusterResourceId: string): void {
  required(world.clusters.get(clusterResourceId), clusterResourceId);
  const wanted = clusterResourceId.toLowerCase();
  for (const member of world.members.all()) {
    if (member.clusterResourceId.toLowerCase() !== wanted) continue;
    const code =
      scopeOf(member.id) === fleet.id ? 'ClusterAlreadyJoined' : 'ClusterAlreadyJoinedAnotherFleet';
    throw new ArmError(world.unknowns.wrongStateStatus, code, `The cluster has joined as ${member.id}.`);
  }
  if (world.members.childrenOf(fleet.id).length >= MOST_MEMBERS) {
    throw badRequest(`A fleet has at most ${MOST_MEMBERS} members.`, 'QuotaExceeded');
  }
}

/** Synchronous, as recorded; an empty or null group clears it. */
function patch(call: ArmCall): ArmResponse {
  const member = find(call);
  const before = member.group;
  call.checkPreconditions(member);
  const { properties } = call.body(patchSchema);
  if (properties?.group) {
    checkName('group', properties.group);
    member.group = properties.group;
  } else if (properties?.group !== undefined) delete member.group;
  const { eTag, createdAt, lastModifiedAt } = freshResource(call.world, member.id, member.name);
  Object.assign(member, { eTag, createdAt, lastModifiedAt });
  if (member.group !== before) followMemberChange(call.world, member);
  return { status: 200, json: toJson(member) };
}

/** AKS is told of the membership, and takes a while over it; a cluster it is at work on already hears later. */
function followMemberChange(world: World, { clusterResourceId }: Member, delay = 0): void {
  const cluster = world.clusters.get(clusterResourceId);
  const seconds = world.unknowns.secondsUpdatingAfterMemberChange;
  if (!cluster || seconds === 0 || cluster.operationId !== undefined) return;
  occupyCluster(world, cluster, delay + seconds * 1000);
}

function remove(call: ArmCall): ArmResponse {
  const { world } = call;
  const fleet = fleetOf(call, 'members');
  const member = world.members.get(`${fleet.id}/members/${call.parameter('member')}`);
  if (!member) return { status: 204 };
  call.checkPreconditions(member);
  member.lastOperationId = world.beginOperation(member.id, DURATIONS.memberDelete, 'Gone');
  member.provisioningState = 'Leaving';
  member.eTag = world.nextETag();
  const location = resultUrl(call, fleet.location, member.lastOperationId, FLEET_OPERATIONS);
  return { status: 202, headers: { location }, json: toJson(member) };
}

function find(call: ArmCall): Member {
  const id = `${fleetOf(call, 'members').id}/members/${call.parameter('member')}`;
  return required(call.world.members.get(id), id);
}

function toJson(member: Member): string {
  const { eTag, id, name, clusterResourceId, group, provisioningState, lastOperationId } = member;
  return JSON.stringify({
    eTag,
    id,
    name,
    properties: { clusterResourceId, group, provisioningState, status: { lastOperationId } },
    systemData: systemData(member),
    type: 'Microsoft.ContainerService/fleets/members',
  });
}

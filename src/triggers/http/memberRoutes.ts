import { z } from 'zod';
import {
  assignedView,
  assignGroupBody,
  clusterQuery,
  clusterView,
  fleetView,
  groupView,
  joinBody,
  joinedView,
  memberQuery,
  memberView,
} from '../../contracts/members.ts';
import type { Settings } from '../../contracts/settings.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { ownValue } from '../../domain/ownValue.ts';
import { assignGroup } from '../../operations/members/assignGroup.ts';
import { joinMember, leaveFleet } from '../../operations/members/memberships.ts';
import { readClusters } from '../../operations/members/readClusters.ts';
import { groupsOf, readMembers } from '../../operations/members/readMembers.ts';
import type { AppPorts } from '../../ports/appPorts.ts';
import { defineRoute, noAnswer, noBody, noQuery } from './defineRoute.ts';
import { json, noContent, type Route } from './route.ts';

export function memberRoutes(ports: AppPorts, settings: Settings): Route[] {
  return [
    ...readRoutes(ports, settings),
    clustersRoute(ports, settings),
    ...membershipRoutes(ports, settings),
    assignRoute(ports, settings),
  ];
}

function readRoutes(ports: AppPorts, settings: Settings): Route[] {
  const fleets = Object.keys(settings.fleets).toSorted();
  const read = (
    asked: { fleets: readonly string[]; group?: string | undefined; refresh: boolean },
    now: string,
  ) => readMembers(ports, { ...asked, maxAgeMinutes: settings.inventoryMaxAgeMinutes }, now);
  return [
    defineRoute({
      method: 'GET',
      path: 'api/fleets',
      operationId: 'listFleets',
      body: noBody,
      query: noQuery,
      role: 'Reader',
      summary: 'The fleets that this app manages, by alias',
      success: { status: 200, description: 'The fleets', schema: z.object({ value: z.array(fleetView) }) },
      handle: () =>
        Promise.resolve(
          json(200, { value: fleets.map((name) => ({ name, id: settings.fleets[name] ?? '' })) }),
        ),
    }),
    defineRoute({
      method: 'GET',
      path: 'api/members',
      operationId: 'listMembers',
      body: noBody,
      query: memberQuery,
      role: 'Reader',
      summary:
        'Members with their groups, versions and node images; refresh=true asks Azure first, once for all who ask within a minute',
      success: { status: 200, description: 'The members', schema: z.object({ value: z.array(memberView) }) },
      handle: async ({ query, caller }) => {
        const asked = query.fleet === undefined ? fleets : [knownFleet(settings, query.fleet, '?fleet')];
        const refresh = query.refresh === 'true';
        return json(200, { value: await read({ fleets: asked, group: query.group, refresh }, caller.now) });
      },
    }),
    defineRoute({
      method: 'GET',
      path: 'api/groups',
      operationId: 'listGroups',
      body: noBody,
      query: noQuery,
      role: 'Reader',
      summary: 'The update groups that exist, with their members',
      success: { status: 200, description: 'The groups', schema: z.object({ value: z.array(groupView) }) },
      handle: async ({ caller }) =>
        json(200, { value: groupsOf(await read({ fleets, refresh: false }, caller.now)) }),
    }),
  ];
}

function clustersRoute(ports: AppPorts, { fleets }: Settings): Route {
  const schema = z.object({ value: z.array(clusterView) });
  return defineRoute({
    method: 'GET',
    path: 'api/clusters',
    operationId: 'listClusters',
    body: noBody,
    query: clusterQuery,
    role: 'Reader',
    summary:
      'AKS clusters in the subscriptions of the fleets and their members; joined=false leaves out members',
    success: { status: 200, description: 'The clusters', schema },
    handle: async ({ query: { joined }, caller }) => {
      const all = await readClusters(ports, fleets, caller.now);
      const asked = joined === undefined ? all : all.filter(({ member }) => !member === (joined === 'false'));
      return json(200, { value: asked });
    },
  });
}

function membershipRoutes(ports: AppPorts, settings: Settings): Route[] {
  return [
    defineRoute({
      method: 'PUT',
      path: 'api/members/{fleet}/{name}',
      operationId: 'joinMember',
      body: joinBody,
      query: noQuery,
      role: 'Admin',
      summary: 'Joins a cluster to a fleet, with a group',
      success: { status: 201, description: 'Joined (200: it was a member already)', schema: joinedView },
      handle: async ({ fleet, name, body, caller }) => {
        knownPath(settings, fleet);
        const { created, ...member } = await joinMember(ports, fleet, name, body, caller);
        return json(created ? 201 : 200, { fleet, name, ...member });
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: 'api/members/{fleet}/{name}',
      operationId: 'leaveFleet',
      body: noBody,
      query: noQuery,
      role: 'Admin',
      summary: 'Takes a member out of its fleet; the cluster stays',
      success: { status: 204, description: 'Left', schema: noAnswer },
      handle: async ({ fleet, name, caller }) => {
        knownPath(settings, fleet);
        await leaveFleet(ports, fleet, name, caller);
        return noContent();
      },
    }),
  ];
}

function assignRoute(ports: AppPorts, settings: Settings): Route {
  const fleets = Object.keys(settings.fleets).toSorted();
  return defineRoute({
    method: 'POST',
    path: 'api/members/assign-group',
    operationId: 'assignGroup',
    body: assignGroupBody,
    query: noQuery,
    role: 'Operator',
    summary: 'Gives members an update group; null takes them out of theirs',
    success: {
      status: 200,
      description: 'What happened to each',
      schema: z.object({ value: z.array(assignedView) }),
    },
    handle: async ({ body, caller }) => {
      const value = await assignGroup(ports, fleets, body, caller);
      return json(value.some(({ status }) => status === 'pending') ? 202 : 200, { value });
    },
  });
}

function knownFleet(settings: Settings, fleet: string, pointer: string): string {
  if (ownValue(settings.fleets, fleet) !== undefined) return fleet;
  const detail = `The settings name no fleet ${fleet}.`;
  throw new FleetUpdatesError('UnknownFleet', detail, { errors: [{ pointer, detail }] });
}

function knownPath(settings: Settings, fleet: string): void {
  if (ownValue(settings.fleets, fleet) === undefined) {
    throw new FleetUpdatesError('NotFound', `The settings name no fleet ${fleet}.`);
  }
}

import { z } from 'zod';
import {
  assignGroupBody,
  clusterQuery,
  joinBody,
  memberQuery,
  versionQuery,
} from '../../contracts/members.ts';
import {
  assignedView,
  clusterView,
  fleetView,
  groupView,
  joinedView,
  memberViewSchema,
  type MemberListItem,
} from '../../domain/fleet/memberView.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { regionVersionsSchema } from '../../domain/fleet/versionsOffered.ts';
import { ownValue } from '../../domain/ownValue.ts';
import { assignGroup } from '../../operations/members/assignGroup.ts';
import { joinMember, leaveFleet } from '../../operations/members/memberships.ts';
import { readClusters } from '../../operations/members/readClusters.ts';
import { groupsOf, readMembers } from '../../operations/members/readMembers.ts';
import { readVersions } from '../../operations/members/readVersions.ts';
import { onceFor } from '../../domain/lastMade.ts';
import { defineRoute, noAnswer, noBody, noQuery } from './defineRoute.ts';
import { json, noContent, type Route } from './route.ts';
import type { App } from '../../ports/app.ts';

// Of the same list the same body, which is written once.
const valueOf = onceFor((value: readonly MemberListItem[]) => ({ value }));
const groupsIn = onceFor((members: readonly MemberListItem[]) => ({ value: groupsOf(members) }));

export function memberRoutes(): Route[] {
  return [...readRoutes(), versionsRoute(), clustersRoute(), ...membershipRoutes(), assignRoute()];
}

function readRoutes(): Route[] {
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
      handle: ({ app }) =>
        Promise.resolve(
          json(200, {
            value: app.fleetAliases.map((name) => ({ name, id: app.settings.fleets[name] ?? '' })),
          }),
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
      success: {
        status: 200,
        description: 'The members',
        schema: z.object({ value: z.array(memberViewSchema) }),
      },
      handle: async ({ app, query }) => {
        const asked = query.fleet === undefined ? app.fleetAliases : [knownFleet(app, query.fleet, '?fleet')];
        const refresh = query.refresh === 'true';
        return json(200, valueOf(await readMembers(app, { fleets: asked, group: query.group, refresh })));
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
      handle: async ({ app }) =>
        json(200, groupsIn(await readMembers(app, { fleets: app.fleetAliases, refresh: false }))),
    }),
  ];
}

function versionsRoute(): Route {
  const schema = z.object({ value: z.array(regionVersionsSchema) });
  return defineRoute({
    method: 'GET',
    path: 'api/versions',
    operationId: 'listVersions',
    body: noBody,
    query: versionQuery,
    role: 'Reader',
    summary: 'Kubernetes versions that the regions of the members offer, by support plan, previews marked',
    success: { status: 200, description: 'The versions by region', schema },
    handle: async ({ app, query: { fleet } }) => {
      const fleets = fleet === undefined ? app.fleetAliases : [knownFleet(app, fleet, '?fleet')];
      return json(200, { value: await readVersions(app, fleets) });
    },
  });
}

function clustersRoute(): Route {
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
    handle: async ({ app, query: { joined } }) => {
      const all = await readClusters(app);
      const asked = joined === undefined ? all : all.filter(({ member }) => !member === (joined === 'false'));
      return json(200, { value: asked });
    },
  });
}

function membershipRoutes(): Route[] {
  return [
    defineRoute({
      method: 'PUT',
      path: 'api/members/{fleet}/{name}',
      operationId: 'joinMember',
      body: joinBody,
      query: noQuery,
      role: 'Admin',
      on: 'All',
      fleets: ({ fleet }) => Promise.resolve([fleet]),
      summary: 'Joins a cluster to a fleet, with a group',
      success: { status: 201, description: 'Joined (200: it was a member already)', schema: joinedView },
      handle: async ({ app, fleet, name, body, caller }) => {
        knownPath(app, fleet);
        const { created, ...member } = await joinMember(app, caller, { fleet, name, ...body });
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
      on: 'All',
      fleets: ({ fleet }) => Promise.resolve([fleet]),
      summary: 'Takes a member out of its fleet; the cluster stays',
      success: { status: 204, description: 'Left', schema: noAnswer },
      handle: async ({ app, fleet, name, caller }) => {
        knownPath(app, fleet);
        await leaveFleet(app, caller, { fleet, name });
        return noContent();
      },
    }),
  ];
}

function assignRoute(): Route {
  return defineRoute({
    method: 'POST',
    path: 'api/members/assign-group',
    operationId: 'assignGroup',
    body: assignGroupBody,
    query: noQuery,
    role: 'Operator',
    on: 'All',
    fleets: ({ body }) => Promise.resolve([...new Set(body.members.map(({ fleet }) => fleet))]),
    summary: 'Gives members an update group; null takes them out of theirs',
    success: {
      status: 200,
      description: 'What happened to each',
      schema: z.object({ value: z.array(assignedView) }),
    },
    handle: async ({ app, body, caller }) => {
      const value = await assignGroup(app, caller, body);
      return json(value.some(({ status }) => status === 'pending') ? 202 : 200, { value });
    },
  });
}

function knownFleet({ settings }: App, fleet: string, pointer: string): string {
  if (ownValue(settings.fleets, fleet) !== undefined) return fleet;
  const detail = `The settings name no fleet ${fleet}.`;
  throw new FleetUpdatesError('UnknownFleet', detail, { errors: [{ pointer, detail }] });
}

function knownPath({ settings }: App, fleet: string): void {
  if (ownValue(settings.fleets, fleet) === undefined) {
    throw new FleetUpdatesError('NotFound', `The settings name no fleet ${fleet}.`);
  }
}

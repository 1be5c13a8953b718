import { z } from 'zod';
import { listQuery, planBody, runBody, startBody, runQuery, skipBody } from '../../contracts/runs.ts';
import { planMarkdown } from '../../contracts/planMarkdown.ts';
import { listOf } from '../../contracts/lists.ts';
import { expectedEnd } from '../../domain/estimate/estimate.ts';
import { planAnswerSchema } from '../../domain/plan/plan.ts';
import { planDigest } from '../../domain/plan/planDigest.ts';
import { runEventSchema } from '../../domain/run/run.ts';
import { rolesOn } from '../../domain/access/rights.ts';
import type { Principal } from '../../domain/access/roles.ts';
import { onceFor } from '../../domain/lastMade.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { deciderOf, isAmong, requestersOf } from '../../domain/gate/mayDecide.ts';
import { allowedOf, RUN_COMMANDS, type Allowed } from '../../domain/run/runCommands.ts';
import {
  type RunAnswer,
  type RunView,
  liveRunSchema,
  runAnswerSchema,
  runListItemSchema,
} from '../../domain/run/runView.ts';
import { createRun } from '../../operations/runs/createRun.ts';
import { planWithEstimate } from '../../operations/runs/estimates.ts';
import { listRuns, readRun, readRunSince, runEvents, type LiveRun } from '../../operations/runs/readRun.ts';
import { refuseSkipOfGates } from '../../operations/gates/skipGate.ts';
import { resolveRequest } from '../../operations/runs/resolveRequest.ts';
import { skipTargets } from '../../operations/runs/skipTargets.ts';
import { startRun } from '../../operations/runs/startRun.ts';
import { stopRun } from '../../operations/runs/stopRun.ts';
import { accepted, commandAccepted } from './commandAccepted.ts';
import { ofRun } from './concerned.ts';
import { defineRoute, noBody, noQuery } from './defineRoute.ts';
import { fleetsNamed } from '../../operations/access/fleetsConcerned.ts';
import { needRole, needRoleOn } from './guard.ts';
import { nextPage } from './nextPage.ts';
import { json, list, tagged, type Route } from './route.ts';
import { runEndRoutes } from './runEndRoutes.ts';

const ONE = 'api/runs/{name}';
const DEFAULT_PAGE = 25;

type LiveBody = RunAnswer & { readonly seen?: string };
const liveBodies = onceFor((_view: RunView) => new Map<string, LiveBody>());

/** Of the same view, for readers of the same roles, the same body: it is encoded once. */
function liveBody({ view, seen, requesters }: LiveRun, principal: Principal): LiveBody {
  const bodies = liveBodies(view);
  const { all, any } = rolesFor(principal, view);
  const isRequester = isAmong(requesters, principal.user);
  const key = `${all.join()} ${any.join()} ${isRequester} ${seen ?? ''}`;
  const body =
    bodies.get(key) ?? withoutUndefined({ ...view, allowed: allowedOf(view, all, any, isRequester), seen });
  bodies.set(key, body);
  return body;
}

interface OnFleets {
  readonly fleets: readonly string[];
}

const rolesFor = (principal: Principal, { fleets }: OnFleets) => ({
  all: rolesOn(principal, fleets, 'All'),
  any: rolesOn(principal, fleets, 'Any'),
});

function allowedFor(
  principal: Principal,
  run: Parameters<typeof allowedOf>[0] & OnFleets,
  requesters: readonly string[] = [],
): Allowed {
  const { all, any } = rolesFor(principal, run);
  return allowedOf(run, all, any, isAmong(requesters, principal.user));
}

export function runRoutes(): Route[] {
  return [...creationRoutes(), ...readRoutes(), ...commandRoutes(), ...runEndRoutes()];
}

function creationRoutes(): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: 'api/plan',
      operationId: 'planRun',
      body: planBody,
      query: noQuery,
      role: 'Reader',
      summary: 'What a run would do, and what speaks against it; nothing is created',
      success: { status: 200, description: 'The plan and its findings', schema: planAnswerSchema },
      markdown: planMarkdown,
      handle: async ({ app, body, caller }) => {
        const resolved = await resolveRequest(app, body);
        const requesters = requestersOf({ createdBy: caller.actor }, undefined);
        const { plan, estimate } = await planWithEstimate(app, { ...resolved, requesters });
        return json(200, { ...plan, digest: planDigest(plan), estimate });
      },
    }),
    defineRoute({
      method: 'POST',
      path: 'api/runs',
      operationId: 'createRun',
      body: runBody,
      query: noQuery,
      role: 'Operator',
      on: 'All',
      fleets: ({ app, body }) => Promise.resolve(fleetsNamed(app, body)),
      summary: 'Creates a run from a strategy, from stages, or One by one; start: true starts it too',
      success: { status: 201, description: 'Created', schema: runAnswerSchema },
      handle: async ({ app, body, caller, principal }) => {
        if (body.saveStrategyAs !== undefined) needRole(principal, 'Admin', 'saveStrategyAs');
        const { overrideFreezes } = body;
        if (overrideFreezes) needRoleOn(principal, 'Admin', fleetsNamed(app, body), 'All', 'overrideFreezes');
        const run = await createRun(app, caller, body);
        if (body.start === true) {
          await startRun(app, caller, { name: run.name, shown: body.planDigest, overrideFreezes });
        }
        const { view, eTag, requesters } = await readRun(app, run);
        const answer = { ...view, allowed: allowedFor(principal, view, requesters) };
        return json(201, answer, { etag: eTag, location: `/api/runs/${run.name}` });
      },
    }),
  ];
}

function readRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: 'api/runs',
      operationId: 'listRuns',
      body: noBody,
      query: listQuery,
      role: 'Reader',
      summary: 'Runs, newest first',
      success: {
        status: 200,
        description: 'A page of runs',
        schema: listOf(runListItemSchema).extend({ nextLink: z.string().exactOptional() }),
      },
      handle: async ({ app, query, url, principal }) => {
        const page = await listRuns(app, query.top ?? DEFAULT_PAGE, query.continuation);
        const { value, unreadable, continuation } = page;
        const items = value.map(({ runId: _internal, endsAt, ...item }) => ({
          ...item,
          ...(endsAt !== undefined && { estimate: expectedEnd(endsAt, app.now()) }),
          allowed: { start: allowedFor(principal, item).start },
        }));
        return json(200, { ...list(items, unreadable), ...nextPage(url, continuation) });
      },
    }),
    defineRoute({
      method: 'GET',
      path: ONE,
      operationId: 'getRun',
      body: noBody,
      query: runQuery,
      role: 'Reader',
      summary:
        'A run with the whole tree of its states, and its ETag; since=<seen> leaves out members that did not change',
      success: { status: 200, description: 'The run', schema: liveRunSchema },
      handle: async (call) => {
        const live = await readRunSince(call.app, call.name, call.query.since);
        return tagged(call, live.eTag, liveBody(live, call.principal));
      },
    }),
    defineRoute({
      method: 'GET',
      path: `${ONE}/events`,
      operationId: 'listRunEvents',
      body: noBody,
      query: noQuery,
      role: 'Reader',
      summary: 'The audit trail of a run: commands, transitions and warnings, in order',
      success: {
        status: 200,
        description: 'The events',
        schema: z.object({ value: z.array(runEventSchema) }),
      },
      handle: async ({ app, name }) => json(200, { value: await runEvents(app, name) }),
    }),
  ];
}

function commandRoutes(): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: `${ONE}/start`,
      operationId: 'startRun',
      body: startBody,
      query: noQuery,
      role: RUN_COMMANDS.start.role,
      on: 'All',
      fleets: ofRun,
      summary: 'Starts a run, or its next attempt after Stopped or Failed',
      success: { status: 202, description: 'Started', schema: commandAccepted },
      handle: async ({ app, name, body, caller, principal, preconditions }) => {
        const overrideFreezes = body?.overrideFreezes;
        if (overrideFreezes)
          needRoleOn(principal, 'Admin', await ofRun({ app, name }), 'All', 'overrideFreezes');
        await startRun(app, caller, { name, ifMatch: preconditions.ifMatch, overrideFreezes });
        return accepted(name);
      },
    }),
    defineRoute({
      method: 'POST',
      path: `${ONE}/stop`,
      operationId: 'stopRun',
      body: noBody,
      query: noQuery,
      role: RUN_COMMANDS.stop.role,
      on: 'Any',
      fleets: ofRun,
      summary: 'Stops a run: running members finish, nothing new starts',
      success: { status: 202, description: 'Will stop', schema: commandAccepted },
      handle: async ({ app, name, caller, preconditions }) => {
        await stopRun(app, caller, { name, ifMatch: preconditions.ifMatch });
        return accepted(name);
      },
    }),
    defineRoute({
      method: 'POST',
      path: `${ONE}/skip`,
      operationId: 'skipTargets',
      body: skipBody,
      query: noQuery,
      role: RUN_COMMANDS.skip.role,
      on: 'All',
      fleets: ofRun,
      summary: 'Skips members, groups, stages or waits, before the start or while it runs',
      success: { status: 202, description: 'Will be skipped', schema: commandAccepted },
      handle: async ({ app, name, body, caller, principal, preconditions }) => {
        const by = deciderOf(principal, await ofRun({ app, name }));
        await refuseSkipOfGates(app, by, name, body.targets);
        await skipTargets(app, caller, { name, ifMatch: preconditions.ifMatch, ...body });
        return accepted(name);
      },
    }),
  ];
}

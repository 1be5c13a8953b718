import { z } from 'zod';
import { gateDecisionBody, gateQuery, gateSkipBody, gatesQuery } from '../../contracts/gates.ts';
import { deciderOf, refusalToDecide } from '../../domain/gate/mayDecide.ts';
import { gateViewSchema } from '../../domain/gate/gateView.ts';
import { readinessSchema } from '../../domain/gate/readiness.ts';
import { permissionSchema } from '../../domain/run/runCommands.ts';
import { decideOnGate } from '../../operations/gates/decideOnGate.ts';
import { listGates } from '../../operations/gates/listGates.ts';
import { findGate } from '../../operations/gates/readGate.ts';
import { readinessOf } from '../../operations/gates/readiness.ts';
import { refuseSkipOfGates } from '../../operations/gates/skipGate.ts';
import { skipTargets } from '../../operations/runs/skipTargets.ts';
import { ofRun } from './concerned.ts';
import { defineRoute, noBody } from './defineRoute.ts';
import { nextPage } from './nextPage.ts';
import { json, type Route } from './route.ts';

const ONE = 'api/runs/{name}/gates/{id}';
const DEFAULT_PAGE = 25;

/** A gate, and whether who asks may decide on it now. */
const askedGate = gateViewSchema.extend({ run: z.string(), allowed: permissionSchema });
const accepted = z.object({ name: z.string(), id: z.string() });

export function gateRoutes(): Route[] {
  return [...readRoutes(), ...decisionRoutes()];
}

function readRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: 'api/gates',
      operationId: 'listGates',
      body: noBody,
      query: gatesQuery,
      role: 'Reader',
      summary:
        'Gates of runs that go on, run by run; of state=Pending, what waits, those that were reached first come first',
      success: {
        status: 200,
        description: 'A page of gates',
        schema: z.object({ value: z.array(askedGate), nextLink: z.string().exactOptional() }),
      },
      handle: async ({ app, query, url, principal }) => {
        const { state, top = DEFAULT_PAGE, continuation } = query;
        const page = await listGates(app, { state, top, continuation });
        const value = page.value.map(({ gate, run, fleets, requesters, stop }) => {
          const refusal = refusalToDecide({
            gate,
            by: deciderOf(principal, fleets),
            requesters,
            stop,
            now: app.now(),
          });
          return { ...gate, run, allowed: refusal ? { allowed: false, ...refusal } : { allowed: true } };
        });
        return json(200, { value, ...nextPage(url, page.continuation) });
      },
    }),
    defineRoute({
      method: 'GET',
      path: ONE,
      operationId: 'getGate',
      body: noBody,
      query: gateQuery,
      role: 'Reader',
      summary: 'A gate of a run, with what speaks against going on: the plan of what comes next, made afresh',
      success: {
        status: 200,
        description: 'The gate',
        schema: askedGate.extend({ requesters: z.array(z.string()), readiness: readinessSchema }),
      },
      handle: async ({ app, name, id, query, principal }) => {
        const { gate, tree, requesters } = await findGate(app, name, id);
        const by = deciderOf(principal, tree.run.fleets);
        const refusal = refusalToDecide({ gate, by, requesters, stop: tree.stop, now: app.now() });
        const readiness = await readinessOf(app, tree.run, gate, query.refresh === 'true');
        const allowed = refusal ? { allowed: false, ...refusal } : { allowed: true };
        return json(200, { ...gate, run: name, allowed, requesters, readiness });
      },
    }),
  ];
}

function decisionRoutes(): Route[] {
  const said = { status: 202, description: 'Will be counted', schema: accepted };
  const decide = (decision: 'Approved' | 'Rejected', verb: 'approve' | 'reject', summary: string): Route =>
    defineRoute({
      method: 'POST',
      path: `${ONE}/${verb}`,
      operationId: `${verb}Gate`,
      body: gateDecisionBody,
      query: z.strictObject({}),
      role: 'Approver',
      on: 'All',
      fleets: ofRun,
      summary,
      success: said,
      handle: async ({ app, name, id, body, principal }) => {
        const { tree } = await findGate(app, name, id);
        const by = deciderOf(principal, tree.run.fleets);
        await decideOnGate(app, by, { name, id, decision, comment: body?.comment });
        return json(202, { name, id });
      },
    });
  return [
    decide('Approved', 'approve', 'Approves a gate that is Pending'),
    decide('Rejected', 'reject', 'Rejects a gate that is Pending: stage and run have Failed'),
    defineRoute({
      method: 'POST',
      path: `${ONE}/skip`,
      operationId: 'skipGate',
      body: gateSkipBody,
      query: z.strictObject({}),
      role: 'Approver',
      on: 'All',
      fleets: ofRun,
      summary: 'Has a gate skipped, with a reason',
      success: said,
      handle: async ({ app, name, id, body, caller, principal }) => {
        const { tree } = await findGate(app, name, id);
        const targets = [{ type: 'Gate' as const, name: id, reason: body.reason }];
        await refuseSkipOfGates(app, deciderOf(principal, tree.run.fleets), name, targets);
        await skipTargets(app, caller, { name, targets });
        return json(202, { name, id });
      },
    }),
  ];
}

import { policyPatchSchema, policyViewSchema } from '../../domain/run/policyPatch.ts';
import { RUN_COMMANDS } from '../../domain/run/runCommands.ts';
import { changePolicy } from '../../operations/runs/changePolicy.ts';
import { readPolicy } from '../../operations/runs/readPolicy.ts';
import { ofRun } from './concerned.ts';
import { defineRoute, noBody, noQuery } from './defineRoute.ts';
import { json, tagged, type Route } from './route.ts';

const POLICY = 'api/runs/{name}/policy';

/** Limits, retries and waits of a run, to be changed while it goes on. */
export function policyRoutes(): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: POLICY,
      operationId: 'getRunPolicy',
      body: noBody,
      query: noQuery,
      role: 'Reader',
      summary: 'The policy of a run as it holds now, by the names of stages and groups',
      success: { status: 200, description: 'The policy', schema: policyViewSchema },
      handle: async (call) => {
        const { policy, eTag } = await readPolicy(call.app, call.name);
        return tagged(call, eTag, policy);
      },
    }),
    defineRoute({
      method: 'PATCH',
      path: POLICY,
      operationId: 'changeRunPolicy',
      body: policyPatchSchema,
      query: noQuery,
      role: RUN_COMMANDS.changePolicy.role,
      on: 'All',
      fleets: ofRun,
      summary: 'Changes limits, retries and waits of what is not behind the run; null is the default',
      success: { status: 200, description: 'The policy as it holds now', schema: policyViewSchema },
      handle: async ({ app, name, body, caller, preconditions }) => {
        await changePolicy(app, caller, { name, ifMatch: preconditions.ifMatch, patch: body });
        const { policy, eTag } = await readPolicy(app, name);
        return json(200, policy, { etag: eTag });
      },
    }),
  ];
}

import { abandonBody } from '../../contracts/runs.ts';
import { RUN_COMMANDS } from '../../domain/run/runCommands.ts';
import { abandonRun } from '../../operations/runs/abandonRun.ts';
import { deleteRun } from '../../operations/runs/deleteRun.ts';
import { accepted, commandAccepted } from './commandAccepted.ts';
import { ofRun } from './concerned.ts';
import { defineRoute, noAnswer, noBody, noQuery } from './defineRoute.ts';
import { noContent, type Route } from './route.ts';

const ONE = 'api/runs/{name}';

/** What takes a run out of the way. */
export function runEndRoutes(): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: `${ONE}/abandon`,
      operationId: 'abandonRun',
      body: abandonBody,
      query: noQuery,
      role: RUN_COMMANDS.abandon.role,
      on: 'All',
      fleets: ofRun,
      summary:
        'Gives a run up that nothing else ends: its attempt is Stopped at once, what it left is tidied up',
      success: { status: 202, description: 'Abandoned', schema: commandAccepted },
      handle: async ({ app, name, body, caller, preconditions }) => {
        await abandonRun(app, caller, { name, ifMatch: preconditions.ifMatch, ...body });
        return accepted(name);
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: ONE,
      operationId: 'deleteRun',
      body: noBody,
      query: noQuery,
      role: RUN_COMMANDS.delete.role,
      on: 'All',
      fleets: ofRun,
      summary: 'Deletes a run that has ended or never started',
      success: { status: 204, description: 'Deleted', schema: noAnswer },
      handle: async ({ app, name, caller, preconditions }) => {
        await deleteRun(app, caller, { name, ifMatch: preconditions.ifMatch });
        return noContent();
      },
    }),
  ];
}

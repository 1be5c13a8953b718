import type { FleetRunView } from '../../domain/group/fleetRun.ts';
import { DependencyError } from '../../domain/errors.ts';
import type { ActAnswer, FleetGateway } from '../../ports/fleetGateway.ts';
import { answered, answeredOrAbsent, asDependencyError } from './armErrors.ts';
import type { FleetPlace, PlaceOf } from './fleetPlaces.ts';
import { toFleetRunView, toUpdateRun } from './fleetRunView.ts';
import { untilDone } from './longRunning.ts';
import { RecentAnswers } from './recentAnswers.ts';

/** How old a LIST of Fleet runs may be: long enough for all groups of a round, short against the rounds. */
const LIST_KEPT_FOR_MS = 5_000;

type Reads = Pick<FleetGateway, 'listFleetRuns' | 'getFleetRun'>;
type Acts = Pick<
  FleetGateway,
  'createFleetRun' | 'startFleetRun' | 'stopFleetRun' | 'skipMembers' | 'deleteFleetRun'
>;

export function fleetRunReads(placeOf: PlaceOf): Reads {
  const lists = new RecentAnswers<ReadonlyMap<string, FleetRunView>>(LIST_KEPT_FOR_MS);
  return {
    listFleetRuns: (fleet) =>
      lists.get(fleet, () =>
        answered(`List update runs of fleet ${fleet}`, async () => {
          const { client, resourceGroup, fleetName } = placeOf(fleet);
          const runs = new Map<string, FleetRunView>();
          for await (const run of client.updateRuns.listByFleet(resourceGroup, fleetName)) {
            const view = toFleetRunView(run);
            runs.set(view.name, view);
          }
          return runs;
        }),
      ),
    getFleetRun: async (fleet, name) => {
      const { client, resourceGroup, fleetName } = placeOf(fleet);
      const run = await answeredOrAbsent(`Get update run ${fleet}/${name}`, () =>
        client.updateRuns.get(resourceGroup, fleetName, name),
      );
      return run && toFleetRunView(run);
    },
  };
}

/** Acts carry preconditions, so that the SDK may repeat one whose answer was lost: the second is then refused. */
export function fleetRunActs(placeOf: PlaceOf): Acts {
  return {
    createFleetRun: (fleet, name, content) =>
      acted(`Create update run ${fleet}/${name}`, () => {
        const { runs, at, options } = actsOf(placeOf(fleet));
        return untilDone(
          runs.createOrUpdate(...at, name, toUpdateRun(content), { ...options, ifNoneMatch: '*' }),
        );
      }),
    startFleetRun: (fleet, name, ifMatch) =>
      acted(`Start update run ${fleet}/${name}`, () => {
        const { runs, at, options } = actsOf(placeOf(fleet));
        return untilDone(runs.start(...at, name, { ...options, ifMatch }));
      }),
    stopFleetRun: (fleet, name, ifMatch) =>
      acted(`Stop update run ${fleet}/${name}`, () => {
        const { runs, at, options } = actsOf(placeOf(fleet));
        return untilDone(runs.stop(...at, name, { ...options, ifMatch }));
      }),
    skipMembers: (fleet, name, ifMatch, members) =>
      acted(`Skip members of update run ${fleet}/${name}`, () => {
        const { runs, at, options } = actsOf(placeOf(fleet));
        const targets = members.map((member) => ({ type: 'Member', name: member }));
        return untilDone(runs.skip(...at, name, { targets }, { ...options, ifMatch }));
      }),
    deleteFleetRun: async (fleet, name, ifMatch) => {
      const answer = await acted(`Delete update run ${fleet}/${name}`, () => {
        const { runs, at, options } = actsOf(placeOf(fleet));
        return untilDone(runs.delete(...at, name, { ...options, ifMatch }));
      });
      return !answer.done && isGone(answer.refused) ? { done: true } : answer;
    },
  };
}

function actsOf({ client, resourceGroup, fleetName, updateIntervalInMs }: FleetPlace) {
  const at: [string, string] = [resourceGroup, fleetName];
  return { runs: client.updateRuns, at, options: { updateIntervalInMs } };
}

/** A 404 that is not ARM's says nothing of the Fleet run. */
function isGone({ status, code }: { readonly status: number; readonly code: string }): boolean {
  return status === 404 && code !== 'Http404';
}

/** What says nothing about the act itself: who may do it, a request that came too slowly, too many of them. */
const NOT_A_REFUSAL = new Set([401, 403, 408, 429]);

async function acted(operation: string, call: () => PromiseLike<unknown>): Promise<ActAnswer> {
  return await answered(operation, async () => {
    try {
      await call();
      return { done: true };
    } catch (error) {
      const failure: DependencyError = asDependencyError(error);
      const { status, code, message } = failure;
      if (status < 400 || status >= 500 || NOT_A_REFUSAL.has(status)) throw failure;
      return { done: false, refused: { status, code, message } };
    }
  });
}

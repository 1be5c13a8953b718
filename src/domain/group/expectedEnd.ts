import type { Expected } from '../pace.ts';
import type { FleetRunRecord } from '../run/run.ts';
import { secondsAfter } from '../seconds.ts';
import type { GroupObservation } from './observation.ts';
import { unfinishedIn } from './slice.ts';

/** How much sooner an update may end than it usually does, and how much later it still is nothing odd, as shares of its time. */
const SOONER = 0.3;
const LATER = 1;

/**
 * When the last member of a started Fleet run is expected to end. Fleet Manager takes one after another, so that by then
 * only the spread of the last matters. Undefined while none is under way.
 */
export function expectedEnd(observed: GroupObservation, slice: FleetRunRecord): Expected | undefined {
  const { timeOf } = observed;
  const left = unfinishedIn(observed.members, slice);
  const running = left.find(({ state }) => state === 'Running');
  const began = running && (running.resumedAt ?? running.startTime);
  if (!timeOf || began === undefined) return undefined;
  const times = left.map(timeOf);
  const seconds = times.reduce((sum, time) => sum + time.seconds, 0);
  const last = times.at(-1)?.seconds ?? 0;
  const at = (after: number) => secondsAfter(new Date(began), after).toISOString();
  return {
    from: at(seconds - SOONER * last),
    to: at(seconds + LATER * last),
    isMeasured: times.every(({ source }) => source !== 'assumed'),
  };
}

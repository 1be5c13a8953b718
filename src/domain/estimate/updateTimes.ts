import { z } from 'zod';
import { clusterKey } from '../group/lock.ts';
import type { Immutable } from '../immutable.ts';
import { secondsBetween } from '../seconds.ts';
import { onceFor } from '../lastMade.ts';
import type { MemberRow } from '../run/run.ts';
import type { TimeSource } from './estimate.ts';

const updateTimeSchema = z.object({
  /** The type of the upgrade; a later release may know another. */
  type: z.string(),
  completedTime: z.string(),
  seconds: z.number().nonnegative(),
});

/** How long the latest updates of a member's cluster took. */
export const updateTimesSchema = z.object({
  fleet: z.string(),
  member: z.string(),
  clusterResourceId: z.string(),
  /** The oldest first. */
  updates: z.array(updateTimeSchema),
});
export type UpdateTimes = Immutable<z.infer<typeof updateTimesSchema>>;

/** An update that came to its end. */
export interface EndedUpdate extends Immutable<z.infer<typeof updateTimeSchema>> {
  readonly fleet: string;
  readonly member: string;
  readonly clusterResourceId: string;
}

/** Of each type. */
const MOST_UPDATES = 5;

/** As long as a cluster's update usually takes, where none of the kind is known. */
const ASSUMED: MemberTime = { seconds: 14 * 60, source: 'assumed' };

export interface MemberTime {
  readonly seconds: number;
  readonly source: TimeSource;
}

/**
 * The updates among these rows that Fleet Manager completed. One that failed says nothing of how long one takes. A wait
 * for a maintenance window is no update: from its end on it counts, and not at all where that was not seen.
 */
export function endedUpdates(
  before: readonly MemberRow[],
  changed: readonly MemberRow[],
  type: string,
): EndedUpdate[] {
  const known = new Map(before.map((row) => [row.index, row.state]));
  return changed.flatMap((row): EndedUpdate[] => {
    const { fleet, name: member, clusterResourceId, state, startTime, resumedAt, completedTime } = row;
    const was = known.get(row.index);
    const from = resumedAt ?? startTime;
    if (state !== 'Completed' || was === 'Completed' || was === 'Pending') return [];
    if (from === undefined || completedTime === undefined) return [];
    const seconds = Math.round(secondsBetween(from, completedTime));
    return seconds > 0 ? [{ fleet, member, clusterResourceId, type, completedTime, seconds }] : [];
  });
}

/** With one more, the latest of each type; the same object when it is there already. Times of another cluster are none of this one's. */
export function withUpdate(known: UpdateTimes | undefined, ended: EndedUpdate): UpdateTimes {
  const { fleet, member, clusterResourceId, type, completedTime, seconds } = ended;
  const isSame = known && clusterKey(known.clusterResourceId) === clusterKey(clusterResourceId);
  const before = isSame ? known.updates : [];
  const isThere = before.some((each) => each.type === type && each.completedTime === completedTime);
  if (isSame && isThere) return known;
  const all = [...before, { type, completedTime, seconds }].toSorted(byTime);
  const ofType = all.filter((each) => each.type === type);
  const tooOld = new Set(ofType.slice(0, Math.max(0, ofType.length - MOST_UPDATES)));
  return { ...known, fleet, member, clusterResourceId, updates: all.filter((each) => !tooOld.has(each)) };
}

const byTime = (one: { readonly completedTime: string }, other: { readonly completedTime: string }) =>
  Date.parse(one.completedTime) - Date.parse(other.completedTime);

/** How long an update of that member is expected to take. */
export type TimeOfMember = (member: Pick<EndedUpdate, 'fleet' | 'clusterResourceId'>) => MemberTime;

const byType = onceFor((_known: readonly UpdateTimes[]) => new Map<string, TimeOfMember>());

/** How long an update of that type is expected to take: the cluster's own median, else its fleet's. Reckoned once of the same times. */
export function memberTimes(known: readonly UpdateTimes[], type: string): TimeOfMember {
  const ofKnown = byType(known);
  const timeOf = ofKnown.get(type) ?? mediansOf(known, type);
  ofKnown.set(type, timeOf);
  return timeOf;
}

function mediansOf(known: readonly UpdateTimes[], type: string): TimeOfMember {
  const secondsOf = ({ updates }: UpdateTimes) =>
    updates.flatMap((each) => (each.type === type ? [each.seconds] : []));
  const own = new Map(known.map((times) => [clusterKey(times.clusterResourceId), median(secondsOf(times))]));
  const fleets = new Map(
    [...Map.groupBy(known, ({ fleet }) => fleet)].map(([fleet, times]) => [
      fleet,
      median(times.flatMap(secondsOf)),
    ]),
  );
  return ({ fleet, clusterResourceId }) => {
    const ownSeconds = own.get(clusterKey(clusterResourceId));
    if (ownSeconds !== undefined) return { seconds: ownSeconds, source: 'ownUpdates' };
    const fleetSeconds = fleets.get(fleet);
    return fleetSeconds === undefined ? ASSUMED : { seconds: fleetSeconds, source: 'fleetUpdates' };
  };
}

function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : Math.round((low + high) / 2);
}

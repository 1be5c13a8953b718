import { withoutUndefined } from '../withoutUndefined.ts';
import { basisOf, type Estimate, type TimeSource } from './estimate.ts';
import { endOfMembers, type HeldUntil, type StageAhead } from './listSchedule.ts';

/** Stages follow each other, each with its wait. One that has nobody to update takes no time, as its wait is passed over. */
export function estimateStages(
  stages: readonly StageAhead[],
  now: string,
  known: { readonly heldUntil: HeldUntil; readonly sources: readonly TimeSource[] },
): Estimate {
  const begin = Date.parse(now);
  let at = begin;
  const times = stages.map((stage) => {
    const from = at;
    at = at === Infinity ? at : endOfMembers(stage, at, known.heldUntil) + stage.waitSeconds * 1000;
    return withoutUndefined({ name: stage.name, startsAt: timeOf(from), endsAt: timeOf(at) });
  });
  return withoutUndefined({
    endsAt: timeOf(at),
    seconds: at === Infinity ? undefined : Math.round((at - begin) / 1000),
    basis: basisOf(known.sources),
    stages: times,
  });
}

const timeOf = (at: number) => (at === Infinity ? undefined : new Date(at).toISOString());

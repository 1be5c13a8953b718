import { withoutUndefined } from '../withoutUndefined.ts';
import { basisOf, type Estimate, type TimeSource } from './estimate.ts';
import { endOfMembers, type HeldUntil, type StageAhead } from './listSchedule.ts';

/** A stage with what has happened of it already. */
export interface StageToCome extends StageAhead {
  readonly startedAt?: string;
  readonly endedAt?: string;
}

/** Stages follow each other, each with its wait. One that has nobody to update takes no time, as its wait is passed over. */
export function estimateStages(
  stages: readonly StageToCome[],
  now: string,
  known: { readonly heldUntil: HeldUntil; readonly sources: readonly TimeSource[] },
): Estimate {
  const begin = Date.parse(now);
  let at = begin;
  const times = stages.map((stage) => {
    const from = at;
    at = at === Infinity ? at : endOfMembers(stage, at, known.heldUntil) + stage.waitSeconds * 1000;
    const { name, startedAt = timeOf(from), endedAt = timeOf(at) } = stage;
    return withoutUndefined({ name, startsAt: startedAt, endsAt: endedAt });
  });
  return withoutUndefined({
    endsAt: timeOf(at),
    seconds: at === Infinity ? undefined : Math.round((at - begin) / 1000),
    basis: basisOf(known.sources),
    stages: times,
  });
}

const timeOf = (at: number) => (at === Infinity ? undefined : new Date(at).toISOString());

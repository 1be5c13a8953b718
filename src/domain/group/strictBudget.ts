import type { FailureBudget } from '../run/failureBudget.ts';
import type { Obstacle } from '../run/waiting.ts';
import { lookForStagePlaces, placesOfOthers, unplacedLanes } from './groupPlaces.ts';
import type { GroupObservation, GroupStep } from './observation.ts';

/**
 * Strict limits: whoever is updating might fail too, so with all of them and with what has failed the limit must not be
 * passed before one more starts. The places were read before the failures, and a place is given back after its member's
 * failure is written: nobody is missed in between. Whoever asks holds its own place by then, or asks again when it does;
 * so of two at once each sees the other.
 */
export function noBudget(observed: GroupObservation): Obstacle | GroupStep | undefined {
  if (!observed.strict || observed.budgets.length === 0) return undefined;
  const unread = lookForStagePlaces(observed);
  if (unread) return unread;
  const used = observed.budgets.find((budget) => updatingIn(observed, budget) + budget.failed > budget.limit);
  if (!used) return undefined;
  const { scope, name, limit, failed } = used;
  const message = `Waits, as ${updatingIn(observed, used)} members of ${scope} ${name} are being updated and ${failed} failed: its maxAllowedFailures is ${limit}, in budget mode Strict.`;
  return { reason: 'FailureBudget', message };
}

/** Stages go one after another, so what updates of a run is in the stage. */
function updatingIn(observed: GroupObservation, { scope }: FailureBudget): number {
  const { group } = observed.group;
  const others = placesOfOthers(observed);
  const lanes = unplacedLanes(observed);
  if (scope === 'group') return others.filter((place) => place.group === group).length + lanes;
  return others.length + lanes + (observed.unplaced ?? 0);
}

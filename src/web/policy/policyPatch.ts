import type { PolicyPatch, RunPolicy } from '../api/types.ts';
import type { Limits } from './limits.ts';

type StagePolicy = RunPolicy['stages'][string];
type StagePatch = NonNullable<PolicyPatch['stages']>[string];

/** What changes one policy into the other, by the names of stages and groups; null takes a limit away. */
export function policyPatch(before: RunPolicy, after: RunPolicy): PolicyPatch {
  const stages = changedOf(before.stages, after.stages, stagePatch);
  return {
    ...limitsPatch(before, after),
    ...(!isSame(before.retries, after.retries) && { retries: after.retries ?? null }),
    ...(before.budgetMode !== after.budgetMode && { budgetMode: after.budgetMode ?? null }),
    ...(before.onStoppedCluster !== after.onStoppedCluster && {
      onStoppedCluster: after.onStoppedCluster ?? null,
    }),
    ...(before.busyClusterWaitInSeconds !== after.busyClusterWaitInSeconds && {
      busyClusterWaitInSeconds: after.busyClusterWaitInSeconds ?? null,
    }),
    ...(stages && { stages }),
  };
}

function stagePatch(before: StagePolicy, after: StagePolicy): StagePatch {
  const { afterStageWaitInSeconds: wait } = after;
  const groups = changedOf(before.groups, after.groups, limitsPatch);
  return {
    ...limitsPatch(before, after),
    ...((before.afterStageWaitInSeconds ?? 0) !== (wait ?? 0) && { afterStageWaitInSeconds: wait ?? null }),
    ...(!isSameCalendar(before.startWindows, after.startWindows) && {
      startWindows: after.startWindows ?? null,
    }),
    ...(groups && { groups }),
  };
}

function limitsPatch(before: Limits, after: Limits) {
  const { maxConcurrency, maxAllowedFailures } = after;
  return {
    ...(before.maxConcurrency !== maxConcurrency && { maxConcurrency: maxConcurrency ?? null }),
    ...(before.maxAllowedFailures !== maxAllowedFailures && {
      maxAllowedFailures: maxAllowedFailures ?? null,
    }),
  };
}

/** Of things by their names those that change; undefined for none. */
function changedOf<Thing, Patch extends object>(
  before: Readonly<Record<string, Thing>>,
  after: Readonly<Record<string, Thing>>,
  patchOf: (one: Thing, other: Thing) => Patch,
): Record<string, Patch> | undefined {
  const changed = Object.entries(after).flatMap(([name, thing]): [string, Patch][] => {
    const known = before[name];
    const patch = known && patchOf(known, thing);
    return patch && Object.keys(patch).length > 0 ? [[name, patch]] : [];
  });
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}

const isSameCalendar = (one: StagePolicy['startWindows'], other: StagePolicy['startWindows']) =>
  JSON.stringify(one) === JSON.stringify(other);

const isSame = (one: RunPolicy['retries'], other: RunPolicy['retries']) =>
  one?.count === other?.count && one?.delayInSeconds === other?.delayInSeconds;

import type { Lock } from '../group/lock.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { LeftFleetRun } from './leftFleetRun.ts';
import type { RunRows } from './rollUp.ts';
import type { Attempt, RunEvent } from './run.ts';

interface LeftBehind {
  /** Of any run. */
  readonly leftFleetRuns: readonly LeftFleetRun[];
  /** Of any run; looked at only when the newest attempt was abandoned. */
  readonly locks: readonly Lock[];
}

/** Why a run cannot be started yet: what an abandoned attempt left could update a member beside the new attempt. */
export function refusalWhileLeft(
  { run, attempts }: Pick<RunRows, 'run' | 'attempts'>,
  { leftFleetRuns, locks }: LeftBehind,
):
  | { readonly detail: string; readonly leftFleetRuns?: readonly Pick<LeftFleetRun, 'fleet' | 'name'>[] }
  | undefined {
  const left = leftFleetRuns.filter(({ runId, mayRun }) => runId === run.runId && mayRun);
  if (left.length > 0) {
    const names = left.map(({ name, fleet }) => `${name} in fleet ${fleet}`).join(', ');
    return {
      detail: `Run ${run.name} was abandoned, and Fleet Manager still has its Fleet run ${names}. It is stopped and deleted as soon as Azure lets it; start again then.`,
      leftFleetRuns: left.map(({ fleet, name }) => ({ fleet, name })),
    };
  }
  const held = locks.filter(({ holder }) => holder.runId === run.runId);
  if (attempts.at(-1)?.abandoned === undefined || held.length === 0) return undefined;
  const clusters = held.map(({ clusterResourceId }) => clusterResourceId.split('/').at(-1)).join(', ');
  return {
    detail: `Run ${run.name} was abandoned, and AKS may still be updating ${clusters}. Start again when its locks are free: some minutes after AKS is done.`,
  };
}

/** The next attempt of a run, and what the trail says of it. */
export function nextAttempt(
  { run, attempts }: Pick<RunRows, 'run' | 'attempts'>,
  by: { readonly actor: string; readonly now: string; readonly overrideFreezes?: boolean | undefined },
  planDigest: string | undefined,
): { readonly attempt: Attempt; readonly event: RunEvent } {
  const number = (attempts.at(-1)?.number ?? 0) + 1;
  const { actor, now } = by;
  const attempt: Attempt = withoutUndefined({
    runId: run.runId,
    number,
    generation: 1,
    startedAt: now,
    startedBy: actor,
    planDigest,
    overrideFreezes: by.overrideFreezes === true ? (true as const) : undefined,
  });
  const inSpite = attempt.overrideFreezes ? ', in spite of freezes' : '';
  const message = `Attempt ${number} of run ${run.name} was started${inSpite}.`;
  return { attempt, event: { time: now, type: 'AttemptStarted', actor, attempt: number, message } };
}

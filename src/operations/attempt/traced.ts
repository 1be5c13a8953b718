import type { AttemptKey } from '../../contracts/orchestration.ts';
import { asErrorDetail, DependencyError } from '../../domain/errors.ts';
import { failedRoundSeconds, nextLastError } from '../../domain/group/refusal.ts';
import { isUnderWay } from '../../domain/run/abandon.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { LastError } from '../../domain/run/run.ts';
import { giveUpIfStopped } from './giveUp.ts';
import type { App } from '../../ports/app.ts';

type Wait = { readonly next: 'wait'; readonly seconds: number };

/**
 * A step of an attempt that leaves a trace on the attempt's row when it fails, whatever it was that threw, and takes it
 * away when it succeeds. Where Azure does not answer the round waits; anything else is thrown on, for the log.
 */
export async function traced<Answer>(
  app: App,
  key: AttemptKey,
  where: string,
  ended: Answer,
  step: () => Promise<Answer>,
): Promise<Answer | Wait> {
  try {
    const answer = await step();
    await clearTrace(app, key, where);
    return answer;
  } catch (error) {
    const trace = await leaveTrace(app, key, where, error);
    if (trace === 'ended' && !(error instanceof DependencyError)) return ended;
    if (trace === 'ended' || trace === undefined) throw error;
    await giveUpIfStopped(app, key, { where, since: trace.since }, error);
    if (!(error instanceof DependencyError)) throw error;
    return { next: 'wait', seconds: failedRoundSeconds(trace.count) };
  }
}

/**
 * The error that others left stays until they take it away. `ended` when the attempt is not under way any more, undefined
 * when its row could not be read or written either.
 */
export async function leaveTrace(
  app: App,
  { runId, attempt }: Pick<AttemptKey, 'runId' | 'attempt'>,
  where: string,
  error: unknown,
): Promise<LastError | 'ended' | undefined> {
  try {
    const stored = await app.runs.attempt(runId);
    if (!stored || !isUnderWay(stored.value, attempt)) return 'ended';
    const before = stored.value.lastError;
    if (before?.where !== undefined && before.where !== where) return before;
    const detail = asErrorDetail(error);
    const lastError = { ...nextLastError(before, detail, app.now()), where };
    await app.runs.writeAttempt({ value: { ...stored.value, lastError }, eTag: stored.eTag });
    return lastError;
  } catch {
    // The store itself fails: what the step threw says more.
    return undefined;
  }
}

/** Losing that race loses only this: the next round takes the error away. */
export async function clearTrace(
  app: App,
  { runId, attempt }: Pick<AttemptKey, 'runId' | 'attempt'>,
  where: string,
): Promise<void> {
  const stored = await app.runs.attempt(runId);
  if (!stored || !isUnderWay(stored.value, attempt) || stored.value.lastError?.where !== where) return;
  const value = withoutUndefined({ ...stored.value, lastError: undefined });
  await app.runs.writeAttempt({ value, eTag: stored.eTag });
}

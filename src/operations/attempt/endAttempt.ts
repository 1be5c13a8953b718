import { SOON_SECONDS } from '../../domain/pace.ts';
import type { AttemptKey, Round } from '../../contracts/orchestration.ts';
import { endOfAttempt, allFinished } from '../../domain/run/endOfAttempt.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { Attempt, RunEvent } from '../../domain/run/run.ts';
import { NOT_WAITING } from '../../domain/run/waiting.ts';
import { deleteLateFleetRuns } from './lateFleetRuns.ts';
import { traced } from './traced.ts';
import type { Written } from '../../ports/written.ts';
import { refreshInventory } from '../members/refreshInventory.ts';
import { refreshListEntry } from '../runs/refreshListEntry.ts';
import type { App } from '../../ports/app.ts';

/**
 * Marks an attempt ended once all its groups are finished, and then reads the members that it changed again, so
 * that the next plan knows them. When Azure does not answer that stays for whoever plans. Safe to repeat.
 */
export async function endAttempt(app: App, key: AttemptKey): Promise<Round<object>> {
  const { runs } = app;
  const { runId, attempt: number } = key;
  const over: Round<object> = { next: 'ended' };
  return await traced(app, key, 'end', over, async () => {
    const [tree, stored] = await Promise.all([runs.tree(runId), runs.attempt(runId)]);
    if (!tree || !stored || stored.value.number > number) return over;
    if (stored.value.endedAt === undefined) {
      const { groups, stages, stop } = tree;
      if (!allFinished(groups, number)) return { next: 'wait', seconds: SOON_SECONDS };
      await deleteLateFleetRuns(app, tree, number);
      const end = endOfAttempt({ attempt: number, stages, groups, stop });
      if ((await closeAttempt(app, stored, end)) === 'lost') return { next: 'again' };
    }
    await refreshListEntry(app, runId);
    await runs.markFinished(runId);
    if (tree.plan) await refreshInventory(app, tree.run.fleets);
    return over;
  });
}

/** Writes how an attempt ended; `lost` when somebody else wrote it since it was read. */
export async function closeAttempt(
  app: App,
  stored: { readonly value: Attempt; readonly eTag: string },
  end: Pick<Attempt, 'state' | 'message' | 'error' | 'findings'>,
): Promise<Written> {
  const attempt = stored.value;
  const endedAt = app.now();
  const event: RunEvent = {
    time: endedAt,
    type: 'AttemptEnded',
    attempt: attempt.number,
    message: `Attempt ${attempt.number} ended ${end.state ?? 'Completed'}.${end.message ? ` ${end.message}` : ''}`,
    ...(end.state && { to: end.state }),
  };
  const value = withoutUndefined({
    ...attempt,
    ...end,
    endedAt,
    ...NOT_WAITING,
    lastError: undefined,
  });
  return await app.runs.writeAttempt({ value, eTag: stored.eTag }, [event]);
}

import type { AttemptKey, Round } from '../../contracts/orchestration.ts';
import { endOfAttempt, allFinished } from '../../domain/run/endOfAttempt.ts';
import { present } from '../../domain/present.ts';
import type { Attempt, RunEvent } from '../../domain/run/run.ts';
import { NOT_WAITING } from '../../domain/run/waiting.ts';
import type { AbandonPorts } from '../upkeep/abandonedRuns.ts';
import { traced } from './traced.ts';
import type { RunStore } from '../../ports/stores.ts';
import { refreshInventory, type RefreshPorts } from '../members/refreshInventory.ts';
import { refreshListEntry } from '../runs/refreshListEntry.ts';

export type EndAttemptPorts = RefreshPorts & AbandonPorts;

const UNFINISHED_SECONDS = 15;

/**
 * Marks an attempt ended once all its groups are finished, and then reads the members that it changed again, so
 * that the next plan knows them. When Azure does not answer that stays for whoever plans. Safe to repeat.
 */
export function createEndAttempt(ports: EndAttemptPorts): (key: AttemptKey) => Promise<Round<object>> {
  const { runs } = ports;
  const over: Round<object> = { next: 'ended' };
  return traced(
    ports,
    () => 'end',
    over,
    async ({ runId, attempt: number }) => {
      const [tree, stored] = await Promise.all([runs.tree(runId), runs.attempt(runId)]);
      if (!tree || !stored || stored.value.number > number) return over;
      if (stored.value.endedAt === undefined) {
        if (!allFinished(tree.groups, number)) return { next: 'wait', seconds: UNFINISHED_SECONDS };
        const end = endOfAttempt({
          attempt: number,
          stages: tree.stages,
          groups: tree.groups,
          stop: tree.stop,
        });
        if (!(await closeAttempt(runs, stored, end))) return { next: 'again' };
      }
      await refreshListEntry(runs, runId);
      await runs.markFinished(runId);
      if (tree.plan) await refreshInventory(ports, tree.run.fleets, new Date().toISOString());
      return over;
    },
  );
}

/** Writes how an attempt ended; false when somebody else wrote it since it was read. */
export async function closeAttempt(
  runs: RunStore,
  stored: { readonly value: Attempt; readonly eTag: string },
  end: Pick<Attempt, 'state' | 'message' | 'error' | 'findings'>,
): Promise<boolean> {
  const attempt = stored.value;
  const endedAt = new Date().toISOString();
  const event: RunEvent = {
    time: endedAt,
    type: 'AttemptEnded',
    attempt: attempt.number,
    message: `Attempt ${attempt.number} ended ${end.state ?? 'Completed'}.${end.message ? ` ${end.message}` : ''}`,
    ...(end.state && { to: end.state }),
  };
  const value = present({
    ...attempt,
    ...end,
    endedAt,
    ...NOT_WAITING,
    lastError: undefined,
  });
  return (await runs.writeAttempt({ value, eTag: stored.eTag }, [event])) === 'written';
}

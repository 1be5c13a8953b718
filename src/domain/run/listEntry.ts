import { withoutUndefined } from '../withoutUndefined.ts';
import { leftOutCount, postponedCount, runCounts, runHeader, runState, type RunRows } from './rollUp.ts';
import type { RunListEntry } from './run.ts';

/** What the list of runs shows of one, from its rows as they are now. */
export function listEntryOf(rows: RunRows, endsAt?: string): RunListEntry {
  const { runId, name, createdAt, createdBy, strategy, managedClusterUpdate, fleets } = rows.run;
  const newest = rows.attempts.at(-1);
  const { message = waitingMessage(rows), waiting } = runHeader(rows);
  return withoutUndefined({
    runId,
    name,
    createdAt,
    createdBy,
    strategy,
    managedClusterUpdate,
    fleets,
    attempt: newest?.number ?? 0,
    state: runState(rows),
    counts: runCounts(rows),
    leftOutCount: leftOutCount(rows.groups),
    postponedCount: postponedCount(rows.groups),
    startTime: rows.attempts[0]?.startedAt,
    completedTime: newest?.endedAt,
    message,
    waiting,
    endsAt,
  });
}

/** A run in which all that goes on is Pending waits for what its groups wait for. */
function waitingMessage(rows: RunRows): string | undefined {
  if (runState(rows) !== 'Pending') return undefined;
  return rows.groups.find(({ state, message }) => state === 'Pending' && message !== undefined)?.message;
}

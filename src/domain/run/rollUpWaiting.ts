import { obstacleOf } from '../gate/gates.ts';
import { shownError } from '../group/refusal.ts';
import { secondsAfter } from '../seconds.ts';
import type { Attempt, GroupRow, LastError, StageRow } from './run.ts';
import { hasEnded } from './states.ts';
import { waitingOf, type Waiting } from './waiting.ts';

// What a run, a stage and a group wait for, from the rows of the attempt that goes on. The whole waits when all of its
// parts that go on do: for what the first of them waits for.

export function groupWaiting(row: GroupRow): Waiting | undefined {
  return isGoingOn(row) ? (waitingOf(row) ?? triedAgain(holdingError(row))) : undefined;
}

/** What fails on one slice alone holds nobody up. */
function holdingError(row: GroupRow): LastError | undefined {
  const isHeld = row.fleetRuns.every(({ lastError }) => lastError !== undefined);
  return isHeld ? shownError(row) : row.lastError;
}

export function stageWaiting(row: StageRow, groups: readonly GroupRow[]): Waiting | undefined {
  if (row.state !== 'Running') return undefined;
  const gate = atGate(row);
  if (gate) return gate;
  if (row.wait?.state === 'Running' && row.wait.startTime !== undefined)
    return afterStage(row.name, row.wait.startTime, row.wait.durationInSeconds);
  return firstOfAll(
    groups.filter((group) => group.attempt === row.attempt && isGoingOn(group)).map(groupWaiting),
  );
}

/** `stages` says what those stages wait for that go on. */
export function runWaiting(attempt: Attempt, stages: readonly (Waiting | undefined)[]): Waiting | undefined {
  return waitingOf(attempt) ?? triedAgain(attempt.lastError) ?? firstOfAll(stages);
}

const isGoingOn = ({ state, finished }: GroupRow) => !finished && !hasEnded(state) && state !== 'NotStarted';

function firstOfAll(parts: readonly (Waiting | undefined)[]): Waiting | undefined {
  return parts.includes(undefined) ? undefined : parts[0];
}

/** Somebody may have to decide, which the wait beside it need not. */
function atGate({ name, gates = [], attempt }: StageRow): Waiting | undefined {
  const pending = gates.filter((gate) => gate.attempt === attempt && gate.state === 'Pending');
  const obstacle = obstacleOf({ stage: name }, pending);
  const [since] = pending.flatMap(({ startTime }) => startTime ?? []).toSorted();
  return obstacle && since !== undefined ? { ...obstacle, since } : undefined;
}

function afterStage(name: string, since: string, seconds: number): Waiting {
  const until = secondsAfter(new Date(since), seconds).toISOString();
  return { reason: 'AfterStageWait', message: `Waits after stage ${name}.`, since, until };
}

function triedAgain(error: LastError | undefined): Waiting | undefined {
  if (!error) return undefined;
  const { code, message, since, nextTry: until } = error;
  const waiting: Waiting = { reason: 'Azure', message: `${code}: ${message}`, since };
  return until === undefined ? waiting : { ...waiting, until };
}

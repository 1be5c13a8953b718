import { isActive } from '../api/states.ts';
import type { Run, RunGroup, RunMember, RunStage } from '../api/types.ts';
import { isUnfinished } from './remaining.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * About how long the rest of a run takes, ms, by the time that its members took so far: groups of a stage beside each
 * other, the members of a group one after another, waits in full. Undefined while nothing has been updated yet.
 */
export function timeLeft(run: Pick<Run, 'state' | 'stages'>, now: number): number | undefined {
  if (!isActive(run.state)) return undefined;
  const took = run.stages
    .flatMap(({ groups }) => groups.flatMap(({ members }) => members))
    .flatMap(tookOf)
    .toSorted((a, b) => a - b);
  const typical = took[Math.floor(took.length / 2)];
  if (typical === undefined) return undefined;
  return run.stages.reduce((sum, stage) => sum + stageLeft(stage, typical, now), 0);
}

function tookOf({ state, startTime, completedTime }: RunMember): number[] {
  if (state !== 'Completed' || startTime === undefined || completedTime === undefined) return [];
  return [Date.parse(completedTime) - Date.parse(startTime)];
}

function stageLeft({ groups, afterStageWait: wait }: RunStage, typical: number, now: number): number {
  const longest = Math.max(0, ...groups.map((group) => groupLeft(group, typical, now)));
  if (!wait || !isUnfinished(wait)) return longest;
  const over = wait.startTime === undefined ? 0 : now - Date.parse(wait.startTime);
  return longest + Math.max(0, wait.durationInSeconds * 1_000 - over);
}

function groupLeft({ members }: RunGroup, typical: number, now: number): number {
  return members
    .filter(isUnfinished)
    .reduce(
      (sum, { state, startTime }) =>
        sum +
        (state === 'Running' && startTime !== undefined
          ? Math.max(0, typical - (now - Date.parse(startTime)))
          : typical),
      0,
    );
}

/** `about 3 h left`: no more exact than it can be. */
export function timeLeftText(ms: number): string {
  if (ms < MINUTE) return 'less than a minute left';
  if (ms < HOUR) return `about ${Math.ceil(ms / MINUTE)} min left`;
  if (ms < 48 * HOUR) return `about ${Math.round(ms / HOUR)} h left`;
  return `about ${Math.round(ms / (24 * HOUR))} d left`;
}

import type { Gate, Run, RunState } from '../api/types.ts';
import { gatesIn } from '../gates/gatesIn.ts';
import type { Tries, Try } from './attempts.ts';

/** A line of the time line, top to bottom. */
export interface GanttRow {
  readonly key: string;
  readonly text: string;
  readonly depth: 0 | 1 | 2;
  readonly state: RunState;
  /** Nothing runs in it: the wait after a stage, or a gate. */
  readonly isWait: boolean;
  /** One for each time that it ran, of all attempts; none before its start. */
  readonly bars: readonly GanttBar[];
}

export interface GanttBar {
  /** Of the whole width, 0 to 1. */
  readonly from: number;
  readonly width: number;
  /** It goes on. */
  readonly open: boolean;
  readonly start: string;
  readonly end?: string;
  readonly state: RunState;
  readonly attempt: number;
}

export interface Gantt {
  readonly rows: readonly GanttRow[];
  /** ms since the epoch at the left and right edges. */
  readonly start: number;
  readonly end: number;
  /** Where now is, 0 to 1; absent when the run has ended. */
  readonly now?: number;
  /** Times to mark, with their places. */
  readonly ticks: readonly { readonly at: number; readonly place: number }[];
}

interface Timed {
  readonly state: RunState;
  readonly startTime?: string | undefined;
  readonly completedTime?: string | undefined;
}

const MINUTE = 60_000;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080].map(
  (minutes) => minutes * MINUTE,
);
const MOST_TICKS = 7;
/** Members of large runs are left to the lanes: their lines could not be told apart. */
const MOST_MEMBERS = 200;

/** What of a run ran when, attempt by attempt; undefined before anything ran. `now` is ms since the epoch. */
export function ganttOf(run: Run, tries: Tries, now: number): Gantt | undefined {
  if (run.startTime === undefined) return undefined;
  const start = Date.parse(run.startTime);
  const ended = run.completedTime !== undefined;
  const last = run.completedTime === undefined ? now : Date.parse(run.completedTime);
  // A wait under way shows how long it will take, so the line goes on to its end.
  const waits = run.stages.flatMap(({ afterStageWait: wait }) =>
    wait?.state === 'Running' && wait.startTime !== undefined
      ? [Date.parse(wait.startTime) + wait.durationInSeconds * 1_000]
      : [],
  );
  const opening = gatesIn(run).flatMap(({ state, until }) =>
    state === 'Pending' && until !== undefined ? [Date.parse(until)] : [],
  );
  const end = Math.max(start + MINUTE, last, ...(ended ? [] : [...waits, ...opening]));
  const place = (time: number) => Math.min(1, Math.max(0, (time - start) / (end - start)));
  const barOf = (one: Try): GanttBar => {
    const open = one.end === undefined && !ended;
    const from = place(Date.parse(one.start));
    const to = place(one.end === undefined ? last : Date.parse(one.end));
    return { ...one, from, width: Math.max(0.003, to - from), open };
  };
  const rows = rowsOf(run, (key, timed) => triesAt(tries, key, timed, run.attempt).map(barOf));
  return { rows, start, end, ticks: ticksOf(start, end, place), ...(!ended && { now: place(now) }) };
}

/** Of what the audit trail says nothing of yet, the run's own times are what is known. */
function triesAt(tries: Tries, key: string, timed: Timed, attempt: number): readonly Try[] {
  const known = tries.get(key);
  if (known) return known;
  const { state, startTime, completedTime } = timed;
  if (startTime === undefined || state === 'NotStarted') return [];
  return [{ start: startTime, state, attempt, ...(completedTime !== undefined && { end: completedTime }) }];
}

/** Groups are left to the lanes too where there are more than anybody looks through. */
const MOST_GROUPS = 120;

function rowsOf(run: Run, barsOf: (key: string, timed: Timed) => readonly GanttBar[]): GanttRow[] {
  const groups = run.stages.flatMap((stage) => stage.groups);
  const count = groups.flatMap(({ members }) => members).length;
  const row = (key: string, text: string, depth: 0 | 1 | 2, timed: Timed, isWait = false): GanttRow => ({
    key,
    text,
    depth,
    state: timed.state,
    isWait,
    bars: barsOf(key, timed),
  });
  const gates = (depth: 1 | 2, all: readonly Gate[] = []) =>
    all.map((gate) => row(gate.id, `Gate ${gate.name}`, depth, gate, true));
  return run.stages.flatMap((stage) => [
    row(stage.name, stage.name, 0, stage),
    ...gates(1, stage.beforeGates),
    ...(groups.length > MOST_GROUPS ? [] : stage.groups).flatMap((group) => [
      row(`${stage.name}/${group.name}`, group.name, 1, group),
      ...gates(2, group.beforeGates),
      ...(count > MOST_MEMBERS ? [] : group.members).map((member) =>
        row(`${stage.name}/${group.name}/${member.fleet}/${member.name}`, member.name, 2, member),
      ),
      ...gates(2, group.afterGates),
    ]),
    ...gates(1, stage.afterGates),
    ...(stage.afterStageWait ? [row(`${stage.name}/wait`, 'Wait', 1, stage.afterStageWait, true)] : []),
  ]);
}

/** Round times in UTC, a few of them. */
function ticksOf(start: number, end: number, place: (time: number) => number): Gantt['ticks'] {
  const step = STEPS.find((each) => (end - start) / each <= MOST_TICKS) ?? end - start;
  const first = Math.ceil(start / step) * step;
  const count = Math.max(0, Math.floor((end - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * step;
    return { at, place: place(at) };
  });
}

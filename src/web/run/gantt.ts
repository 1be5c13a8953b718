import type { Run, RunState } from '../api/types.ts';

/** A line of the time line, top to bottom. */
export interface GanttRow {
  readonly key: string;
  readonly text: string;
  readonly depth: 0 | 1 | 2;
  readonly state: RunState;
  /** Absent before its start. */
  readonly bar?: GanttBar;
}

export interface GanttBar {
  /** Of the whole width, 0 to 1. */
  readonly from: number;
  readonly width: number;
  /** It goes on. */
  readonly open: boolean;
  readonly start: string;
  readonly end?: string;
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

/** What of a run ran when; undefined before anything ran. `now` is ms since the epoch. */
export function ganttOf(run: Run, now: number): Gantt | undefined {
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
  const end = Math.max(start + MINUTE, last, ...(ended ? [] : waits));
  const place = (time: number) => Math.min(1, Math.max(0, (time - start) / (end - start)));
  const barOf = ({ state, startTime, completedTime }: Timed): GanttBar | undefined => {
    if (startTime === undefined) return undefined;
    const open =
      completedTime === undefined && (state === 'Running' || state === 'Stopping' || state === 'Pending');
    const stop = completedTime === undefined ? (open ? now : last) : Date.parse(completedTime);
    const from = place(Date.parse(startTime));
    return {
      ...{ from, width: Math.max(0.003, place(stop) - from), open, start: startTime },
      ...(completedTime !== undefined && { end: completedTime }),
    };
  };
  return {
    ...{ rows: rowsOf(run, barOf), start, end, ticks: ticksOf(start, end, place) },
    ...(!ended && { now: place(now) }),
  };
}

function rowsOf(run: Run, barOf: (timed: Timed) => GanttBar | undefined): GanttRow[] {
  const count = run.stages.flatMap(({ groups }) => groups.flatMap(({ members }) => members)).length;
  const row = (key: string, text: string, depth: 0 | 1 | 2, timed: Timed): GanttRow => {
    const bar = barOf(timed);
    return { key, text, depth, state: timed.state, ...(bar && { bar }) };
  };
  return run.stages.flatMap((stage) => [
    row(stage.name, stage.name, 0, stage),
    ...stage.groups.flatMap((group) => [
      row(`${stage.name}/${group.name}`, group.name, 1, group),
      ...(count > MOST_MEMBERS ? [] : group.members).map((member) =>
        row(`${stage.name}/${group.name}/${member.fleet}/${member.name}`, member.name, 2, member),
      ),
    ]),
    ...(stage.afterStageWait ? [row(`${stage.name}/wait`, 'Wait', 1, stage.afterStageWait)] : []),
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

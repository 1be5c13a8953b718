import { secondsBetween } from '../domain/seconds.ts';
import type { RunView } from '../domain/run/runView.ts';
import type { State } from '../domain/run/states.ts';
import { mostAtOnce, percentile } from './figures.ts';
import type { Play } from './play.ts';
import type { Scene } from './scene.ts';
import type { TalliedWait } from './waitTally.ts';

/** What becomes of the run when the first member of a stage fails for good. */
export interface StageFailure {
  readonly stage: string;
  readonly member: string;
  readonly state: State;
  /** Members that are not reached. */
  readonly notUpdated: number;
}

interface StageTimes {
  readonly name: string;
  /** Seconds after the start, medians of the plays that reached it. */
  readonly startsAfter: number;
  readonly endsAfter?: number;
  /** What it waits for and how long, in the middle of those plays. */
  readonly waits: readonly { readonly reason: string; readonly gate?: string; readonly seconds: number }[];
}

/** One member in the play in the middle. */
interface MemberTimes {
  readonly stage: string;
  readonly group: string;
  readonly fleet: string;
  readonly name: string;
  readonly state: State;
  /** Seconds after the start. */
  readonly startsAfter?: number;
  readonly endsAfter?: number;
}

export interface RehearsalSummary {
  readonly startAt: string;
  readonly members: number;
  readonly plays: number;
  /** How many plays ended how; `NotEnded` had not after 400 days. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Seconds until half, nine in ten, and 99 in a hundred of the plays that ended had ended; absent where none did. */
  readonly ends?: { readonly p50: number; readonly p90: number; readonly p99: number };
  /** Most members that updated at once in any play. */
  readonly peak: number;
  readonly stages: readonly StageTimes[];
  readonly failures: readonly StageFailure[];
  readonly timeline: readonly MemberTimes[];
}

/** What plays of one scene come to. */
export function summaryOf(
  { startAt, members }: Pick<Scene, 'startAt' | 'members'>,
  plays: readonly Play[],
  failures: readonly StageFailure[],
): RehearsalSummary {
  const seconds = plays.flatMap((play) => play.seconds ?? []);
  const outcomes = plays.map(({ run, seconds: until }) => (until === undefined ? 'NotEnded' : run.state));
  const middle = middleOf(plays);
  return {
    startAt,
    members: members.length,
    plays: plays.length,
    outcomes: Object.fromEntries(
      [...Map.groupBy(outcomes, (state) => state)].map(([state, all]) => [state, all.length]),
    ),
    ...(seconds.length > 0 && {
      ends: { p50: percentile(seconds, 50), p90: percentile(seconds, 90), p99: percentile(seconds, 99) },
    }),
    peak: Math.max(0, ...plays.map(({ updates }) => mostAtOnce(updates))),
    stages: stagesOf(startAt, plays),
    failures,
    timeline: middle ? timelineOf(startAt, middle.run) : [],
  };
}

/** The play of median length: what a time line shows should be nothing rare. */
function middleOf(plays: readonly Play[]): Play | undefined {
  const sorted = plays.toSorted((one, other) => (one.seconds ?? Infinity) - (other.seconds ?? Infinity));
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

function stagesOf(startAt: string, plays: readonly Play[]): StageTimes[] {
  const names = plays[0]?.run.stages.map(({ name }) => name) ?? [];
  return names.flatMap((name): StageTimes[] => {
    const reached = plays.flatMap(({ run, waits }) => {
      const stage = run.stages.find((one) => one.name === name);
      return stage?.startTime === undefined
        ? []
        : [{ ...stage, startTime: stage.startTime, waits: waits.filter((wait) => wait.stage === name) }];
    });
    if (reached.length === 0) return [];
    const starts = reached.map(({ startTime }) => secondsBetween(startAt, startTime));
    const ends = reached.flatMap(({ completedTime: end }) =>
      end === undefined ? [] : [secondsBetween(startAt, end)],
    );
    const times = {
      name,
      startsAfter: percentile(starts, 50),
      waits: waitsInTheMiddle(reached.map(({ waits }) => waits)),
    };
    return [ends.length === 0 ? times : { ...times, endsAfter: percentile(ends, 50) }];
  });
}

/** Of each play its waits in a stage. */
function waitsInTheMiddle(plays: readonly (readonly TalliedWait[])[]): StageTimes['waits'] {
  const byWhat = Map.groupBy(plays.flat(), ({ reason, gate }) => `${reason}/${gate ?? ''}`);
  const waits = [...byWhat.values()].flatMap((ofIt) => {
    const [first] = ofIt;
    if (!first) return [];
    const { stage: _stage, ...wait } = first;
    // In plays without it, it took no time.
    const seconds = [
      ...ofIt.map((each) => each.seconds),
      ...Array<number>(plays.length - ofIt.length).fill(0),
    ];
    return [{ ...wait, seconds: percentile(seconds, 50) }];
  });
  return waits.filter(({ seconds }) => seconds > 0);
}

function timelineOf(startAt: string, run: RunView): MemberTimes[] {
  const all = run.stages.flatMap((stage) =>
    stage.groups.flatMap((group) =>
      group.members.map(({ fleet, name, state, startTime, completedTime }): MemberTimes => ({
        stage: stage.name,
        group: group.name,
        fleet,
        name,
        state,
        ...(startTime !== undefined && { startsAfter: secondsBetween(startAt, startTime) }),
        ...(completedTime !== undefined && { endsAfter: secondsBetween(startAt, completedTime) }),
      })),
    ),
  );
  return all.toSorted((one, other) => (one.startsAfter ?? Infinity) - (other.startsAfter ?? Infinity));
}

import type { AuditView } from '../audit/auditEntries.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { Attempt, GroupRow, MemberRow, Run, StageRow } from './run.ts';
import { hasEnded, type EndedState, type State } from './states.ts';

/** Where in a run something happened. No person is named: `audit` says who. */
export interface RunPlace {
  readonly run: string;
  readonly runId: string;
  readonly attempt: number;
  readonly stage?: string;
  readonly group?: string;
  readonly fleet?: string;
  readonly member?: string;
}

interface Ended extends RunPlace {
  readonly state: EndedState;
  /** Absent when it ended before it had begun. */
  readonly startTime?: string;
  readonly endTime: string;
  /** What went wrong, or why it was skipped or stopped. */
  readonly message?: string;
  readonly error?: string;
}

/** What the app tells of itself; alerts and the workbook in `infra/modules` read these names. Times are ISO 8601. */
export type TelemetryEvent =
  | ({ readonly event: 'attemptStarted'; readonly time: string } & RunPlace)
  | ({ readonly event: 'runEnded' } & Ended)
  | ({ readonly event: 'stageEnded' } & Ended)
  | ({ readonly event: 'groupEnded' } & Ended)
  | ({ readonly event: 'memberEnded' } & Ended & {
        readonly durationSeconds?: number;
        /** From the start of its group to its own: behind other members, closed windows and missing versions. */
        readonly waitingSeconds?: number;
      })
  | {
      readonly event: 'runUnfinished';
      readonly state: State;
      readonly quietSeconds: number;
      readonly run: string;
    }
  | { readonly event: 'runsCounted'; readonly counts: Readonly<Partial<Record<State, number>>> }
  | {
      readonly event: 'armCalled';
      readonly operation: string;
      readonly status: number;
      readonly seconds: number;
    }
  | { readonly event: 'armThrottled'; readonly operation: string }
  /** An entry of the audit log or of a run's trail; `actor` is an object id, and all that is told of a person. */
  | ({ readonly event: 'audit' } & AuditView)
  /** A call that was answered 401 or 403; who called is not known, or not to be named. */
  | {
      readonly event: 'callRefused';
      readonly code: string;
      readonly status: number;
      readonly method: string;
      readonly route: string;
    }
  /** A list goes on without a row that this release cannot read. */
  | {
      readonly event: 'rowUnreadable';
      readonly table: string;
      readonly row: string;
      readonly reason: string;
    };

/** The attempt and the run have ended together. */
export function runEnded({ name: run, runId }: Run, attempt: Attempt): TelemetryEvent[] {
  const { number, state = 'Completed', startedAt: startTime, endedAt: endTime, message, error } = attempt;
  if (endTime === undefined) return [];
  const about = { run, runId, attempt: number, state, startTime, endTime, message, error: error?.code };
  return [withoutUndefined({ event: 'runEnded' as const, ...about })];
}

export function stageEnded({ name: run, runId }: Run, stage: StageRow): TelemetryEvent[] {
  const { name, attempt, state, startTime, completedTime, message } = stage;
  if (!hasEnded(state) || completedTime === undefined) return [];
  const about = { run, runId, attempt, stage: name, state, startTime, endTime: completedTime, message };
  return [withoutUndefined({ event: 'stageEnded' as const, ...about })];
}

/** The members that this change ended, and the group if it did. `stage` is the stage's name. */
export function groupChanged(
  { name: run, runId }: Run,
  stage: string,
  before: { readonly group: GroupRow; readonly members: readonly MemberRow[] },
  after: { readonly group: GroupRow; readonly members: readonly MemberRow[] },
): TelemetryEvent[] {
  const { group } = after;
  const place = { run, runId, attempt: group.attempt, stage, group: group.name };
  const states = new Map(before.members.map(({ index, state }) => [index, state]));
  const ended = after.members.flatMap((member) =>
    states.get(member.index) === member.state ? [] : memberEnded(place, group, member),
  );
  if (group.state === before.group.state || !hasEnded(group.state)) return ended;
  const { state, startTime, completedTime: endTime, message, error } = group;
  if (endTime === undefined) return ended;
  return [
    ...ended,
    withoutUndefined({
      event: 'groupEnded' as const,
      ...place,
      state,
      startTime,
      endTime,
      message,
      error: error?.code,
    }),
  ];
}

function memberEnded(place: RunPlace, group: GroupRow, member: MemberRow): TelemetryEvent[] {
  const { state, fleet, name, startTime, completedTime: endTime, message, error } = member;
  if (!hasEnded(state) || endTime === undefined) return [];
  return [
    withoutUndefined({
      event: 'memberEnded' as const,
      ...place,
      fleet,
      member: name,
      state,
      startTime,
      endTime,
      message,
      error: error?.code,
      durationSeconds: secondsBetween(startTime, endTime),
      waitingSeconds: secondsBetween(group.startTime, startTime),
    }),
  ];
}

function secondsBetween(from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
}

/** Seconds since anything of an unfinished run moved, by its groups, its stages and its start. */
export function quietSeconds(
  rows: { readonly groups: readonly GroupRow[]; readonly stages: readonly StageRow[] },
  startedAt: string,
  now: string,
): number {
  const times = [
    ...rows.groups.flatMap(({ movedAt, startTime, completedTime }) => [movedAt, startTime, completedTime]),
    ...rows.stages.flatMap(({ startTime, completedTime, wait }) => [
      startTime,
      completedTime,
      wait?.completedTime,
    ]),
  ];
  const last = times.reduce<string>(
    (latest, time) => (time !== undefined && time > latest ? time : latest),
    startedAt,
  );
  return secondsBetween(last, now) ?? 0;
}

import { adviceOn } from './azureAdvice.ts';
import type { GateDecision } from '../gate/gateDecision.ts';
import { gateViews } from '../gate/gateView.ts';
import type { SkipCommand, StopCommand } from './commands.ts';
import { isGroupDone, isStageDone } from './done.ts';
import { failuresShown } from './failuresShown.ts';
import type { Attempt, FrozenPlan, GroupRow, MemberRow, Run, StageRow, StageWait } from './run.ts';
import { shownError } from '../group/refusal.ts';
import {
  memberViewSchema,
  type GroupView,
  type MemberView,
  type RunView,
  type StageView,
} from './runView.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { groupWaiting, runWaiting, stageWaiting } from './rollUpWaiting.ts';
import type { Waiting } from './waiting.ts';
import { addCounts, countStates, hasEnded, isDone, STATES, type Counts, type State } from './states.ts';

/** The rows of a run whose plan is frozen, but its members'. */
export interface RunRows {
  readonly run: Run;
  /** In order; empty before the first start. */
  readonly attempts: readonly Attempt[];
  readonly plan?: FrozenPlan;
  readonly stages: readonly StageRow[];
  readonly groups: readonly GroupRow[];
  /** Of the newest attempt. */
  readonly stop?: StopCommand;
  /** Of people on gates, in all attempts. */
  readonly decisions?: readonly GateDecision[];
  readonly skips?: readonly SkipCommand[];
}

export interface PlacedMember {
  readonly stage: number;
  readonly group: number;
  readonly member: MemberRow;
}

/** Rows keep what an earlier attempt left behind; here is what they mean for the newest one. */
interface Reading {
  readonly attempt: number;
  /** The newest attempt goes on, but a stop was given. */
  readonly stopping: boolean;
}

function readingOf(rows: Pick<RunRows, 'attempts' | 'stop'>): Reading {
  const newest = rows.attempts.at(-1);
  const unfinished = newest !== undefined && newest.endedAt === undefined;
  return { attempt: newest?.number ?? 0, stopping: unfinished && rows.stop !== undefined };
}

/** What an earlier attempt left Failed or Stopped is to be done again, so it has not started yet. */
function carriedOver(state: State): State {
  return isDone(state) ? state : 'NotStarted';
}

const isCarriedOver = (attempt: number, reading: Reading) => attempt < reading.attempt;

function groupState(row: GroupRow, reading: Reading): State {
  return isCarriedOver(row.attempt, reading) && !isGroupDone(row) ? 'NotStarted' : row.state;
}

function groupCounts(row: GroupRow, reading: Reading): Counts {
  if (!isCarriedOver(row.attempt, reading)) return row.counts;
  return addCounts(STATES.map((state) => withoutUndefined({ [carriedOver(state)]: row.counts[state] })));
}

/** A stage goes on while its row says so; it is Pending when every group still going on is. */
export function stageState(row: StageRow, groups: readonly GroupRow[], reading: Reading): State {
  if (isCarriedOver(row.attempt, reading)) return isStageDone(row, groups) ? row.state : 'NotStarted';
  if (row.state !== 'Running') return row.state;
  if (reading.stopping) return 'Stopping';
  if (isAtGate(row)) return 'Pending';
  const going = groups.map((group) => groupState(group, reading)).filter((state) => !hasEnded(state));
  return going.length > 0 &&
    going.every((state) => state === 'Pending' || state === 'NotStarted') &&
    going.includes('Pending')
    ? 'Pending'
    : 'Running';
}

/** Nothing goes on but gates that are to be decided. */
function isAtGate({ gates = [], attempt, wait }: StageRow): boolean {
  const isPending = gates.some((gate) => gate.attempt === attempt && gate.state === 'Pending');
  return isPending && wait?.state !== 'Running';
}

export function runState(rows: RunRows): State {
  const newest = rows.attempts.at(-1);
  if (!newest) return 'NotStarted';
  if (newest.endedAt !== undefined) return newest.state ?? 'Completed';
  const reading = readingOf(rows);
  if (reading.stopping) return 'Stopping';
  if (newest.waitingFor !== undefined) return 'Pending';
  const states = rows.stages.map((stage) => stageState(stage, groupsOf(rows, stage.stage), reading));
  return states.includes('Pending') && !states.includes('Running') ? 'Pending' : 'Running';
}

export function runCounts(rows: RunRows): Counts {
  const reading = readingOf(rows);
  return addCounts(rows.groups.map((group) => groupCounts(group, reading)));
}

/** Members that no attempt has updated, for a reason that nobody asked for; undefined for none. */
export function leftOutCount(groups: readonly GroupRow[]): number | undefined {
  return groups.reduce((sum, group) => sum + (group.leftOutCount ?? 0), 0) || undefined;
}

/** Members that the next start takes up though they ended Skipped; undefined for none. */
export function postponedCount(groups: readonly GroupRow[]): number | undefined {
  return groups.reduce((sum, group) => sum + (group.postponedCount ?? 0), 0) || undefined;
}

const groupsOf = (rows: RunRows, stage: number) => rows.groups.filter((group) => group.stage === stage);

/** The view of a run whose plan is frozen. Members come sorted by stage, group and index. */
export function rollUpRun(rows: RunRows, members: readonly PlacedMember[]): RunView {
  const reading = readingOf(rows);
  const byGroup = Map.groupBy(members, ({ stage, group }) => `${stage}/${group}`);
  const stages = rows.stages.map((stage): StageView => {
    const groups = groupsOf(rows, stage.stage);
    const views = groups.map((group) => ({
      ...groupView(group, byGroup.get(`${stage.stage}/${group.group}`) ?? [], reading),
      ...limitsOf(rows, reading, group),
      ...gatesOf(rows, reading, stage, group),
    }));
    const waiting = waitingOfStage(stage, groups, reading);
    return {
      ...stageView(stage, { state: stageState(stage, groups, reading), waiting }, views, reading),
      ...limitsOf(rows, reading, { stage: stage.stage }),
      ...windowsOf(rows.run, stage.stage),
      ...gatesOf(rows, reading, stage),
    };
  });
  const counts = countStates(stages.flatMap((s) => s.groups.flatMap((g) => g.members.map((m) => m.state))));
  return { ...runHeader(rows), counts, stages, findings: rows.plan?.warnings ?? [] };
}

function windowsOf({ stages }: Run, stage: number): Pick<StageView, 'startWindows'> {
  const { startWindows } = stages[stage] ?? {};
  return startWindows ? { startWindows } : {};
}

/** The limits of a stage, or of a group in it, and how far it has come to them. */
function limitsOf(
  rows: RunRows,
  { attempt }: Reading,
  place: { readonly stage: number; readonly group?: number },
) {
  const stage = rows.run.stages[place.stage];
  const scope = place.group === undefined ? stage : stage?.groups[place.group];
  const failures = failuresShown(rows, attempt, place);
  return withoutUndefined({ ...failures, maxConcurrency: scope?.maxConcurrency });
}

function gatesOf(rows: RunRows, { attempt }: Reading, stage: StageRow, group?: GroupRow) {
  const definition = rows.run.stages[stage.stage];
  const given = group ? definition?.groups[group.group] : definition;
  const place = group ? { stage: stage.name, group: group.name } : { stage: stage.name };
  const { decisions = [], skips } = rows;
  return given ? gateViews({ place, given, rows: (group ?? stage).gates, attempt, decisions, skips }) : {};
}

/** All of a run's view but its tree. */
export function runHeader(rows: RunRows): Omit<RunView, 'stages' | 'counts' | 'findings'> {
  const { run, attempts, plan, stop } = rows;
  const newest = attempts.at(-1);
  const current = newest?.endedAt === undefined ? newest : undefined;
  const waiting = current && waitingOfRun(rows, current);
  return withoutUndefined({
    name: run.name,
    state: runState(rows),
    message: current ? (stop?.message ?? current.waitingFor) : newest?.message,
    attempt: newest?.number ?? 0,
    createdAt: run.createdAt,
    createdBy: run.createdBy,
    cause: run.cause,
    startTime: attempts[0]?.startedAt,
    completedTime: newest?.endedAt,
    strategy: run.strategy,
    implicit: run.implicit,
    fleets: run.fleets,
    managedClusterUpdate: run.managedClusterUpdate,
    versionsFrom: run.versionsFrom,
    leaveOut: run.leaveOut,
    members: run.members,
    policy: run.policy,
    policyChange: run.policyChange,
    selectedNodeImageVersions: (plan?.lock.nodeImageVersions ?? []).map((version) => ({ version })),
    leftOutCount: leftOutCount(rows.groups),
    postponedCount: postponedCount(rows.groups),
    ...failuresShown(rows, readingOf(rows).attempt),
    error: newest?.error,
    abandoned: newest?.abandoned,
    lastError: current?.lastError,
    waiting,
    waitingSince: waiting?.since,
  });
}

function waitingOfRun(rows: RunRows, attempt: Attempt): Waiting | undefined {
  const reading = readingOf(rows);
  const going = rows.stages.filter((row) => !isCarriedOver(row.attempt, reading) && row.state === 'Running');
  return runWaiting(
    attempt,
    going.map((row) => waitingOfStage(row, groupsOf(rows, row.stage), reading)),
  );
}

function waitingOfStage(row: StageRow, groups: readonly GroupRow[], reading: Reading): Waiting | undefined {
  return isCarriedOver(row.attempt, reading) ? undefined : stageWaiting(row, groups);
}

function stageView(
  row: StageRow,
  now: { readonly state: State; readonly waiting: Waiting | undefined },
  groups: readonly GroupView[],
  reading: Reading,
): StageView {
  const fresh = !isCarriedOver(row.attempt, reading) || now.state === row.state;
  return withoutUndefined({
    name: row.name,
    state: now.state,
    message: fresh ? row.message : undefined,
    startTime: row.startTime,
    completedTime: fresh ? row.completedTime : undefined,
    groups,
    afterStageWait: row.wait && waitView(row.wait),
    waiting: now.waiting,
  });
}

const waitView = ({ attempt: _attempt, ...wait }: StageWait) => wait;

function groupView(row: GroupRow, members: readonly PlacedMember[], reading: Reading): GroupView {
  const isOld = isCarriedOver(row.attempt, reading);
  const shown: Partial<GroupRow> = isOld && !isGroupDone(row) ? {} : row;
  const waiting = isOld ? undefined : groupWaiting(row);
  return withoutUndefined({
    name: row.name,
    state: groupState(row, reading),
    message: shown.message,
    startTime: row.startTime,
    completedTime: shown.completedTime,
    waiting,
    waitingSince: waiting?.since,
    lastError: shown === row ? shownError(row) : undefined,
    leftOutCount: row.leftOutCount,
    members: members.map(({ member }) => memberView(member, isOld)),
  });
}

/** The fields that `memberViewSchema` picks from the row: one that is added there is shown. */
function memberView(row: MemberRow, isOld: boolean): MemberView {
  if (!isOld || isDone(row.state)) {
    // The release before does not know what it waited for, and so leaves it there when the member ends.
    const shown = withoutUndefined({ ...row, advice: row.error && adviceOn(row.error) });
    return memberViewSchema.parse(
      hasEnded(row.state) ? withoutUndefined({ ...shown, waiting: undefined }) : shown,
    );
  }
  const { fleet, name, clusterResourceId, from, to } = row;
  return { fleet, name, clusterResourceId, from, to, state: 'NotStarted' };
}

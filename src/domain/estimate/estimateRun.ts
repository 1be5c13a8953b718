import { isFinishedIn } from '../run/decideStage.ts';
import { skipsMember, skipsWait, type SkipCommand } from '../run/commands.ts';
import type { PlacedMember, RunRows } from '../run/rollUp.ts';
import type { GroupRow, MemberRow, StageRow } from '../run/run.ts';
import { hasEnded, isDone } from '../run/states.ts';
import type { KnownFreezes } from '../freeze/freezeOver.ts';
import { atOnceOf, slicingOf } from '../group/slicing.ts';
import { secondsBetween } from '../seconds.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { Estimate, TimeSource } from './estimate.ts';
import { narrowest, type EstimateGround } from './estimatePlan.ts';
import { heldUntilOf } from './heldUntil.ts';
import { sayingOfGates } from './sayingOfGates.ts';
import { estimateStages, type StageToCome } from './estimateStages.ts';
import type { GroupAhead, MemberAhead } from './listSchedule.ts';
import { memberTimes, type MemberTime } from './updateTimes.ts';

type Rows = RunRows & { readonly skips: readonly SkipCommand[] };

/** What is under way for longer than expected is expected to end within a round. */
const OVERDUE_SECONDS = 60;

/** The groups in which the newest attempt has members left: the estimate asks for no others. */
export function groupsLeft({ attempts, groups }: Pick<Rows, 'attempts' | 'groups'>): GroupRow[] {
  const attempt = attempts.at(-1)?.number ?? 0;
  return groups.filter((group) => !isFinishedIn(group, attempt));
}

interface Reckoning {
  readonly rows: Rows;
  readonly attempt: number;
  readonly now: string;
  readonly timeOf: (member: MemberRow) => MemberTime;
  /** Of everybody who is still to be updated. */
  readonly sources: TimeSource[];
  readonly fleetAtOnce: number | undefined;
}

const NO_FREEZES: KnownFreezes = { freezes: [], unreadable: [] };

/**
 * What is left of a run that is under way, from its rows as they are now: `members` are those of the groups that are left.
 * Undefined before its plan is frozen and once it has ended.
 */
export function estimateRun(
  rows: Rows,
  members: readonly PlacedMember[],
  ground: EstimateGround,
): Estimate | undefined {
  const newest = rows.attempts.at(-1);
  if (!rows.plan || !newest || newest.endedAt !== undefined) return undefined;
  const sources: TimeSource[] = [];
  const reckoning: Reckoning = {
    rows,
    attempt: newest.number,
    now: ground.now,
    timeOf: memberTimes(ground.times, rows.run.managedClusterUpdate.upgrade.type),
    sources,
    fleetAtOnce: ground.maxConcurrentUpdates,
  };
  const byGroup = Map.groupBy(members, ({ stage, group }) => `${stage}/${group}`);
  const stages = rows.stages.map((stage) => stageToCome(reckoning, stage, byGroup));
  const isFree = newest.overrideFreezes === true;
  const heldUntil = heldUntilOf(rows.run.stages, isFree ? NO_FREEZES : ground.freezes);
  return sayingOfGates(estimateStages(stages, ground.now, { heldUntil, sources }), rows.run.stages);
}

function stageToCome(
  reckoning: Reckoning,
  row: StageRow,
  byGroup: ReadonlyMap<string, readonly PlacedMember[]>,
): StageToCome {
  const { rows, attempt, fleetAtOnce } = reckoning;
  const own = rows.groups.filter(({ stage }) => stage === row.stage);
  const isOver = row.attempt === attempt && hasEnded(row.state);
  const bounds = atOnceOf(rows.run, row.stage, rows.plan?.memberCounts ?? [], fleetAtOnce);
  const groups = own.map((group): GroupAhead => {
    const size = Object.values(group.counts).reduce((sum, count) => sum + count, 0);
    const slicing = slicingOf(rows.run, { stage: row.stage, group: group.group }, size, bounds);
    const rowsOfGroup = isOver ? [] : (byGroup.get(`${row.stage}/${group.group}`) ?? []);
    const ahead = rowsOfGroup.flatMap(({ member }) => memberAhead(reckoning, { row, group }, member) ?? []);
    return { name: group.name, lanes: slicing.lanes, size: slicing.size, members: ahead };
  });
  return withoutUndefined({
    name: row.name,
    groups,
    atOnce: narrowest(bounds.run, bounds.stage),
    atOncePerFleet: bounds.fleet,
    waitSeconds: isOver ? 0 : waitLeft(reckoning, row, own, groups),
    startedAt: row.startTime,
    endedAt: isOver || (groups.every(isEmpty) && isDone(row.state)) ? row.completedTime : undefined,
  });
}

const isEmpty = ({ members }: GroupAhead) => members.length === 0;

interface Place {
  readonly row: StageRow;
  readonly group: GroupRow;
}

/** Undefined for whoever is updated no more. What an earlier attempt left is done again, unless it is done. */
function memberAhead(
  { rows, attempt, now, timeOf, sources }: Reckoning,
  { row: stage, group }: Place,
  member: MemberRow,
): MemberAhead | undefined {
  const { fleet, name } = member;
  const isOld = group.attempt < attempt;
  const isOver = isOld ? isDone(member.state) : hasEnded(member.state) && !member.willRetry;
  const isRunning = !isOld && (member.state === 'Running' || member.state === 'Stopping');
  const place = { stage: stage.name, group: group.name, fleet, member: name };
  const isLeftOut = !member.update || member.leftOut !== undefined || skipsMember(rows.skips, place);
  if (isOver || (!isRunning && (isLeftOut || rows.stop))) return undefined;
  const { seconds, source } = timeOf(member);
  sources.push(source);
  if (!isRunning) {
    const notBefore = isOld ? undefined : (member.waiting?.until ?? member.notBefore);
    return withoutUndefined({ fleet, name, seconds, isRunning, notBefore });
  }
  const since = member.resumedAt ?? member.startTime ?? now;
  const left = seconds - Math.max(0, secondsBetween(since, now));
  return { fleet, name, isRunning, seconds: Math.max(OVERDUE_SECONDS, left) };
}

/** Of the wait after the stage. It begins afresh where this attempt updates a member. */
function waitLeft(
  { rows, now }: Reckoning,
  { name, wait }: StageRow,
  own: readonly GroupRow[],
  groups: readonly GroupAhead[],
): number {
  if (!wait || rows.stop || skipsWait(rows.skips, name)) return 0;
  if (!groups.every(isEmpty)) return wait.durationInSeconds;
  const isServed = isDone(wait.state) || !own.some(({ counts }) => (counts.Completed ?? 0) > 0);
  if (isServed) return 0;
  const served = wait.startTime === undefined ? 0 : secondsBetween(wait.startTime, now);
  return Math.max(0, wait.durationInSeconds - served);
}

import { LONGEST_SECONDS } from '../pace.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { ErrorDetail, FleetRunRecord } from '../run/run.ts';
import { secondsAfter, secondsBetween } from '../seconds.ts';
import { changeRows, patchRecord } from './change.ts';
import { driveFleetRun } from './driveFleetRun.ts';
import { finishGroup } from './finishGroup.ts';
import { slicesOf, type GroupObservation, type GroupStep, type Looked } from './observation.ts';
import { openSlice, writesMembers } from './openSlice.ts';
import { failedRoundSeconds, isTooSoon, nextLastError } from './refusal.ts';
import { looksOf } from './looks.ts';

type Step = Extract<GroupStep, { kind: 'step' }>;

/** What a lane would do, its slice's record with it. None: another slice is opened. */
interface Contender {
  readonly record?: FleetRunRecord;
  readonly step: Step;
}

/**
 * All lanes are observed first, then one step is taken on one of them, in turn: so an act that Azure refuses on one lane, or
 * that shows no effect, never hides what another has to do.
 */
export function driveLanes(observed: GroupObservation): GroupStep {
  const slices = slicesOf(observed.group);
  const contenders: Contender[] = [];
  for (const record of inTurn(slices)) {
    if (restsFor(record, observed.now) > 0) continue;
    const lane = laneOf(observed, record);
    const step = lane.failed ? unanswered(observed, record, lane.failed) : driveFleetRun(lane, record);
    if (step.kind === 'look') return { ...step, lane: record.name };
    contenders.push({ record, step: { ...step, lane: record.name } });
  }
  const opening = openSlice(observed);
  if (opening === 'nothingLeft') return finishGroup(looksOf(observed, undefined));
  // A member that ends or is parked needs nothing of Azure: said at once, its cluster is not asked for again in each round.
  if (opening?.kind === 'look' || (opening && writesMembers(opening))) return opening;
  if (opening) contenders.push({ step: opening });
  const [only] = contenders;
  if (only && contenders.length === 1 && slices.length <= 1) return only.step;
  return takeTurn(observed, contenders);
}

/** A look that failed: noted with the lane, which rests a while. */
function unanswered(observed: GroupObservation, record: FleetRunRecord, failed: ErrorDetail): Step {
  const lastError = nextLastError(record.lastError, failed, observed.now);
  const group = { ...patchRecord(observed.group, record, { lastError }), movedAt: observed.group.movedAt };
  const next = { waitSeconds: failedRoundSeconds(lastError.count) };
  return { kind: 'step', isFailed: true, change: changeRows(observed, { group }), next };
}

/** Who had its turn longest ago comes first. */
function inTurn(slices: readonly FleetRunRecord[]): FleetRunRecord[] {
  const turn = ({ nextTurn }: FleetRunRecord) => nextTurn ?? '';
  return slices.toSorted((one, other) => (turn(one) < turn(other) ? -1 : turn(one) > turn(other) ? 1 : 0));
}

const restsFor = ({ nextTurn }: FleetRunRecord, now: string) =>
  nextTurn === undefined ? 0 : Math.ceil(secondsBetween(now, nextTurn));

/** The group as one of its lanes sees it. */
function laneOf(observed: GroupObservation, record: FleetRunRecord): GroupObservation {
  const besideRunning = slicesOf(observed.group).some((other) => other !== record && isRunning(other));
  const looked: GroupObservation = { ...looksOf(observed, record.name), slice: record, besideRunning };
  const run = listed(observed, record);
  return looked.fleetRun || !run ? looked : { ...looked, fleetRun: run };
}

/** As far as was seen; one that was started and not seen since may be. */
const isRunning = ({ startedAt, result, deleted, seen }: FleetRunRecord) =>
  startedAt !== undefined && result === undefined && !deleted && seen !== 'Pending';

/** One LIST serves all lanes of its fleet. */
function listed({ lists }: GroupObservation, record: FleetRunRecord): Looked['fleetRun'] {
  const list = lists?.get(record.fleet);
  const isFollowed = record.startedAt !== undefined && record.result === undefined && !record.deleted;
  return list && isFollowed ? { by: 'list', run: list.get(record.name) } : undefined;
}

function takeTurn(observed: GroupObservation, contenders: readonly Contender[]): Step {
  const acting = contenders.filter((each) => isActing(observed, each));
  const [chosen, ...others] = acting;
  const rests = slicesOf(observed.group)
    .map((record) => restsFor(record, observed.now))
    .filter((seconds) => seconds > 0);
  const waits = contenders.filter((each) => each !== chosen).map(({ step }) => secondsOf(step));
  if (!chosen) return { kind: 'step', next: waitAtMost([...waits, ...rests]) };
  const step = noteTurn(observed, chosen);
  if (others.length > 0 || chosen.step.next === 'again') return { ...step, next: 'again' };
  return { ...step, next: waitAtMost([secondsOf(step), ...waits, ...rests]) };
}

/** Whether it has anything to do now, be it only to forget an error that is over. */
function isActing(observed: GroupObservation, { record, step }: Contender): boolean {
  if (step.act && isTooSoon(observed, step.act)) return isNews(step);
  const error = record?.lastError;
  const isOver = error !== undefined && (step.awaits === undefined || step.awaits !== error.act);
  return step.act !== undefined || step.change !== undefined || isOver || step.next === 'again';
}

const isNews = ({ change }: Step) =>
  change !== undefined && (change.members.length > 0 || change.events.length > 0);

const secondsOf = ({ next }: Step) => (typeof next === 'object' ? next.waitSeconds : 0);

function waitAtMost(seconds: readonly number[]): { readonly waitSeconds: number } {
  return { waitSeconds: Math.max(1, Math.min(LONGEST_SECONDS, ...seconds)) };
}

/** Written before the act: whoever comes next goes on with another lane. */
function noteTurn(observed: GroupObservation, { record, step }: Contender): Step {
  if (!record) return step;
  const change = step.change ?? changeRows(observed, { group: { movedAt: observed.group.movedAt } });
  const nextTurn = secondsAfter(new Date(observed.now), secondsOf(step)).toISOString();
  const fleetRuns = change.group.fleetRuns.map((each) =>
    each.name === record.name ? { ...each, nextTurn } : each,
  );
  return withoutUndefined({ ...step, change: { ...change, group: { ...change.group, fleetRuns } } });
}

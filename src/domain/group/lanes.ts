import { present } from '../present.ts';
import type { ErrorDetail, FleetRunRecord } from '../run/run.ts';
import { secondsAfter, secondsBetween } from '../seconds.ts';
import { changeRows, patchRecord } from './change.ts';
import { driveFleetRun } from './driveFleetRun.ts';
import { finishGroup } from './finishGroup.ts';
import { slicesOf, type GroupObservation, type GroupStep, type Looked } from './observation.ts';
import { openSlice } from './openSlice.ts';
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
export function driveLanes(o: GroupObservation): GroupStep {
  const slices = slicesOf(o.group);
  const contenders: Contender[] = [];
  for (const record of inTurn(slices)) {
    if (restsFor(record, o.now) > 0) continue;
    const lane = laneOf(o, record);
    const step = lane.failed ? unanswered(o, record, lane.failed) : driveFleetRun(lane, record);
    if (step.kind === 'look') return { ...step, lane: record.name };
    contenders.push({ record, step: { ...step, lane: record.name } });
  }
  const opening = openSlice(o);
  if (opening === 'nothingLeft') return finishGroup(looksOf(o, undefined));
  if (opening?.kind === 'look') return opening;
  if (opening) contenders.push({ step: opening });
  const [only] = contenders;
  if (only && contenders.length === 1 && slices.length <= 1) return only.step;
  return takeTurn(o, contenders);
}

/** A look that failed: noted with the lane, which rests a while. */
function unanswered(o: GroupObservation, record: FleetRunRecord, failed: ErrorDetail): Step {
  const lastError = nextLastError(record.lastError, failed, o.now);
  const group = { ...patchRecord(o.group, record, { lastError }), movedAt: o.group.movedAt };
  const next = { waitSeconds: failedRoundSeconds(lastError.count) };
  return { kind: 'step', isFailed: true, change: changeRows(o, { group }), next };
}

/** Who had its turn longest ago comes first. */
function inTurn(slices: readonly FleetRunRecord[]): FleetRunRecord[] {
  const turn = ({ nextTurn }: FleetRunRecord) => nextTurn ?? '';
  return slices.toSorted((one, other) => (turn(one) < turn(other) ? -1 : turn(one) > turn(other) ? 1 : 0));
}

const restsFor = ({ nextTurn }: FleetRunRecord, now: string) =>
  nextTurn === undefined ? 0 : Math.ceil(secondsBetween(now, nextTurn));

/** The group as one of its lanes sees it. */
function laneOf(o: GroupObservation, record: FleetRunRecord): GroupObservation {
  const besideRunning = slicesOf(o.group).some((other) => other !== record && isRunning(other));
  const looked: GroupObservation = { ...looksOf(o, record.name), slice: record, besideRunning };
  const run = listed(o, record);
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

function takeTurn(o: GroupObservation, contenders: readonly Contender[]): Step {
  const acting = contenders.filter((each) => isActing(o, each));
  const [chosen, ...others] = acting;
  const rests = slicesOf(o.group)
    .map((record) => restsFor(record, o.now))
    .filter((seconds) => seconds > 0);
  const waits = contenders.filter((each) => each !== chosen).map(({ step }) => secondsOf(step));
  if (!chosen) return { kind: 'step', next: waitAtMost([...waits, ...rests]) };
  const step = noteTurn(o, chosen);
  if (others.length > 0 || chosen.step.next === 'again') return { ...step, next: 'again' };
  return { ...step, next: waitAtMost([secondsOf(step), ...waits, ...rests]) };
}

/** Whether it has anything to do now, be it only to forget an error that is over. */
function isActing(o: GroupObservation, { record, step }: Contender): boolean {
  if (step.act && isTooSoon(o, step.act)) return isNews(step);
  const error = record?.lastError;
  const isOver = error !== undefined && (step.awaits === undefined || step.awaits !== error.act);
  return step.act !== undefined || step.change !== undefined || isOver || step.next === 'again';
}

const isNews = ({ change }: Step) =>
  change !== undefined && (change.members.length > 0 || change.events.length > 0);

const secondsOf = ({ next }: Step) => (typeof next === 'object' ? next.waitSeconds : 0);

function waitAtMost(seconds: readonly number[]): { readonly waitSeconds: number } {
  return { waitSeconds: Math.max(1, Math.min(60, ...seconds)) };
}

/** Written before the act: whoever comes next goes on with another lane. */
function noteTurn(o: GroupObservation, { record, step }: Contender): Step {
  if (!record) return step;
  const change = step.change ?? changeRows(o, { group: { movedAt: o.group.movedAt } });
  const nextTurn = secondsAfter(new Date(o.now), secondsOf(step)).toISOString();
  const fleetRuns = change.group.fleetRuns.map((each) =>
    each.name === record.name ? { ...each, nextTurn } : each,
  );
  return present({ ...step, change: { ...change, group: { ...change.group, fleetRuns } } });
}

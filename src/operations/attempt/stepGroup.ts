import type { GroupRound, GroupStepKey } from '../../contracts/orchestration.ts';
import { asErrorDetail, DependencyError } from '../../domain/errors.ts';
import { endedUpdates } from '../../domain/estimate/updateTimes.ts';
import { changeRows, type Patch } from '../../domain/group/change.ts';
import { withLook } from '../../domain/group/looks.ts';
import { decideGroup } from '../../domain/group/decideGroup.ts';
import {
  lockHolder,
  type Act,
  type GroupObservation,
  type GroupStep,
} from '../../domain/group/observation.ts';
import { paceInSeconds } from '../../domain/pace.ts';
import {
  afterRefusal,
  failedAct,
  failedRound,
  failedRoundSeconds,
  fleetRunToLeave,
  isOver,
  isTooSoon,
  leftBehind,
  withoutError,
} from '../../domain/group/refusal.ts';
import type { ErrorDetail, GroupRow, LastError } from '../../domain/run/run.ts';
import { leaveFleetRun } from '../upkeep/abandonedRuns.ts';
import { giveUpIfStopped } from './giveUp.ts';
import { clearTrace, leaveTrace } from './traced.ts';
import { inStepWithInbox } from '../gates/inStepWithInbox.ts';
import type { GroupChange } from '../../ports/runStore.ts';
import { readGroup, whereOf, type ReadGroup } from './readGroup.ts';
import { performAct } from './performAct.ts';
import { lookAt } from './lookAt.ts';
import { evaluateGroup } from '../health/evaluatePlaces.ts';
import type { App } from '../../ports/app.ts';

/** More looks than any decision needs, for each lane and for what might be opened; it guards against one without end. */
const MOST_LOOKS = 8;
const MOST_LOOKS_TO_OPEN = 50;
const LOST_RACE_SECONDS = 1;

/**
 * One round of a group: reads its rows, looks where the decision asks, takes the one step it decides on.
 * Safe to run twice, late or beside its twin: rows are written with the ETags they were read with, before
 * the act. Whatever goes wrong is a round without news, kept on the group's row, or on the attempt's where that cannot
 * be written; what is no failure of Azure is thrown on besides, for the log.
 */
export async function stepGroup(app: App, key: GroupStepKey): Promise<GroupRound> {
  try {
    const read = await readGroup(app, key);
    if (!read) return { next: 'ended' };
    const { step, observation } = await decide(app, await withEvaluations(app, key, read.observation));
    const round = await takeStep(app, key, { ...read, observation }, step);
    if (read.traced) await clearTrace(app, key, whereOf(key));
    return round;
  } catch (error) {
    return await failed(app, key, error);
  }
}

async function failed(app: App, key: GroupStepKey, error: unknown): Promise<GroupRound> {
  const where = whereOf(key);
  const trace = (await traceOnGroup(app, key, error)) ?? (await leaveTrace(app, key, where, error));
  if (trace === 'ended' && !(error instanceof DependencyError)) return { next: 'ended' };
  if (trace === 'ended' || trace === undefined) throw error;
  await giveUpIfStopped(app, key, { where, since: trace.since }, error);
  if (!(error instanceof DependencyError)) throw error;
  return { next: 'wait', seconds: failedRoundSeconds(trace.count) };
}

/** Undefined when its rows cannot be read or written. */
async function traceOnGroup(app: App, key: GroupStepKey, error: unknown): Promise<LastError | undefined> {
  try {
    const detail = asErrorDetail(error);
    const written = await writeAfresh(app, key, (observed) => failedRound(observed, detail));
    return written?.lastError;
  } catch {
    return undefined;
  }
}

async function withEvaluations(app: App, key: GroupStepKey, observed: GroupObservation) {
  const evaluations = await evaluateGroup(app, key, observed);
  return evaluations ? { ...observed, evaluations } : observed;
}

async function decide(app: App, first: GroupObservation) {
  let observation = first;
  const most = MOST_LOOKS * (1 + first.group.fleetRuns.length) + MOST_LOOKS_TO_OPEN;
  for (let looks = 0; looks < most; looks += 1) {
    const step = decideGroup(observation);
    if (step.kind === 'step') return { step, observation };
    observation = withLook(observation, step, await lookIn(app, observation, step));
  }
  throw new Error(
    `The decision on group ${first.group.name} of run ${first.run.name} keeps asking for more.`,
  );
}

/** Beside other lanes one of which Azure tells nothing holds up none of them. */
async function lookIn(
  app: App,
  { group }: GroupObservation,
  { look, lane }: Extract<GroupStep, { kind: 'look' }>,
): ReturnType<typeof lookAt> {
  try {
    return await lookAt(app, look);
  } catch (error) {
    const isBeside = group.fleetRuns.length > 1 && group.fleetRuns.some(({ name }) => name === lane);
    if (!isBeside || !(error instanceof DependencyError)) throw error;
    return { failed: asErrorDetail(error) };
  }
}

const typeOf = ({ content }: GroupObservation) => content.managedClusterUpdate.upgrade.type;

async function takeStep(
  app: App,
  key: GroupStepKey,
  { stored, observation }: ReadGroup,
  step: Extract<GroupStep, { kind: 'step' }>,
): Promise<GroupRound> {
  const pause = { next: 'wait', seconds: paceInSeconds(observation.group.movedAt, observation.now) } as const;
  const tooSoon = step.act !== undefined && isTooSoon(observation, step.act);
  // What was observed is kept all the same; what only goes with the act waits for it.
  const isNews = step.change && (step.change.members.length > 0 || step.change.events.length > 0);
  const change = tooSoon && !isNews ? undefined : step.change;
  // Before the rows: once they say that it has ended nobody would make up for it. Who loses that race has told the truth.
  if (change)
    await app.updateTimes.add(endedUpdates(observation.members, change.members, typeOf(observation)));
  if (change && (await writeRows(app, key, { stored, observation }, change)) === 'lost') {
    return { next: 'wait', seconds: LOST_RACE_SECONDS };
  }
  if (tooSoon || (step.act && !(await perform(app, key, observation, step.act)))) return pause;
  if (isOver(observation, step)) await writeAfresh(app, key, (observed) => withoutError(observed, step));
  if (step.next === 'ended' || step.next === 'again') return { next: step.next };
  return { next: 'wait', seconds: step.next.waitSeconds };
}

/** The rows of the group, and what the inbox has of its gates. */
async function writeRows(
  app: App,
  key: GroupStepKey,
  { stored, observation: { stageName: stage, group } }: Pick<ReadGroup, 'stored' | 'observation'>,
  change: GroupChange,
) {
  const gates = { before: group.gates, after: change.group.gates };
  const written = { runId: key.runId, place: { stage, group: group.name }, ...gates };
  return await inStepWithInbox(app, written, () => app.runs.writeGroup(key, stored, change));
}

/** False when Azure refused or did not answer: the next round reads again. */
async function perform(app: App, key: GroupStepKey, observed: GroupObservation, act: Act): Promise<boolean> {
  const by = { holder: lockHolder(observed), content: observed.content, now: observed.now };
  try {
    const answer = await performAct(app, act, by);
    if (answer.done) return true;
    await noteRefusal(app, key, act, answer.refused, afterRefusal);
  } catch (error) {
    if (!(error instanceof DependencyError) || !isOfFleet(act)) throw error;
    await noteRefusal(app, key, act, error, failedAct);
  }
  return false;
}

const isOfFleet = (act: Act) => 'fleet' in act;

async function noteRefusal<Refused extends ErrorDetail>(
  app: App,
  key: GroupStepKey,
  act: Act,
  refused: Refused,
  patchOf: (observed: GroupObservation, act: Act, refused: Refused) => Patch,
): Promise<void> {
  const { code, message } = refused;
  const read = await readGroup(app, key);
  const record = read && fleetRunToLeave(read.observation, act);
  // The list of what is left has it before the row gives it up.
  if (record)
    await leaveFleetRun(app, read.observation.run, { ...record, mayRun: false }, read.observation.now);
  await writeAfresh(app, key, (observed) => {
    const left = record && fleetRunToLeave(observed, act);
    return left ? leftBehind(observed, left, { code, message }) : patchOf(observed, act, refused);
  });
}

/** Writes what a round led to on the row as it is now; losing that race loses only this note. */
async function writeAfresh(
  app: App,
  key: GroupStepKey,
  patchOf: (observed: GroupObservation) => Patch,
): Promise<GroupRow | undefined> {
  const read = await readGroup(app, key);
  if (read?.observation.group.attempt !== key.attempt || read.observation.group.finished) return undefined;
  const change = changeRows(read.observation, patchOf(read.observation));
  await app.runs.writeGroup(key, read.stored, change);
  return change.group;
}

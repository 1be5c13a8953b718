import type { GroupRound, GroupStepKey } from '../../contracts/orchestration.ts';
import { DependencyError } from '../../domain/errors.ts';
import { fleetRunContent } from '../../domain/group/fleetRun.ts';
import { changeRows, type Patch } from '../../domain/group/change.ts';
import { decideGroup } from '../../domain/group/decideGroup.ts';
import {
  lockHolder,
  type Act,
  type GroupObservation,
  type GroupStep,
} from '../../domain/group/observation.ts';
import { paceInSeconds } from '../../domain/group/pace.ts';
import { isUnderWay } from '../../domain/run/abandon.ts';
import { afterRefusal, failedRound } from '../../domain/group/refusal.ts';
import type { StoredGroup } from '../../ports/stores.ts';
import { performAct, type ActPorts } from './performAct.ts';
import { lookAt, type LookPorts } from './lookAt.ts';

export type StepGroupPorts = ActPorts & LookPorts;

/** More looks than any decision needs; it guards against one that never comes to a step. */
const MOST_LOOKS = 8;
const LOST_RACE_SECONDS = 1;
const FAILED_ROUND_SECONDS = 30;

/**
 * One round of a group: reads its rows, looks where the decision asks, takes the one step it decides on.
 * Safe to run twice, late or beside its twin: rows are written with the ETags they were read with, before
 * the act. An Azure that does not answer is a round without news, kept on the group's row.
 */
export function createStepGroup(ports: StepGroupPorts): (key: GroupStepKey) => Promise<GroupRound> {
  return async (key) => {
    const read = await readGroup(ports, key);
    if (!read) return { next: 'ended' };
    try {
      const { step, observation } = await decide(ports, read.observation);
      return await takeStep(ports, key, { ...read, observation }, step);
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      await writeAfresh(ports, key, (o) => failedRound(o, error));
      return { next: 'wait', seconds: FAILED_ROUND_SECONDS };
    }
  };
}

interface ReadGroup {
  readonly stored: StoredGroup;
  readonly observation: GroupObservation;
}

/** Undefined when the run is gone, or its attempt has ended without this group: deleted, or abandoned. */
async function readGroup(ports: StepGroupPorts, key: GroupStepKey): Promise<ReadGroup | undefined> {
  const [attempt, run, plan, stage, stored, commands] = await Promise.all([
    ports.runs.attempt(key.runId),
    ports.runs.get(key.runId),
    ports.runs.plan(key.runId),
    ports.runs.stage(key.runId, key.planId, key.stage),
    ports.runs.group(key),
    ports.commands.commands(key.runId, key.attempt),
  ]);
  if (!run || !plan || !stage || !stored || !isUnderWay(attempt?.value, key.attempt)) return undefined;
  const group = stored.group.value;
  const observation: GroupObservation = {
    now: new Date().toISOString(),
    run,
    stageName: stage.value.name,
    attempt: key.attempt,
    group,
    members: stored.members.map(({ value }) => value),
    commands,
    content: fleetRunContent(run, plan.lock, group.name),
  };
  return { stored, observation };
}

async function decide(ports: LookPorts, first: GroupObservation) {
  let observation = first;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const step = decideGroup(observation);
    if (step.kind === 'step') return { step, observation };
    observation = { ...observation, ...(await lookAt(ports, step.look)) };
  }
  throw new Error(
    `The decision on group ${first.group.name} of run ${first.run.name} keeps asking for more.`,
  );
}

async function takeStep(
  ports: StepGroupPorts,
  key: GroupStepKey,
  { stored, observation }: ReadGroup,
  step: Extract<GroupStep, { kind: 'step' }>,
): Promise<GroupRound> {
  if (step.change && (await ports.runs.writeGroup(key, stored, step.change)) === 'lost') {
    return { next: 'wait', seconds: LOST_RACE_SECONDS };
  }
  if (step.act && !(await perform(ports, key, observation, step.act))) {
    return { next: 'wait', seconds: paceInSeconds(observation.group.movedAt, observation.now) };
  }
  if (observation.group.lastError) await writeAfresh(ports, key, noLastError);
  if (step.next === 'ended' || step.next === 'again') return { next: step.next };
  return { next: 'wait', seconds: step.next.waitSeconds };
}

/** False when Azure refused: the next round reads again. */
async function perform(
  ports: StepGroupPorts,
  key: GroupStepKey,
  o: GroupObservation,
  act: Act,
): Promise<boolean> {
  const answer = await performAct(ports, act, { holder: lockHolder(o), content: o.content, now: o.now });
  if (answer.done) return true;
  await writeAfresh(ports, key, (now) => afterRefusal(now, act, answer.refused));
  return false;
}

const noLastError = (o: GroupObservation): Patch => ({
  group: { lastError: undefined, movedAt: o.group.movedAt },
});

/** Writes what an act led to on the row as it is now; losing that race loses only this note. */
async function writeAfresh(
  ports: StepGroupPorts,
  key: GroupStepKey,
  patchOf: (o: GroupObservation) => Patch | undefined,
): Promise<void> {
  const read = await readGroup(ports, key);
  if (read?.observation.group.attempt !== key.attempt || read.observation.group.finished) return;
  const patch = patchOf(read.observation);
  if (patch) await ports.runs.writeGroup(key, read.stored, changeRows(read.observation, patch));
}

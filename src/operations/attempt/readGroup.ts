import type { GroupStepKey } from '../../contracts/orchestration.ts';
import { fleetRunContent } from '../../domain/group/fleetRun.ts';
import { memberTimes } from '../../domain/estimate/updateTimes.ts';
import { hasClusterRules } from '../../domain/plan/updateSpec.ts';
import { budgetsAt } from '../../domain/run/failureBudget.ts';
import { groupsCounted, unplacedBeside } from './groupsCounted.ts';
import { stageScopeOf } from '../../domain/group/groupPlaces.ts';
import { gatesGiven, heldBefore } from '../../domain/gate/gates.ts';
import { atOnceOf, slicedForFreeze, slicingOf } from '../../domain/group/slicing.ts';
import type { GroupObservation } from '../../domain/group/observation.ts';
import { isUnderWay } from '../../domain/run/abandon.ts';
import type { Run, StageRow } from '../../domain/run/run.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { StoredGroup } from '../../ports/runStore.ts';
import { knownFreezes } from '../freezes/knownFreezes.ts';
import { knownTimes } from '../runs/knownTimes.ts';
import type { App } from '../../ports/app.ts';

/** Where a trace says that an error was. */
export const whereOf = ({ stage, group }: GroupStepKey) => `group ${group + 1} of stage ${stage + 1}`;

/** A group's rows, and everything that its round decides on. */
export interface ReadGroup {
  readonly stored: StoredGroup;
  readonly observation: GroupObservation;
  /** An error of this group is on the attempt's row. */
  readonly traced: boolean;
}

/** Undefined when the run is gone, or its attempt has ended without this group: deleted, or abandoned. */
export async function readGroup(app: App, key: GroupStepKey): Promise<ReadGroup | undefined> {
  const [run, attempt, plan, stage, stored, commands, freezes] = await Promise.all([
    app.runs.get(key.runId),
    app.runs.attempt(key.runId),
    app.runs.plan(key.runId),
    app.runs.stage(key.runId, key.planId, key.stage),
    app.runs.group(key),
    app.commands.commands(key.runId, key.attempt),
    knownFreezes(app),
  ]);
  if (!run || !plan || !stage || !stored || !isUnderWay(attempt?.value, key.attempt)) return undefined;
  const group = stored.group.value;
  const times = await knownTimes(app, run.fleets);
  // Before the failures are read: a member that fails in between is counted by its place, or by its row.
  const policy = await policyOf(app, run, key);
  const counted = await groupsCounted(app, run, key, group);
  const bounds = atOnceOf(run, key.stage, plan.memberCounts ?? [], app.settings.maxConcurrentUpdates);
  const observation: GroupObservation = {
    now: app.now(),
    run,
    stageName: stage.value.name,
    attempt: key.attempt,
    group,
    members: stored.members.map(({ value }) => value),
    commands,
    content: fleetRunContent(run, plan.lock, group.name),
    slicing: slicingOf(run, key, stored.members.length, bounds),
    budgets: budgetsAt(run, key, counted, key.attempt),
    ...(attempt?.value.overrideFreezes !== true && { freezes }),
    atOnce: bounds,
    planId: key.planId,
    ...policy,
    timeOf: memberTimes(times, run.managedClusterUpdate.upgrade.type),
    ...gatesAround(run, stage.value, key),
    ...(hasClusterRules(run.policy) && { clusterRules: run.policy }),
  };
  const sliced = { ...observation, slicing: slicedForFreeze(observation.slicing, observation) };
  return { stored, observation: sliced, traced: attempt?.value.lastError?.where === whereOf(key) };
}

type OfPolicy = Pick<
  GroupObservation,
  'strict' | 'places' | 'windows' | 'retries' | 'policyChanged' | 'unplaced'
>;

/** What the run's policy asks for beside its limits, as far as it asks for anything. */
async function policyOf(
  app: App,
  { stages, policy, policyChange }: Run,
  key: GroupStepKey,
): Promise<OfPolicy> {
  const windows = stages[key.stage]?.startWindows;
  const strict = policy?.budgetMode === 'Strict';
  const places = strict && (await app.places.read([stageScopeOf(key.runId, key.stage)]));
  return {
    ...(places && { strict, places }),
    ...(windows && { windows }),
    ...(policy?.retries && { retries: policy.retries }),
    ...(policyChange && { policyChanged: true, unplaced: await unplacedBeside(app, key) }),
  };
}

function gatesAround(
  run: Run,
  stage: StageRow,
  key: GroupStepKey,
): Pick<GroupObservation, 'gates' | 'stageHeld'> {
  const definition = run.stages[key.stage];
  return withoutUndefined({
    gates: gatesGiven(definition?.groups[key.group]),
    stageHeld: definition && heldBefore({ stage: stage.name }, definition, stage.gates, key.attempt),
  });
}

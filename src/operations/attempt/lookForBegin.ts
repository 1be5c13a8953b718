import { assignmentsBefore, membersOfPlan } from '../../domain/run/beginObstacles.ts';
import type { BeginLook, BeginObservation } from '../../domain/run/decideBegin.ts';
import { memberKey, overtakenBy } from '../../domain/plan/overtaken.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { FrozenPlan, Run } from '../../domain/run/run.ts';
import type { App } from '../../ports/app.ts';
import { carryAssignments } from '../members/carryAssignments.ts';
import { refreshInventory } from '../members/refreshInventory.ts';
import { regionsWithout } from '../members/offeredVersions.ts';
import { planOfRun } from '../runs/planOfRun.ts';

/** Assignments carried to Fleet in one round: well inside an activity's time and ARM's write quota. */
const ASSIGNMENTS_PER_ROUND = 50;

/** Reads what the decision on an attempt's begin asked for. */
export async function lookForBegin(
  app: App,
  look: BeginLook,
  { run, plan, frozen }: BeginObservation,
): Promise<Partial<BeginObservation>> {
  if (!run) return {};
  switch (look) {
    case 'carried':
      return { carried: await carry(app, run) };
    case 'plan':
      return { plan: await freshPlan(app, run) };
    case 'missingIn':
      return { missingIn: plan ? await regionsWithout(app, run, plan) : [] };
    case 'updating':
      return { updating: plan ? await updatingOf(app, run, plan) : [] };
    case 'compared':
      return frozen ? { compared: await compare(app, run, frozen) } : {};
  }
}

async function carry(app: App, run: Run): Promise<NonNullable<BeginObservation['carried']>> {
  const pending = assignmentsBefore(run, await app.assignments.list(run.fleets));
  for (const outcome of await carryAssignments(app, pending.slice(0, ASSIGNMENTS_PER_ROUND)))
    if (typeof outcome !== 'string') return { more: true, ...outcome };
  return { more: pending.length > ASSIGNMENTS_PER_ROUND };
}

/** The frozen plan is what all later decisions rest on: it must not come from a reading with holes. */
async function freshPlan(app: App, run: Run): Promise<Plan> {
  const [failure] = (await refreshInventory(app, run.fleets)).values();
  if (failure) throw failure;
  return await planOfRun(app, run);
}

async function updatingOf(app: App, run: Run, plan: Plan): Promise<string[]> {
  const { members } = await app.inventory.read(run.fleets);
  return membersOfPlan(plan, members)
    .filter(({ cluster }) => cluster?.provisioningState === 'Updating')
    .map(({ name }) => name);
}

async function compare(
  app: App,
  run: Run,
  frozen: FrozenPlan,
): Promise<NonNullable<BeginObservation['compared']>> {
  const { runId } = run;
  const [tree, members] = await Promise.all([app.runs.tree(runId), app.runs.members(runId, frozen.planId)]);
  const names = new Map(tree?.groups.map(({ stage, group, name }) => [`${stage}/${group}`, name]));
  const planned = new Map(
    members.map(({ stage, group, member }) => [
      memberKey(member.fleet, member.name),
      names.get(`${stage}/${group}`) ?? '',
    ]),
  );
  const assignments = run.implicit ? [] : await app.assignments.list(run.fleets);
  const overtaken = overtakenBy(planned, new Set(names.values()), assignments).length > 0;
  return { members: members.length, overtaken };
}

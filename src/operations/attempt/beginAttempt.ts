import type { AttemptKey, BeginAttemptRound } from '../../contracts/orchestration.ts';
import { DependencyError, ourError } from '../../domain/errors.ts';
import type { Assignment } from '../../domain/fleet/inventory.ts';
import { memberKey, overtakenBy } from '../../domain/plan/overtaken.ts';
import { planDigest } from '../../domain/plan/planDigest.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { present } from '../../domain/present.ts';
import type { Attempt, ErrorDetail, FrozenPlan, Run, RunEvent } from '../../domain/run/run.ts';
import { NOT_WAITING, waitingOf, waitingOn, waitingPatch, type Obstacle } from '../../domain/run/waiting.ts';
import { carryAssignments } from '../members/carryAssignments.ts';
import { planOfRun } from '../runs/planOfRun.ts';
import { refreshInventory } from '../members/refreshInventory.ts';
import { whereVersionIsMissing } from '../members/offeredVersions.ts';
import type { Stored } from '../../ports/stores.ts';
import { traced } from './traced.ts';
import { closeAttempt } from './endAttempt.ts';
import { whatAksIsUpdating } from './busyMembers.ts';
import { refreshListEntry } from '../runs/refreshListEntry.ts';
import type { App } from '../../ports/app.ts';

/** Assignments carried to Fleet in one round: well inside an activity's time and ARM's write quota. */
const ASSIGNMENTS_PER_ROUND = 50;
const WAIT_SECONDS = 30;
const NOT_READY: BeginAttemptRound = { next: 'ended', ready: false };

/**
 * Begins an attempt. The first one carries out its members' pending assignments, refreshes the inventory,
 * plans once more and freezes the plan for all attempts; errors found then end the attempt with nothing
 * touched. Safe to repeat and to run beside its twin: of two plans one is frozen.
 */
export async function beginAttempt(app: App, key: AttemptKey): Promise<BeginAttemptRound> {
  const { runId, attempt: number } = key;
  return await traced(app, key, 'start', NOT_READY, async () => {
    const [run, stored, frozen] = await Promise.all([
      app.runs.get(runId),
      app.runs.attempt(runId),
      app.runs.plan(runId),
    ]);
    if (!run || stored?.value.number !== number || stored.value.endedAt !== undefined) return NOT_READY;
    if (frozen && !frozen.unsettled) return await ready(app, run, stored, frozen);
    const { stop } = await app.commands.commands(runId, number);
    if (stop) return await end(app, stored, { state: 'Stopped', message: stop.message });
    return frozen ? await settlePlan(app, run, stored.value, frozen) : await freezePlan(app, run, stored);
  });
}

async function freezePlan(app: App, run: Run, stored: Stored<Attempt>): Promise<BeginAttemptRound> {
  const carried = await carryOwnAssignments(app, run);
  if (carried.waitingFor !== undefined) {
    const reason = carried.error ? 'Azure' : 'Assignment';
    const waits = await waitFor(app, stored, { reason, message: carried.waitingFor });
    // Shown with its count and its time like every other refusal.
    if (carried.error) throw new DependencyError(carried.error.code, carried.error.message, 0);
    return waits;
  }
  if (carried.more) return { next: 'again' };
  await refreshFleets(app, run);
  const plan = await planOfRun(app, run);
  if (plan.findings.some(({ severity }) => severity === 'error')) return await refuse(app, stored, plan);
  if (run.awaitsVersion) {
    const missing = await whereVersionIsMissing(app, run, plan);
    if (missing !== undefined) return await waitFor(app, stored, missing);
  }
  const updating = await whatAksIsUpdating(app, run.fleets, plan, stored.value);
  if (updating !== undefined) return await waitFor(app, stored, updating);
  const digest = planDigest(plan);
  const hasChanged = stored.value.planDigest !== undefined && stored.value.planDigest !== digest;
  const frozen = await app.runs.freeze(run.runId, plan, app.now());
  return await settlePlan(app, run, stored.value, frozen, hasChanged);
}

/**
 * A frozen plan keeps assignments off its members, but some may have come while it was made: then it is taken back and made
 * again, with them. Only what was compared after the freeze is begun on.
 */
async function settlePlan(
  app: App,
  run: Run,
  attempt: Attempt,
  frozen: FrozenPlan,
  hasChanged = false,
): Promise<BeginAttemptRound> {
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
  if (overtakenBy(planned, new Set(names.values()), assignments).length > 0) {
    await app.runs.unfreeze(runId, frozen);
  } else {
    await app.runs.addEvents(runId, eventsOfFreeze(attempt, frozen, members.length, hasChanged));
    await app.runs.settle(runId, frozen);
  }
  return { next: 'again' };
}

/** The frozen plan is what all later decisions rest on: it must not come from a reading with holes. */
async function refreshFleets(app: App, run: Run): Promise<void> {
  const failures = await refreshInventory(app, run.fleets);
  const [failure] = failures.values();
  if (failure) throw failure;
}

/** Fleet must have the groups that the plan is made for before the plan is frozen. */
async function carryOwnAssignments(
  app: App,
  run: Run,
): Promise<{ readonly more: boolean; readonly waitingFor?: string; readonly error?: ErrorDetail }> {
  if (run.implicit) return { more: false };
  const groups = new Set(run.stages.flatMap((stage) => stage.groups.map(({ name }) => name)));
  const concerns = ({ group, wanted }: Assignment) =>
    wanted !== undefined && [group, wanted].some((name) => name !== null && groups.has(name));
  const pending = (await app.assignments.list(run.fleets)).filter(concerns);
  for (const outcome of await carryAssignments(app, pending.slice(0, ASSIGNMENTS_PER_ROUND))) {
    if (typeof outcome === 'string') continue;
    const { pending: waitingFor, error } = outcome;
    return present({ more: true, waitingFor, error });
  }
  return { more: pending.length > ASSIGNMENTS_PER_ROUND };
}

async function waitFor(app: App, stored: Stored<Attempt>, obstacle: Obstacle): Promise<BeginAttemptRound> {
  const before = waitingOf(stored.value);
  if (before?.message !== obstacle.message) {
    const waiting = waitingPatch(waitingOn(before, obstacle, app.now()));
    await app.runs.writeAttempt({ value: { ...stored.value, ...waiting }, eTag: stored.eTag });
  }
  return { next: 'wait', seconds: WAIT_SECONDS };
}

async function refuse(app: App, stored: Stored<Attempt>, plan: Plan): Promise<BeginAttemptRound> {
  const message = 'The plan has errors, so nothing was touched. See the findings.';
  const error = ourError('RefusedByPlan', message);
  return await end(app, stored, { state: 'Failed', message, error, findings: plan.findings });
}

async function end(
  app: App,
  stored: Stored<Attempt>,
  outcome: Parameters<typeof closeAttempt>[2],
): Promise<BeginAttemptRound> {
  if ((await closeAttempt(app, stored, outcome)) === 'lost') return { next: 'again' };
  await refreshListEntry(app, stored.value.runId);
  await app.runs.markFinished(stored.value.runId);
  return NOT_READY;
}

async function ready(
  app: App,
  run: Run,
  stored: Stored<Attempt>,
  frozen: FrozenPlan,
): Promise<BeginAttemptRound> {
  const { waitingFor, waitingSince, lastError } = stored.value;
  if (waitingFor ?? waitingSince ?? lastError) {
    const value = present({ ...stored.value, ...NOT_WAITING, lastError: undefined });
    if ((await app.runs.writeAttempt({ value, eTag: stored.eTag })) === 'lost') return { next: 'again' };
  }
  await refreshListEntry(app, run.runId);
  return { next: 'ended', ready: true, planId: frozen.planId, stages: frozen.groupCounts.length };
}

function eventsOfFreeze(
  attempt: Attempt,
  frozen: FrozenPlan,
  members: number,
  hasChanged: boolean,
): RunEvent[] {
  const about = { time: frozen.frozenAt, attempt: attempt.number };
  const events: RunEvent[] = [
    { ...about, type: 'PlanFrozen', message: `The plan of ${members} members is frozen for all attempts.` },
  ];
  if (!hasChanged) return events;
  const message = 'The plan has changed since the run was started.';
  return [...events, { ...about, type: 'PlanChanged', message }];
}

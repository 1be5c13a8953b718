import type { AttemptKey, BeginAttemptRound } from '../../contracts/orchestration.ts';
import { DependencyError, ourError } from '../../domain/errors.ts';
import type { Assignment } from '../../domain/fleet/inventory.ts';
import { memberKey, overtakenBy } from '../../domain/plan/overtaken.ts';
import { planDigest } from '../../domain/plan/planDigest.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { present } from '../../domain/present.ts';
import type { Attempt, ErrorDetail, FrozenPlan, Run, RunEvent } from '../../domain/run/run.ts';
import { NOT_WAITING, waitingOf, waitingOn, waitingPatch, type Obstacle } from '../../domain/run/waiting.ts';
import { carryAssignments, type CarryPorts } from '../members/carryAssignments.ts';
import { planOfRun, type PlanPorts } from '../runs/planOfRun.ts';
import { refreshInventory, type RefreshPorts } from '../members/refreshInventory.ts';
import { whereVersionIsMissing } from '../members/offeredVersions.ts';
import type { CommandStore, RunStore, Stored } from '../../ports/stores.ts';
import type { AbandonPorts } from '../upkeep/abandonedRuns.ts';
import { traced } from './traced.ts';
import { closeAttempt } from './endAttempt.ts';
import { whatAksIsUpdating } from './busyMembers.ts';
import { refreshListEntry } from '../runs/refreshListEntry.ts';

export type BeginAttemptPorts = CarryPorts &
  PlanPorts &
  RefreshPorts &
  AbandonPorts & { readonly runs: RunStore; readonly commands: CommandStore };

/** Assignments carried to Fleet in one round: well inside an activity's time and ARM's write quota. */
const ASSIGNMENTS_PER_ROUND = 50;
const WAIT_SECONDS = 30;
const NOT_READY: BeginAttemptRound = { next: 'ended', ready: false };

/**
 * Begins an attempt. The first one carries out its members' pending assignments, refreshes the inventory,
 * plans once more and freezes the plan for all attempts; errors found then end the attempt with nothing
 * touched. Safe to repeat and to run beside its twin: of two plans one is frozen.
 */
export function createBeginAttempt(
  ports: BeginAttemptPorts,
): (key: AttemptKey) => Promise<BeginAttemptRound> {
  return traced(
    ports,
    () => 'start',
    NOT_READY,
    async ({ runId, attempt: number }) => {
      const [run, stored, frozen] = await Promise.all([
        ports.runs.get(runId),
        ports.runs.attempt(runId),
        ports.runs.plan(runId),
      ]);
      if (!run || stored?.value.number !== number || stored.value.endedAt !== undefined) return NOT_READY;
      if (frozen && !frozen.unsettled) return await ready(ports.runs, run, stored, frozen);
      const { stop } = await ports.commands.commands(runId, number);
      if (stop) return await end(ports.runs, stored, { state: 'Stopped', message: stop.message });
      return frozen
        ? await settlePlan(ports, run, stored.value, frozen)
        : await freezePlan(ports, run, stored);
    },
  );
}

async function freezePlan(
  ports: BeginAttemptPorts,
  run: Run,
  stored: Stored<Attempt>,
): Promise<BeginAttemptRound> {
  const carried = await carryOwnAssignments(ports, run);
  if (carried.waitingFor !== undefined) {
    const reason = carried.error ? 'Azure' : 'Assignment';
    const waits = await waitFor(ports.runs, stored, { reason, message: carried.waitingFor });
    // Shown with its count and its time like every other refusal.
    if (carried.error) throw new DependencyError(carried.error.code, carried.error.message, 0);
    return waits;
  }
  if (carried.more) return { next: 'again' };
  await refreshFleets(ports, run);
  const plan = await planOfRun(ports, run);
  if (plan.findings.some(({ severity }) => severity === 'error'))
    return await refuse(ports.runs, stored, plan);
  if (run.awaitsVersion) {
    const missing = await whereVersionIsMissing(ports, run, plan);
    if (missing !== undefined) return await waitFor(ports.runs, stored, missing);
  }
  const updating = await whatAksIsUpdating(ports.inventory, run.fleets, plan, stored.value);
  if (updating !== undefined) return await waitFor(ports.runs, stored, updating);
  const digest = planDigest(plan);
  const hasChanged = stored.value.planDigest !== undefined && stored.value.planDigest !== digest;
  const frozen = await ports.runs.freeze(run.runId, plan, new Date().toISOString());
  return await settlePlan(ports, run, stored.value, frozen, hasChanged);
}

/**
 * A frozen plan keeps assignments off its members, but some may have come while it was made: then it is taken back and made
 * again, with them. Only what was compared after the freeze is begun on.
 */
async function settlePlan(
  ports: BeginAttemptPorts,
  run: Run,
  attempt: Attempt,
  frozen: FrozenPlan,
  hasChanged = false,
): Promise<BeginAttemptRound> {
  const { runId } = run;
  const [tree, members] = await Promise.all([
    ports.runs.tree(runId),
    ports.runs.members(runId, frozen.planId),
  ]);
  const names = new Map(tree?.groups.map(({ stage, group, name }) => [`${stage}/${group}`, name]));
  const planned = new Map(
    members.map(({ stage, group, member }) => [
      memberKey(member.fleet, member.name),
      names.get(`${stage}/${group}`) ?? '',
    ]),
  );
  const assignments = run.implicit ? [] : await ports.assignments.list(run.fleets);
  if (overtakenBy(planned, new Set(names.values()), assignments).length > 0) {
    await ports.runs.unfreeze(runId, frozen);
  } else {
    await ports.runs.addEvents(runId, eventsOfFreeze(attempt, frozen, members.length, hasChanged));
    await ports.runs.settle(runId, frozen);
  }
  return { next: 'again' };
}

/** The frozen plan is what all later decisions rest on: it must not come from a reading with holes. */
async function refreshFleets(ports: BeginAttemptPorts, run: Run): Promise<void> {
  const failures = await refreshInventory(ports, run.fleets, new Date().toISOString());
  const [failure] = failures.values();
  if (failure) throw failure;
}

/** Fleet must have the groups that the plan is made for before the plan is frozen. */
async function carryOwnAssignments(
  ports: BeginAttemptPorts,
  run: Run,
): Promise<{ readonly more: boolean; readonly waitingFor?: string; readonly error?: ErrorDetail }> {
  if (run.implicit) return { more: false };
  const groups = new Set(run.stages.flatMap((stage) => stage.groups.map(({ name }) => name)));
  const concerns = ({ group, wanted }: Assignment) =>
    wanted !== undefined && [group, wanted].some((name) => name !== null && groups.has(name));
  const pending = (await ports.assignments.list(run.fleets)).filter(concerns);
  const now = new Date().toISOString();
  for (const outcome of await carryAssignments(ports, pending.slice(0, ASSIGNMENTS_PER_ROUND), now)) {
    if (typeof outcome === 'string') continue;
    const { pending: waitingFor, error } = outcome;
    return present({ more: true, waitingFor, error });
  }
  return { more: pending.length > ASSIGNMENTS_PER_ROUND };
}

async function waitFor(
  runs: RunStore,
  stored: Stored<Attempt>,
  obstacle: Obstacle,
): Promise<BeginAttemptRound> {
  const before = waitingOf(stored.value);
  if (before?.message !== obstacle.message) {
    const waiting = waitingPatch(waitingOn(before, obstacle, new Date().toISOString()));
    await runs.writeAttempt({ value: { ...stored.value, ...waiting }, eTag: stored.eTag });
  }
  return { next: 'wait', seconds: WAIT_SECONDS };
}

async function refuse(runs: RunStore, stored: Stored<Attempt>, plan: Plan): Promise<BeginAttemptRound> {
  const message = 'The plan has errors, so nothing was touched. See the findings.';
  const error = ourError('RefusedByPlan', message);
  return await end(runs, stored, { state: 'Failed', message, error, findings: plan.findings });
}

async function end(
  runs: RunStore,
  stored: Stored<Attempt>,
  outcome: Parameters<typeof closeAttempt>[2],
): Promise<BeginAttemptRound> {
  if (!(await closeAttempt(runs, stored, outcome))) return { next: 'again' };
  await refreshListEntry(runs, stored.value.runId);
  await runs.markFinished(stored.value.runId);
  return NOT_READY;
}

async function ready(
  runs: RunStore,
  run: Run,
  stored: Stored<Attempt>,
  frozen: FrozenPlan,
): Promise<BeginAttemptRound> {
  const { waitingFor, waitingSince, lastError } = stored.value;
  if (waitingFor ?? waitingSince ?? lastError) {
    const value = present({ ...stored.value, ...NOT_WAITING, lastError: undefined });
    if ((await runs.writeAttempt({ value, eTag: stored.eTag })) === 'lost') return { next: 'again' };
  }
  await refreshListEntry(runs, run.runId);
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

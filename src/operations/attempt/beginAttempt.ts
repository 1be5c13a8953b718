import type { AttemptKey, BeginAttemptRound } from '../../contracts/orchestration.ts';
import { DependencyError } from '../../domain/errors.ts';
import { nextLastError } from '../../domain/group/refusal.ts';
import type { Assignment } from '../../domain/fleet/inventory.ts';
import { planDigest } from '../../domain/plan/planDigest.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Attempt, FrozenPlan, Run, RunEvent } from '../../domain/run/run.ts';
import { carryAssignments, type CarryPorts } from '../members/carryAssignments.ts';
import { planOfRun, type PlanPorts } from '../runs/planOfRun.ts';
import { refreshInventory, type RefreshPorts } from '../members/refreshInventory.ts';
import { whereVersionIsMissing } from '../members/offeredVersions.ts';
import type { CommandStore, RunStore, Stored } from '../../ports/stores.ts';
import { closeAttempt } from './endAttempt.ts';
import { whatAksIsUpdating } from './busyMembers.ts';
import { refreshListEntry } from './stepStage.ts';

export type BeginAttemptPorts = CarryPorts &
  PlanPorts &
  RefreshPorts & { readonly runs: RunStore; readonly commands: CommandStore };

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
  return async ({ runId, attempt: number }) => {
    const [run, stored, frozen] = await Promise.all([
      ports.runs.get(runId),
      ports.runs.attempt(runId),
      ports.runs.plan(runId),
    ]);
    if (!run || stored?.value.number !== number || stored.value.endedAt !== undefined) return NOT_READY;
    if (frozen) return await ready(ports.runs, run, stored, frozen);
    const { stop } = await ports.commands.commands(runId, number);
    if (stop) return await end(ports.runs, stored, { state: 'Stopped', message: stop.message });
    try {
      return await freezePlan(ports, run, stored);
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      const now = new Date().toISOString();
      const lastError = nextLastError(stored.value.lastError, error, now);
      await ports.runs.writeAttempt({ value: { ...stored.value, lastError }, eTag: stored.eTag });
      return { next: 'wait', seconds: WAIT_SECONDS };
    }
  };
}

async function freezePlan(
  ports: BeginAttemptPorts,
  run: Run,
  stored: Stored<Attempt>,
): Promise<BeginAttemptRound> {
  const carried = await carryOwnAssignments(ports, run);
  if (carried.waitingFor !== undefined) return await waitFor(ports.runs, stored, carried.waitingFor);
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
  const frozen = await ports.runs.freeze(run.runId, plan, new Date().toISOString());
  await ports.runs.addEvents(run.runId, eventsOfFreeze(stored.value, frozen, plan));
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
): Promise<{ readonly more: boolean; readonly waitingFor?: string }> {
  if (run.implicit) return { more: false };
  const groups = new Set(run.stages.flatMap((stage) => stage.groups.map(({ name }) => name)));
  const concerns = ({ group, wanted }: Assignment) =>
    wanted !== undefined && [group, wanted].some((name) => name !== null && groups.has(name));
  const pending = (await ports.assignments.list(run.fleets)).filter(concerns);
  const now = new Date().toISOString();
  for (const outcome of await carryAssignments(ports, pending.slice(0, ASSIGNMENTS_PER_ROUND), now)) {
    if (typeof outcome === 'object') return { more: true, waitingFor: outcome.pending };
  }
  return { more: pending.length > ASSIGNMENTS_PER_ROUND };
}

async function waitFor(
  runs: RunStore,
  stored: Stored<Attempt>,
  waitingFor: string,
): Promise<BeginAttemptRound> {
  if (stored.value.waitingFor !== waitingFor) {
    const waitingSince = stored.value.waitingSince ?? new Date().toISOString();
    await runs.writeAttempt({ value: { ...stored.value, waitingFor, waitingSince }, eTag: stored.eTag });
  }
  return { next: 'wait', seconds: WAIT_SECONDS };
}

async function refuse(runs: RunStore, stored: Stored<Attempt>, plan: Plan): Promise<BeginAttemptRound> {
  const message = 'The plan has errors, so nothing was touched. See the findings.';
  const error = { code: 'RefusedByPlan', message };
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
  const { waitingFor, waitingSince, lastError, ...clear } = stored.value;
  if (waitingFor ?? waitingSince ?? lastError) {
    if ((await runs.writeAttempt({ value: clear, eTag: stored.eTag })) === 'lost') return { next: 'again' };
  }
  await refreshListEntry(runs, run.runId);
  return { next: 'ended', ready: true, planId: frozen.planId, stages: frozen.groupCounts.length };
}

function eventsOfFreeze(attempt: Attempt, frozen: FrozenPlan, plan: Plan): RunEvent[] {
  const about = { time: frozen.frozenAt, attempt: attempt.number };
  const members = plan.stages.flatMap((stage) => stage.groups.flatMap((group) => group.members)).length;
  const events: RunEvent[] = [
    { ...about, type: 'PlanFrozen', message: `The plan of ${members} members is frozen for all attempts.` },
  ];
  if (attempt.planDigest === undefined || attempt.planDigest === planDigest(plan)) return events;
  const message = 'The plan has changed since the run was started.';
  return [...events, { ...about, type: 'PlanChanged', message }];
}

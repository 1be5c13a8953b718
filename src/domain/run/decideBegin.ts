import { ourError } from '../errors.ts';
import { planDigest } from '../plan/planDigest.ts';
import type { Plan } from '../plan/plan.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { aksObstacle, awaitsRegions, versionObstacle } from './beginObstacles.ts';
import type { StopCommand } from './commands.ts';
import type { Attempt, ErrorDetail, FrozenPlan, Run, RunEvent } from './run.ts';
import { NOT_WAITING, waitingOf, waitingOn, waitingPatch, type Obstacle } from './waiting.ts';

/** Everything that decides how an attempt begins. The last ones are looked at only when a decision asks. */
export interface BeginObservation {
  readonly now: string;
  /** The attempt asked about. */
  readonly attempt: number;
  readonly run: Run | undefined;
  readonly newest: Attempt | undefined;
  readonly frozen: FrozenPlan | undefined;
  readonly stop: StopCommand | undefined;
  /** The plan that was frozen in this round is not the one that the start was answered on. */
  readonly planChanged?: boolean;

  /** What came of carrying the assignments that concern the run to Fleet. */
  readonly carried?: { readonly more: boolean; readonly pending?: string; readonly error?: ErrorDetail };
  /** Made from a reading without holes. */
  readonly plan?: Plan;
  /** Regions of members to update that do not offer the version. */
  readonly missingIn?: readonly string[];
  /** Members to update whose clusters AKS is Updating. */
  readonly updating?: readonly string[];
  /** The frozen plan, compared with the assignments that came while it was made. */
  readonly compared?: { readonly members: number; readonly overtaken: boolean };
}

export type BeginLook = 'carried' | 'plan' | 'missingIn' | 'updating' | 'compared';

export type EndOfBegin = Pick<Attempt, 'state' | 'message' | 'error' | 'findings'>;

export type BeginStep =
  | { readonly do: 'look'; readonly look: BeginLook }
  /** The run is gone, or another attempt is under way, or this one has ended. */
  | { readonly do: 'nothing' }
  | { readonly do: 'again' }
  | { readonly do: 'end'; readonly end: EndOfBegin }
  /** `change` is the row as it is to be written, where it says something new. */
  | { readonly do: 'wait'; readonly change?: Attempt; readonly error?: ErrorDetail }
  | { readonly do: 'freeze'; readonly plan: Plan; readonly planChanged: boolean }
  | { readonly do: 'unfreeze'; readonly frozen: FrozenPlan }
  | { readonly do: 'settle'; readonly frozen: FrozenPlan; readonly events: readonly RunEvent[] }
  | { readonly do: 'ready'; readonly frozen: FrozenPlan; readonly change?: Attempt };

/**
 * How an attempt begins. The first one carries out its members' pending assignments, plans once more and freezes the plan
 * for all attempts; errors found then end it with nothing touched. Called again with what a look found.
 */
export function decideBegin(observed: BeginObservation): BeginStep {
  const { run, newest, frozen } = observed;
  if (!run || newest?.number !== observed.attempt || newest.endedAt !== undefined) return { do: 'nothing' };
  if (frozen && !frozen.unsettled) return ready(newest, frozen);
  if (observed.stop) return { do: 'end', end: { state: 'Stopped', message: observed.stop.message } };
  if (frozen) return settle(observed, newest, frozen);
  return prepare(observed, run, newest) ?? plan(observed, run, newest);
}

function ready(attempt: Attempt, frozen: FrozenPlan): BeginStep {
  const { waitingFor, waitingSince, lastError } = attempt;
  if ((waitingFor ?? waitingSince ?? lastError) === undefined) return { do: 'ready', frozen };
  const change = withoutUndefined({ ...attempt, ...NOT_WAITING, lastError: undefined });
  return { do: 'ready', frozen, change };
}

/**
 * A frozen plan keeps assignments off its members, but some may have come while it was made: then it is taken back and made
 * again, with them. Only what was compared after the freeze is begun on.
 */
function settle(observed: BeginObservation, attempt: Attempt, frozen: FrozenPlan): BeginStep {
  if (!observed.compared) return { do: 'look', look: 'compared' };
  if (observed.compared.overtaken) return { do: 'unfreeze', frozen };
  const about = { time: frozen.frozenAt, attempt: attempt.number };
  const message = `The plan of ${observed.compared.members} members is frozen for all attempts.`;
  const events: RunEvent[] = [{ ...about, type: 'PlanFrozen', message }];
  if (observed.planChanged === true)
    events.push({
      ...about,
      type: 'PlanChanged',
      message: 'The plan has changed since the run was started.',
    });
  return { do: 'settle', frozen, events };
}

/** Fleet must have the groups that the plan is made for before it is frozen. */
function prepare(observed: BeginObservation, run: Run, attempt: Attempt): BeginStep | undefined {
  if (run.implicit) return undefined;
  if (!observed.carried) return { do: 'look', look: 'carried' };
  const { more, pending: message, error } = observed.carried;
  if (message === undefined) return more ? { do: 'again' } : undefined;
  return withoutUndefined({
    ...wait(observed, attempt, { reason: error ? 'Azure' : 'Assignment', message }),
    error,
  });
}

function plan(observed: BeginObservation, run: Run, attempt: Attempt): BeginStep {
  if (!observed.plan) return { do: 'look', look: 'plan' };
  if (observed.plan.findings.some(({ severity }) => severity === 'error')) return refuse(observed.plan);
  if (awaitsRegions(run) && !observed.missingIn) return { do: 'look', look: 'missingIn' };
  const missing = versionObstacle(run, observed.missingIn ?? []);
  if (missing) return wait(observed, attempt, missing);
  if (!observed.updating) return { do: 'look', look: 'updating' };
  const updating = aksObstacle(attempt, observed.updating, observed.now);
  if (updating) return wait(observed, attempt, updating);
  const planChanged = attempt.planDigest !== undefined && attempt.planDigest !== planDigest(observed.plan);
  return { do: 'freeze', plan: observed.plan, planChanged };
}

function refuse({ findings }: Plan): BeginStep {
  const message = 'The plan has errors, so nothing was touched. See the findings.';
  const error = ourError('RefusedByPlan', message);
  return { do: 'end', end: { state: 'Failed', message, error, findings } };
}

function wait(
  observed: BeginObservation,
  attempt: Attempt,
  obstacle: Obstacle,
): BeginStep & { readonly do: 'wait' } {
  const before = waitingOf(attempt);
  if (before?.reason === obstacle.reason && before.message === obstacle.message) return { do: 'wait' };
  return { do: 'wait', change: { ...attempt, ...waitingPatch(waitingOn(before, obstacle, observed.now)) } };
}

import type { Caller } from '../caller.ts';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { RunBody } from '../../contracts/runs.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { requestersOf } from '../../domain/gate/mayDecide.ts';
import type { Finding } from '../../domain/plan/findings.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { planDigest } from '../../domain/plan/planDigest.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { Run, RunEvent } from '../../domain/run/run.ts';
import { planOfRun, type PlannedRun } from './planOfRun.ts';
import { readFleets } from '../members/readFleets.ts';
import { refreshInventory } from '../members/refreshInventory.ts';
import { resolveRequest } from './resolveRequest.ts';
import { putNamed } from '../named/changeNamed.ts';
import { strategies } from '../strategies/strategies.ts';
import type { App } from '../../ports/app.ts';

/**
 * Creates a run with a copy of its strategy. Refused, with nothing changed, when its plan has errors or its name
 * is taken; a strategy to save is saved before the run, so that a run never names one that is not there. With
 * `awaitsVersion` its first attempt waits until the regions of its members offer its Kubernetes version.
 */
export async function createRun(
  app: App,
  caller: Caller,
  {
    awaitsVersion = false,
    requestedBy,
    ...body
  }: RunBody & { readonly awaitsVersion?: boolean; readonly requestedBy?: readonly string[] },
): Promise<Run> {
  const { actor, now, cause } = caller;
  const resolved = await resolveRequest(app, body);
  const strategy = body.saveStrategyAs ?? resolved.strategy;
  const run: Run = withoutUndefined({
    ...resolved,
    strategy,
    runId: randomUUID(),
    name: body.name,
    createdAt: now,
    createdBy: actor,
    requestedBy,
    cause,
    ...(awaitsVersion && { awaitsVersion }),
  });
  const taken = await app.runs.findByName(body.name);
  if (taken) throw nameTaken(body.name, ` It was created by ${taken.createdBy} at ${taken.createdAt}.`);
  const requesters = requestersOf(run, undefined);
  refuseAnotherPlan(await soundPlan(app, { ...run, requesters }), body.planDigest);
  if (body.saveStrategyAs !== undefined) await saveStrategy(app, body.saveStrategyAs, run, caller);
  const event: RunEvent = { time: now, type: 'RunCreated', actor, message: `Run ${run.name} was created.` };
  if ((await app.runs.create(run, event)) === 'lost') throw nameTaken(body.name);
  return run;
}

async function saveStrategy(app: App, name: string, run: Run, caller: Caller): Promise<void> {
  const { stages, policy } = run;
  const before = (await app.strategies.get(name))?.value;
  // The same call before, whose run could not be created then.
  if (before?.savedFor === run.name && isDeepStrictEqual([before.stages, before.policy], [stages, policy]))
    return;
  if (before) {
    const detail = `There is a strategy ${name} already. Choose another name, or leave saveStrategyAs out and use it.`;
    throw new FleetUpdatesError('AlreadyExists', detail, {
      errors: [{ pointer: '/saveStrategyAs', detail }],
    });
  }
  const body = withoutUndefined({ stages, policy, savedFor: run.name });
  await putNamed(app, caller, strategies, { name, body, preconditions: { onlyIfAbsent: true } });
}

/** Who was shown a plan wants that one, not what it has become since. */
export function refuseAnotherPlan(plan: Plan, shown: string | undefined): void {
  if (shown === undefined || planDigest(plan) === shown) return;
  const detail =
    'The plan is not the one that was shown: members, groups, versions or the strategy have changed since. Plan again, look at it, and start that.';
  throw new FleetUpdatesError('PreconditionFailed', detail, { errors: [{ pointer: '/planDigest', detail }] });
}

/**
 * The plan as it is now. Throws with all findings when one is an error, which rests on the inventory: nobody may have
 * read that for days, so before a refusal it is read again.
 */
export async function soundPlan(app: App, run: PlannedRun): Promise<Plan> {
  const known = await freshPlan(app, run);
  if (!hasErrors(known)) return known;
  const read = await refreshInventory(app, run.fleets);
  for (const failure of read.values()) throw failure;
  const plan = await planOfRun(app, run);
  refuseErrors(plan);
  return plan;
}

/** A fleet that was never read is read first. */
async function freshPlan(app: App, run: PlannedRun): Promise<Plan> {
  const [inventory, plan] = await Promise.all([app.inventory.read(run.fleets), planOfRun(app, run)]);
  const unread = run.fleets.filter((fleet) => inventory.asOf[fleet] === undefined);
  if (unread.length === 0) return plan;
  for (const failure of (await readFleets(app, unread, inventory)).values()) throw failure;
  return await planOfRun(app, run);
}

const hasErrors = ({ findings }: Plan) => findings.some(({ severity }) => severity === 'error');

function refuseErrors(plan: Plan): void {
  const errors = plan.findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const findings: readonly Finding[] = plan.findings;
  const detail = `The plan has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}: ${errors.map(({ message }) => message).join(' ')}`;
  throw new FleetUpdatesError('PlanRefused', detail, { extensions: { findings } });
}

function nameTaken(name: string, origin = ''): FleetUpdatesError {
  const detail = `There is a run ${name} already.${origin} Names of runs are unique; choose another.`;
  return new FleetUpdatesError('AlreadyExists', detail, { errors: [{ pointer: '/name', detail }] });
}

import { runBody } from '../contracts/runs.ts';
import { FleetUpdatesError } from '../domain/errors.ts';
import { present } from '../domain/present.ts';
import { runState } from '../domain/rollUp.ts';
import { hasEnded } from '../domain/states.ts';
import { decideDispatch } from '../domain/trigger/decideDispatch.ts';
import type { Dispatch, Trigger, TriggerState } from '../domain/trigger/trigger.ts';
import type { Orchestrations } from '../ports/orchestrations.ts';
import type { Stored } from '../ports/stores.ts';
import { createRun, type CreatePorts } from './createRun.ts';
import type { Report } from './reconcile.ts';
import { treeOf } from './runPorts.ts';
import { startRun } from './startRun.ts';
import type { TriggerPorts } from './triggers.ts';

export type DispatchPorts = CreatePorts & TriggerPorts;

/**
 * Starts a run for each trigger whose time has come, exactly one per due time: the trigger's state is claimed by
 * its ETag before anything is created, and the run's name follows from the due time.
 */
export async function dispatchSchedules(
  ports: DispatchPorts,
  orchestrations: Orchestrations,
  configured: readonly string[],
  now: string,
  report: Report,
): Promise<void> {
  const { definitions, states } = ports.triggers;
  const [triggers, known] = await Promise.all([definitions.list(), states.list()]);
  const stateOf = new Map(known.map((state) => [state.value.name, state]));
  for (const { value: trigger } of triggers) {
    try {
      await dispatch(ports, orchestrations, configured, trigger, stateOf.get(trigger.name), now);
    } catch (error) {
      report(`trigger ${trigger.name}`, error);
    }
  }
}

async function dispatch(
  ports: DispatchPorts,
  orchestrations: Orchestrations,
  configured: readonly string[],
  trigger: Trigger,
  state: Stored<TriggerState> | undefined,
  now: string,
): Promise<void> {
  const decide = (underWay?: string) => decideDispatch(trigger, state?.value, now, underWay);
  const first = decide();
  // Its tree may have a thousand members, and this comes every minute: the last run is read only when one is due.
  const step = first.do === 'claim' ? decide(await runUnderWay(ports, state?.value.last.run)) : first;
  if (step.do === 'nothing') return;
  if (step.do === 'skip') {
    await note(ports, trigger, state, step.dispatch);
    return;
  }
  const claimed = step.do === 'claim' ? await write(ports, trigger, state, step.dispatch) : state;
  if (claimed === 'conflict') return;
  const { dueAt, run } = step.do === 'claim' ? step.dispatch : step;
  const outcome = await start(ports, orchestrations, configured, trigger, dueAt, run, now);
  await note(ports, trigger, claimed, outcome);
}

/**
 * Creates and starts the run of a due time; what an earlier pass, or one beside this, did of it stays. Refusals are
 * the outcome; a dependency that fails is thrown, and the next pass tries again.
 */
async function start(
  ports: DispatchPorts,
  orchestrations: Orchestrations,
  configured: readonly string[],
  trigger: Trigger,
  dueAt: string,
  run: string,
  now: string,
): Promise<Dispatch> {
  const caller = { actor: `trigger/${trigger.name}`, now, cause: `Scheduled for ${dueAt}` };
  const { strategy, fleets, managedClusterUpdate } = trigger;
  const isCreated = async () => {
    const found = await ports.runs.findByName(run);
    return found?.cause === caller.cause && found.createdBy === caller.actor;
  };
  const isStarted = async () => (await treeOf(ports, run)).attempts.length > 0;
  const body = runBody.parse(present({ name: run, strategy, fleets, managedClusterUpdate }));
  const refused =
    (await unlessDone(isCreated, () => createRun(ports, configured, body, caller))) ??
    (await unlessDone(isStarted, () => startRun(ports, orchestrations, run, caller)));
  if (refused) return { dueAt, at: now, outcome: 'Failed', message: refused.message, code: refused.code };
  return { dueAt, at: now, outcome: 'Started', message: `Run ${run} was started.`, run };
}

/** The refusal of what was still to be done; none when another pass did it meanwhile. */
async function unlessDone(
  isDone: () => Promise<boolean>,
  action: () => Promise<unknown>,
): Promise<FleetUpdatesError | undefined> {
  if (await isDone()) return undefined;
  try {
    await action();
    return undefined;
  } catch (error) {
    if (!(error instanceof FleetUpdatesError)) throw error;
    return (await isDone()) ? undefined : error;
  }
}

async function runUnderWay(ports: DispatchPorts, name: string | undefined): Promise<string | undefined> {
  const run = name === undefined ? undefined : await ports.runs.findByName(name);
  const tree = run && (await ports.runs.tree(run.runId));
  if (!tree) return undefined;
  const state = runState(tree);
  return state === 'NotStarted' || hasEnded(state) ? undefined : name;
}

async function write(
  { triggers }: DispatchPorts,
  { name }: Trigger,
  before: Stored<TriggerState> | undefined,
  last: Dispatch,
): Promise<Stored<TriggerState> | 'conflict'> {
  return await triggers.states.put({ name, dispatchedUpTo: last.dueAt, last }, before?.eTag);
}

/** The pass that wrote the outcome first is the one that enters it in the audit log. */
async function note(
  ports: DispatchPorts,
  trigger: Trigger,
  before: Stored<TriggerState> | undefined,
  last: Dispatch,
): Promise<void> {
  if ((await write(ports, trigger, before, last)) === 'conflict') return;
  const { name } = trigger;
  await ports.audit.append({
    ...{ time: last.at, actor: `trigger/${name}`, subject: `triggers/${name}` },
    ...{ type: `Trigger${last.outcome}`, message: `Due at ${last.dueAt}: ${last.message}` },
  });
}

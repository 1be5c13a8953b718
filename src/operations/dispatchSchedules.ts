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
  for (const { value: trigger } of await ports.triggers.definitions.list()) {
    try {
      await dispatch(ports, orchestrations, configured, trigger, now);
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
  now: string,
): Promise<void> {
  const state = await ports.triggers.states.get(trigger.name);
  const underWay = await runUnderWay(ports, state?.value.last.run);
  const step = decideDispatch(trigger, state?.value, now, underWay);
  switch (step.do) {
    case 'nothing':
      return;
    case 'skip':
      await note(ports, trigger, state, step.dispatch);
      return;
    case 'claim': {
      const { dueAt, run } = step.dispatch;
      const claimed = await write(ports, trigger, state, step.dispatch);
      if (claimed === 'conflict') return;
      await note(
        ports,
        trigger,
        claimed,
        await start(ports, orchestrations, configured, trigger, dueAt, run, now),
      );
      return;
    }
    case 'start': {
      const { dueAt, run } = step;
      await note(
        ports,
        trigger,
        state,
        await start(ports, orchestrations, configured, trigger, dueAt, run, now),
      );
    }
  }
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
  if (name === undefined || !(await ports.runs.findByName(name))) return undefined;
  const state = runState(await treeOf(ports, name));
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

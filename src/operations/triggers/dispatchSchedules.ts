import { present } from '../../domain/present.ts';
import { decideDispatch, type ScheduleDispatch } from '../../domain/trigger/decideDispatch.ts';
import type { ScheduleTrigger, Trigger, TriggerState } from '../../domain/trigger/trigger.ts';
import type { Orchestrations } from '../../ports/orchestrations.ts';
import type { Stored } from '../../ports/stores.ts';
import type { CreatePorts } from '../runs/createRun.ts';
import type { Report } from '../upkeep/reconcile.ts';
import { runUnderWay, startTriggeredRun } from './startTriggeredRun.ts';
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
    if (trigger.kind !== 'schedule') continue;
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
  trigger: ScheduleTrigger,
  state: Stored<TriggerState> | undefined,
  now: string,
): Promise<void> {
  const decide = (underWay?: string) => decideDispatch(trigger, state?.value, now, underWay);
  const first = decide();
  // Its tree may have a thousand members, and this comes every minute: the last run is read only when one is due.
  const step = first.do === 'claim' ? decide(await runUnderWay(ports, state?.value.lastRun)) : first;
  if (step.do === 'nothing') return;
  if (step.do === 'skip') {
    await note(ports, trigger, state, step.dispatch);
    return;
  }
  const claimed = step.do === 'claim' ? await write(ports, trigger, state, step.dispatch) : state;
  if (claimed === 'conflict') return;
  const due = step.do === 'claim' ? step.dispatch : step;
  const outcome = await start(ports, orchestrations, configured, trigger, due, now);
  await note(ports, trigger, claimed, outcome);
}

/** Refusals are the outcome; a dependency that fails is thrown, and the next pass tries again. */
async function start(
  ports: DispatchPorts,
  orchestrations: Orchestrations,
  configured: readonly string[],
  trigger: ScheduleTrigger,
  { dueAt, run }: { readonly dueAt: string; readonly run: string },
  now: string,
): Promise<ScheduleDispatch> {
  const { strategy, fleets, managedClusterUpdate } = trigger;
  const cause = `Scheduled for ${dueAt}`;
  const triggered = present({ run, cause, strategy, fleets, managedClusterUpdate, start: true });
  const about = { ...triggered, trigger: trigger.name };
  const refused = await startTriggeredRun(ports, orchestrations, configured, about, now);
  if (refused) return { dueAt, at: now, outcome: 'Failed', message: refused.message, code: refused.code };
  return { dueAt, at: now, outcome: 'Started', message: `Run ${run} was started.`, run };
}

async function write(
  { triggers }: DispatchPorts,
  { name }: Trigger,
  before: Stored<TriggerState> | undefined,
  last: ScheduleDispatch,
): Promise<Stored<TriggerState> | 'conflict'> {
  const lastRun = last.run ?? before?.value.lastRun;
  const state = present({ ...before?.value, name, dispatchedUpTo: last.dueAt, lastRun, last });
  return await triggers.states.put(state, before?.eTag);
}

/** The pass that wrote the outcome first is the one that enters it in the audit log. */
async function note(
  ports: DispatchPorts,
  trigger: Trigger,
  before: Stored<TriggerState> | undefined,
  last: ScheduleDispatch,
): Promise<void> {
  if ((await write(ports, trigger, before, last)) === 'conflict') return;
  const { name } = trigger;
  await ports.audit.append({
    ...{ time: last.at, actor: `trigger/${name}`, subject: `triggers/${name}` },
    ...{ type: `Trigger${last.outcome}`, message: `Due at ${last.dueAt}: ${last.message}` },
  });
}

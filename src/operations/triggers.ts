import { name as nameSchema } from '../contracts/names.ts';
import type { TriggerBody } from '../contracts/triggers.ts';
import { FleetUpdatesError } from '../domain/errors.ts';
import { runNameFor } from '../domain/trigger/decideDispatch.ts';
import { nextTimes } from '../domain/trigger/schedule.ts';
import type { Dispatch, Trigger } from '../domain/trigger/trigger.ts';
import type { Stored, TriggerStore } from '../ports/stores.ts';
import {
  deleteNamed,
  getNamed,
  putNamed,
  type Authorship,
  type NamedResources,
  type Preconditions,
} from './namedResources.ts';
import { resolveRequest, type Caller } from './resolveRequest.ts';
import type { StrategyPorts } from './strategies.ts';

export interface TriggerPorts extends StrategyPorts {
  readonly triggers: TriggerStore;
}

/** A trigger as it is shown. */
export type TriggerView = Trigger & { readonly nextTimes: readonly string[]; readonly last?: Dispatch };

const NEXT_TIMES = 5;

export async function listTriggers({ triggers }: TriggerPorts, now: string): Promise<TriggerView[]> {
  const [definitions, states] = await Promise.all([triggers.definitions.list(), triggers.states.list()]);
  const last = new Map(states.map(({ value }) => [value.name, value.last]));
  return definitions.map(({ value }) => viewOf(value, last.get(value.name), now));
}

/** The ETag is the definition's: what the trigger does does not change it. */
export async function getTrigger(
  ports: TriggerPorts,
  name: string,
  now: string,
): Promise<Stored<TriggerView>> {
  const { value, eTag } = await getNamed(triggersOf(ports), name);
  const state = await ports.triggers.states.get(name);
  return { value: viewOf(value, state?.value.last, now), eTag };
}

/** Creates or replaces a trigger. What fell due before is not made up for. */
export async function putTrigger(
  ports: TriggerPorts,
  configured: readonly string[],
  name: string,
  body: TriggerBody,
  preconditions: Preconditions,
  caller: Caller,
): Promise<{ readonly stored: Stored<TriggerView>; readonly created: boolean }> {
  const { now } = caller;
  await resolveRequest(ports.strategies, configured, body);
  refuseBadRunNames(name, body.nameTemplate, now);
  const valueOf = (authorship: Authorship): Trigger => ({ ...body, name, ...authorship });
  const { stored, created } = await putNamed(triggersOf(ports), name, valueOf, preconditions, caller);
  const last = (await ports.triggers.states.get(name))?.value.last;
  return { stored: { value: viewOf(stored.value, last, now), eTag: stored.eTag }, created };
}

/** Runs that it started go on. */
export async function deleteTrigger(
  ports: TriggerPorts,
  name: string,
  preconditions: Preconditions,
  caller: Caller,
): Promise<void> {
  const resources = triggersOf(ports);
  await deleteNamed(resources, name, await getNamed(resources, name), preconditions, caller);
  const { states } = ports.triggers;
  const state = await states.get(name);
  if (state) await states.remove(name, state.eTag);
}

function triggersOf({ triggers, audit }: TriggerPorts): NamedResources<Trigger> {
  return { kind: 'trigger', path: 'triggers', store: triggers.definitions, audit };
}

function viewOf(trigger: Trigger, last: Dispatch | undefined, now: string): TriggerView {
  const times = trigger.enabled ? nextTimes(trigger.schedule, now, NEXT_TIMES) : [];
  return { ...trigger, nextTimes: times, ...(last && { last }) };
}

function refuseBadRunNames(name: string, nameTemplate: string, now: string): void {
  const run = runNameFor({ name, nameTemplate }, now);
  if (nameSchema.safeParse(run).success) return;
  const detail = `gives ${run}, which is no name of a run: those have 1 to 50 of a-z, 0-9 and -`;
  throw new FleetUpdatesError('InvalidRequest', `/nameTemplate ${detail}.`, {
    errors: [{ pointer: '/nameTemplate', detail }],
  });
}

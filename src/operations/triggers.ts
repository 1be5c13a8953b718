import { name as nameSchema } from '../contracts/names.ts';
import type { TriggerBody } from '../contracts/triggers.ts';
import { FleetUpdatesError } from '../domain/errors.ts';
import { runNameFor } from '../domain/trigger/decideDispatch.ts';
import { nextTimes } from '../domain/trigger/schedule.ts';
import type { Dispatch, Trigger } from '../domain/trigger/trigger.ts';
import type { AuditLog, NamedStore, Stored, TriggerStore } from '../ports/stores.ts';
import { changedMeanwhile, checkPreconditions, type Preconditions } from './preconditions.ts';
import { resolveRequest, type Caller } from './resolveRequest.ts';
import type { StrategyPorts } from './strategies.ts';

export interface TriggerPorts extends StrategyPorts {
  readonly triggers: TriggerStore;
  readonly audit: AuditLog;
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
  { triggers }: TriggerPorts,
  name: string,
  now: string,
): Promise<Stored<TriggerView>> {
  const { value, eTag } = await existing(triggers.definitions, name);
  const state = await triggers.states.get(name);
  return { value: viewOf(value, state?.value.last, now), eTag };
}

/** Creates or replaces a trigger. What fell due before is not made up for. */
export async function putTrigger(
  ports: TriggerPorts,
  configured: readonly string[],
  name: string,
  body: TriggerBody,
  preconditions: Preconditions,
  { actor, now }: Caller,
): Promise<{ readonly trigger: Stored<TriggerView>; readonly created: boolean }> {
  const { definitions, states } = ports.triggers;
  await resolveRequest(ports.strategies, configured, body);
  refuseBadRunNames(name, body.nameTemplate, now);
  const before = await definitions.get(name);
  checkPreconditions(`trigger ${name}`, before, preconditions);
  const { createdAt, createdBy } = before?.value ?? { createdAt: now, createdBy: actor };
  const value: Trigger = { ...body, name, createdAt, createdBy, changedAt: now, changedBy: actor };
  const stored = await definitions.put(value, before?.eTag);
  if (stored === 'conflict') throw changedMeanwhile(`trigger ${name}`);
  const [type, verb] = before ? ['TriggerChanged', 'Changed'] : ['TriggerCreated', 'Created'];
  await ports.audit.append({
    ...{ time: now, actor, subject: `triggers/${name}`, type, message: `${verb} trigger ${name}.` },
  });
  const last = (await states.get(name))?.value.last;
  return {
    trigger: { value: viewOf(value, last, now), eTag: stored.eTag },
    created: before === undefined,
  };
}

/** Runs that it started go on. */
export async function deleteTrigger(
  { triggers, audit }: TriggerPorts,
  name: string,
  preconditions: Preconditions,
  { actor, now }: Caller,
): Promise<void> {
  const before = await existing(triggers.definitions, name);
  checkPreconditions(`trigger ${name}`, before, preconditions);
  if ((await triggers.definitions.remove(name, before.eTag)) === 'lost')
    throw changedMeanwhile(`trigger ${name}`);
  const state = await triggers.states.get(name);
  if (state) await triggers.states.remove(name, state.eTag);
  const message = `Deleted trigger ${name}.`;
  await audit.append({ time: now, actor, subject: `triggers/${name}`, type: 'TriggerDeleted', message });
}

async function existing(definitions: NamedStore<Trigger>, name: string): Promise<Stored<Trigger>> {
  const stored = await definitions.get(name);
  if (!stored) throw new FleetUpdatesError('NotFound', `There is no trigger ${name}.`);
  return stored;
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

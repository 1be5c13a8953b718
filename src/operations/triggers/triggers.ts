import { name as nameSchema } from '../../contracts/names.ts';
import type { Settings } from '../../contracts/settings.ts';
import type { TriggerBody } from '../../contracts/triggers.ts';
import { FleetUpdatesError, type FieldError } from '../../domain/errors.ts';
import { present } from '../../domain/present.ts';
import { runNameFor } from '../../domain/trigger/runNames.ts';
import { nextTimes } from '../../domain/trigger/schedule.ts';
import type { Dispatch, Trigger, TriggerState } from '../../domain/trigger/trigger.ts';
import type { Stored, TriggerStore } from '../../ports/stores.ts';
import { secretErrors } from '../../domain/trigger/webhookKeys.ts';
import {
  deleteNamed,
  getNamed,
  putNamed,
  type Authorship,
  type NamedResources,
  type Preconditions,
} from '../strategies/namedResources.ts';
import { strategyAndFleetsOf, type Caller } from '../runs/resolveRequest.ts';
import type { StrategyPorts } from '../strategies/strategies.ts';

export interface TriggerPorts extends StrategyPorts {
  readonly triggers: TriggerStore;
}

/** A trigger as it is shown. */
export type TriggerView = Trigger & {
  /** Of a schedule. */
  readonly nextTimes?: readonly string[];
  readonly last?: Dispatch;
  readonly lastRun?: string;
  /** Of a release trigger. */
  readonly newestVersion?: string;
};

const NEXT_TIMES = 5;

export async function listTriggers({ triggers }: TriggerPorts, now: string): Promise<TriggerView[]> {
  const [definitions, states] = await Promise.all([triggers.definitions.list(), triggers.states.list()]);
  const stateOf = new Map(states.map(({ value }) => [value.name, value]));
  return definitions.map(({ value }) => viewOf(value, stateOf.get(value.name), now));
}

/** The ETag is the definition's: what the trigger does does not change it. */
export async function getTrigger(
  ports: TriggerPorts,
  name: string,
  now: string,
): Promise<Stored<TriggerView>> {
  const { value, eTag } = await getNamed(triggersOf(ports), name);
  const state = await ports.triggers.states.get(name);
  return { value: viewOf(value, state?.value, now), eTag };
}

/** Creates or replaces a trigger. What fell due before is not made up for. */
export async function putTrigger(
  ports: TriggerPorts,
  settings: Pick<Settings, 'fleets' | 'webhookSecrets'>,
  name: string,
  body: TriggerBody,
  preconditions: Preconditions,
  caller: Caller,
): Promise<{ readonly stored: Stored<TriggerView>; readonly created: boolean }> {
  const { now } = caller;
  await refuseUnknown(ports, settings, name, body);
  refuseBadRunNames(name, body.nameTemplate, now);
  const valueOf = (authorship: Authorship): Trigger => ({ ...body, name, ...authorship });
  const { stored, created } = await putNamed(triggersOf(ports), name, valueOf, preconditions, caller);
  const state = (await ports.triggers.states.get(name))?.value;
  return { stored: { value: viewOf(stored.value, state, now), eTag: stored.eTag }, created };
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
  const { states, requests } = ports.triggers;
  const state = await states.get(name);
  if (state) await states.remove(name, state.eTag);
  // Or a trigger of that name that comes later would take its releases for dealt with.
  for (const { value, eTag } of await requests.list()) {
    if (value.trigger === name) await requests.remove(value.name, eTag);
  }
}

function triggersOf({ triggers, audit }: TriggerPorts): NamedResources<Trigger> {
  return { kind: 'trigger', path: 'triggers', store: triggers.definitions, audit };
}

function viewOf(trigger: Trigger, state: TriggerState | undefined, now: string): TriggerView {
  const { last, lastRun, newestVersion } = state ?? {};
  const more = present({ last, lastRun });
  if (trigger.kind === 'release') return { ...trigger, ...more, ...present({ newestVersion }) };
  if (trigger.kind === 'webhook') return { ...trigger, ...more };
  return {
    ...trigger,
    ...more,
    nextTimes: trigger.enabled ? nextTimes(trigger.schedule, now, NEXT_TIMES) : [],
  };
}

/** What a trigger names must be there when it is written, and not only when it is three in the morning. */
async function refuseUnknown(
  { strategies, triggers }: TriggerPorts,
  { fleets, webhookSecrets }: Pick<Settings, 'fleets' | 'webhookSecrets'>,
  name: string,
  body: TriggerBody,
): Promise<void> {
  const { strategy, fleets: named } = body;
  await strategyAndFleetsOf(strategies, Object.keys(fleets), present({ strategy, fleets: named }));
  if (body.kind !== 'webhook') return;
  const errors: FieldError[] = [];
  for (const [index, allowed] of body.webhook.allow.strategies.entries()) {
    if (await strategies.get(allowed)) continue;
    errors.push({ pointer: `/webhook/allow/strategies/${index}`, detail: `names no strategy: ${allowed}` });
  }
  const all = (await triggers.definitions.list()).map(({ value }) => value);
  const wrong = secretErrors(name, body.webhook, webhookSecrets, all);
  errors.push(...wrong.map(({ pointer, detail }) => ({ pointer, detail })));
  if (errors.length === 0) return;
  const words = errors.map(({ pointer, detail }) => `${pointer} ${detail}.`).join(' ');
  throw new FleetUpdatesError('InvalidRequest', words, { errors });
}

/** Of the longest kind that the placeholders can become. */
const LONGEST = { delivery: '0'.repeat(8), version: '1.100.100' };

function refuseBadRunNames(name: string, nameTemplate: string, now: string): void {
  const run = runNameFor(nameTemplate, { trigger: name, at: now, ...LONGEST });
  if (nameSchema.safeParse(run).success) return;
  const detail = `gives ${run}, which is no name of a run: those have 1 to 50 of a-z, 0-9 and -`;
  throw new FleetUpdatesError('InvalidRequest', `/nameTemplate ${detail}.`, {
    errors: [{ pointer: '/nameTemplate', detail }],
  });
}

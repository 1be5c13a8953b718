import { DependencyError, type FleetUpdatesError } from '../../domain/errors.ts';
import { secondsBetween } from '../../domain/group/pace.ts';
import { present } from '../../domain/present.ts';
import {
  decideRequest,
  isOpen,
  type RequestStep,
  type StartRequest,
} from '../../domain/trigger/startRequest.ts';
import type { Dispatch, TriggerState } from '../../domain/trigger/trigger.ts';
import type { Orchestrations } from '../../ports/orchestrations.ts';
import type { Stored } from '../../ports/stores.ts';
import type { CreatePorts } from '../runs/createRun.ts';
import type { Report } from '../upkeep/reconcile.ts';
import { isStarted, runUnderWay, startTriggeredRun } from './startTriggeredRun.ts';
import type { TriggerPorts } from './triggers.ts';

/** What it takes to start runs. */
export interface Starter {
  readonly ports: CreatePorts & TriggerPorts;
  readonly orchestrations: Orchestrations;
  /** Aliases of the fleets. */
  readonly configured: readonly string[];
}

/** A request as it stands, with the refusal where this call was the one that met it. */
export interface Admitted {
  readonly request: StartRequest;
  readonly refusal?: FleetUpdatesError;
}

/** Longer than this a request is not left to the call that brought it: that call has died. */
const LEFT_ALONE_SECONDS = 60;
/** Between reading a trigger's state and claiming it others may claim it. */
const MOST_TRIES = 20;

/**
 * Takes a request in, once however often it comes, and carries it out. One that comes again finds what became of the
 * first; with `retryFailed` one that failed is tried again. What a failing dependency keeps from being done now, the
 * timer does.
 */
export async function admit(
  starter: Starter,
  request: StartRequest,
  now: string,
  retryFailed: boolean,
): Promise<Admitted> {
  const { requests } = starter.ports.triggers;
  const added = await requests.put(request, undefined);
  if (added !== 'conflict') return await carryOutNow(starter, added, now);
  const known = await requests.get(request.name);
  if (!known) return { request };
  if (retryFailed && known.value.result.outcome === 'Failed') {
    const again = await requests.put(request, known.eTag);
    return again === 'conflict' ? { request: known.value } : await carryOutNow(starter, again, now);
  }
  const isLeft = secondsBetween(known.value.receivedAt, now) > LEFT_ALONE_SECONDS;
  return isOpen(known.value) && isLeft ? await carryOutNow(starter, known, now) : { request: known.value };
}

/** Carries out what is still open: what a crash left, and what waits for another run to end. Oldest first. */
export async function carryOutOpen(starter: Starter, now: string, report: Report): Promise<void> {
  const all = await starter.ports.triggers.requests.list();
  const open = all
    .filter(({ value }) => isOpen(value))
    .filter(
      ({ value: { result, receivedAt } }) =>
        result.outcome === 'Waiting' || secondsBetween(receivedAt, now) > LEFT_ALONE_SECONDS,
    )
    .toSorted((a, b) => Date.parse(a.value.receivedAt) - Date.parse(b.value.receivedAt));
  for (const stored of open) {
    try {
      await carryOut(starter, stored, now);
    } catch (error) {
      report(`request ${stored.value.name}`, error);
    }
  }
}

/** The request is written down, so a dependency that does not answer now delays the run but loses nothing. */
async function carryOutNow(starter: Starter, stored: Stored<StartRequest>, now: string): Promise<Admitted> {
  try {
    return await carryOut(starter, stored, now);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    const message = `${error.message} It is tried again every minute.`;
    return { request: { ...stored.value, result: { ...stored.value.result, message } } };
  }
}

async function carryOut(starter: Starter, stored: Stored<StartRequest>, now: string): Promise<Admitted> {
  const { ports } = starter;
  const request = stored.value;
  const trigger = (await ports.triggers.definitions.get(request.trigger))?.value;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (await isRunning(ports, request)) return await settle(starter, stored, started(request, now));
    const state = await ports.triggers.states.get(request.trigger);
    const underWay = await othersUnderWay(ports, state?.value, request);
    const step = decideRequest(request, trigger, state?.value, underWay, now);
    if (step.do === 'claim') {
      if ((await ports.triggers.states.put(step.state, state?.eTag)) === 'conflict') continue;
    }
    return await perform(starter, stored, step, now);
  }
  return { request };
}

async function perform(
  starter: Starter,
  stored: Stored<StartRequest>,
  step: RequestStep,
  now: string,
): Promise<Admitted> {
  const request = stored.value;
  const settled = (outcome: Dispatch['outcome'], message: string) =>
    settle(starter, stored, { at: now, outcome, message });
  switch (step.do) {
    case 'skip':
      return await settled('Skipped', step.message);
    case 'fail':
      return await settled('Failed', step.message);
    case 'wait': {
      const refusal = await start(starter, { ...request, start: false }, now);
      if (refusal) return await refused(starter, stored, refusal, now);
      if (request.result.outcome === 'Waiting' && request.result.message === step.message) return { request };
      const { run } = request;
      return await settle(starter, stored, { at: now, outcome: 'Waiting', message: step.message, run });
    }
    case 'claim':
    case 'start': {
      const refusal = await start(starter, request, now);
      if (refusal) return await refused(starter, stored, refusal, now);
      return await settle(starter, stored, started(request, now));
    }
  }
}

function start({ ports, orchestrations, configured }: Starter, request: StartRequest, now: string) {
  const { trigger, run, cause, strategy, fleets, managedClusterUpdate, release } = request;
  const awaitsVersion = release !== undefined;
  const triggered = present({ trigger, run, cause, strategy, fleets, managedClusterUpdate, awaitsVersion });
  return startTriggeredRun(ports, orchestrations, configured, { ...triggered, start: request.start }, now);
}

async function refused(
  starter: Starter,
  stored: Stored<StartRequest>,
  refusal: FleetUpdatesError,
  now: string,
): Promise<Admitted> {
  const { message, code } = refusal;
  return { ...(await settle(starter, stored, { at: now, outcome: 'Failed', message, code })), refusal };
}

function started({ run, start: isStart }: StartRequest, now: string): Dispatch {
  return isStart
    ? { at: now, outcome: 'Started', message: `Run ${run} was started.`, run }
    : { at: now, outcome: 'Created', message: `Run ${run} was created; start it when you like.`, run };
}

/** True when the run of this very request has begun, whoever began it: a pass that died, or somebody by hand. */
async function isRunning({ runs }: Starter['ports'], { run, cause }: StartRequest): Promise<boolean> {
  const found = await runs.findByName(run);
  return found?.cause === cause && (await isStarted({ runs }, run));
}

async function othersUnderWay(
  ports: Starter['ports'],
  state: TriggerState | undefined,
  { run }: StartRequest,
): Promise<string | undefined> {
  if (state?.lastRun === undefined || state.lastRun === run) return undefined;
  return state.last?.outcome === 'Starting' ? state.lastRun : await runUnderWay(ports, state.lastRun);
}

/** Who writes the outcome first enters it in the trigger's state and in the audit log. */
async function settle(starter: Starter, stored: Stored<StartRequest>, result: Dispatch): Promise<Admitted> {
  const { triggers, audit } = starter.ports;
  const request: StartRequest = { ...stored.value, result };
  const written = await triggers.requests.put(request, stored.eTag);
  if (written === 'conflict') {
    return { request: (await triggers.requests.get(request.name))?.value ?? request };
  }
  const { trigger, cause } = request;
  await showOnTrigger(starter.ports, trigger, result);
  await audit.append({
    ...{ time: result.at, actor: `trigger/${trigger}`, subject: `triggers/${trigger}` },
    ...{ type: `Trigger${result.outcome}`, message: `${cause}: ${result.message}` },
  });
  return { request };
}

async function showOnTrigger({ triggers }: Starter['ports'], name: string, last: Dispatch): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (!(await triggers.definitions.get(name))) return;
    const state = await triggers.states.get(name);
    // A schedule's promise to start a run stands there until it is kept.
    if (state?.value.last?.outcome === 'Starting' && state.value.last.dueAt !== undefined) return;
    if ((await triggers.states.put({ ...state?.value, name, last }, state?.eTag)) !== 'conflict') return;
  }
}

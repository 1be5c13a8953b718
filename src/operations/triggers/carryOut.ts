import type { FleetUpdatesError } from '../../domain/errors.ts';
import { present } from '../../domain/present.ts';
import { decideStart, type StartStep } from '../../domain/trigger/decideStart.ts';
import { isOpen, type StartRequest } from '../../domain/trigger/startRequest.ts';
import { withClaim } from '../../domain/trigger/triggerState.ts';
import type { StartResult } from '../../domain/trigger/trigger.ts';
import type { Stored } from '../../ports/stores.ts';
import { createRunOf, removeUnstartedRun, runOf, startRunOf } from './runOfRequest.ts';
import { record, takeBack } from './settle.ts';
import type { Admitted, Starter } from './starter.ts';
import { readSituation, type Situation } from './startSituation.ts';

/** A start takes five steps; the others are for those that lose a race against their like, again and again. */
const MOST_STEPS = 40;

/** What one step led to: the request to decide on next, or what has become of it. */
type Stepped = { readonly next: Stored<StartRequest> } | Admitted;

/**
 * Brings an open request to its end, or as far as it can now: decides, takes one step, decides anew. Every step may be
 * taken twice, late, or beside its twin: writes carry the ETags of what was decided on.
 */
export async function carryOut(
  starter: Starter,
  stored: Stored<StartRequest>,
  now: string,
): Promise<Admitted> {
  let current = stored;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const situation = await readSituation(starter.ports, current.value, now);
    const stepped = await perform(starter, current, situation, decideStart(current.value, situation.facts));
    if ('request' in stepped) return stepped;
    current = stepped.next;
  }
  return { request: current.value };
}

async function perform(
  starter: Starter,
  stored: Stored<StartRequest>,
  situation: Situation,
  step: StartStep,
): Promise<Stepped> {
  const { now } = situation.facts;
  switch (step.do) {
    case 'claim': {
      const { state, claimsUnderWay } = situation;
      const claimed = withClaim(state?.value, stored.value, claimsUnderWay, now);
      await starter.ports.triggers.states.put(claimed, state?.eTag);
      return { next: stored };
    }
    case 'create':
      return await create(starter, stored, now);
    case 'start': {
      const refusal = await startRunOf(starter, stored.value, now);
      return refusal ? await refuse(starter, stored, refusal, now) : { next: stored };
    }
    case 'wait':
      return await wait(starter, stored, step.message, now);
    case 'end':
      return await end(starter, stored, { ...step.result, at: now });
  }
}

/**
 * The run's id goes into the request before anything starts: whoever takes the request back meanwhile changes its row,
 * and then the run that was just made goes again.
 */
async function create(starter: Starter, stored: Stored<StartRequest>, now: string): Promise<Stepped> {
  const refusal = await createRunOf(starter, stored.value, now);
  if (refusal) return await refuse(starter, stored, refusal, now);
  const run = await runOf(starter.ports, stored.value);
  if (!run) return { next: stored };
  const { requests } = starter.ports.triggers;
  const written = await requests.put({ ...stored.value, runId: run.runId }, stored.eTag);
  return written === 'conflict' ? await afterRace(starter, stored.value, now) : { next: written };
}

async function wait(
  starter: Starter,
  stored: Stored<StartRequest>,
  message: string,
  now: string,
): Promise<Stepped> {
  const { run, result } = stored.value;
  if (result.outcome === 'Waiting' && result.message === message) return { request: stored.value };
  const recorded = await record(starter.ports, stored, { at: now, outcome: 'Waiting', message, run });
  return recorded === 'conflict' ? await afterRace(starter, stored.value, now) : recorded;
}

async function end(
  starter: Starter,
  stored: Stored<StartRequest>,
  result: StartResult,
  refusal?: FleetUpdatesError,
): Promise<Stepped> {
  const { run } = stored.value;
  const isThere = result.outcome === 'Started' || result.outcome === 'Created';
  const ended = isThere
    ? await record(starter.ports, stored, { ...result, run })
    : await takeBack(starter.ports, stored, result);
  if (ended === 'begun') return { next: stored };
  if (ended === 'conflict') return await afterRace(starter, stored.value, result.at);
  return present({ ...ended, refusal });
}

async function refuse(
  starter: Starter,
  stored: Stored<StartRequest>,
  refusal: FleetUpdatesError,
  now: string,
): Promise<Stepped> {
  const { message, code } = refusal;
  return await end(starter, stored, { at: now, outcome: 'Failed', message, code }, refusal);
}

/** Somebody else wrote the request: a twin, which went on with it, or who took it back. */
async function afterRace(starter: Starter, request: StartRequest, now: string): Promise<Stepped> {
  const stored = await starter.ports.triggers.requests.get(request.name);
  if (stored && isOpen(stored.value)) return { next: stored };
  const isThere = stored?.value.result.outcome === 'Started' || stored?.value.result.outcome === 'Created';
  if (!isThere) await removeUnstartedRun(starter.ports, request, now);
  return { request: stored?.value ?? request };
}

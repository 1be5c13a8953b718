import type { FleetUpdatesError } from '../../domain/errors.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { decideStart, type StartStep } from '../../domain/trigger/decideStart.ts';
import { isOpen, type StartRequest } from '../../domain/trigger/startRequest.ts';
import { withClaim } from '../../domain/trigger/triggerState.ts';
import type { StartResult } from '../../domain/trigger/startResult.ts';
import type { Stored } from '../../ports/stored.ts';
import { createRunOf, removeUnstartedRun, runOf, startRunOf } from './runOfRequest.ts';
import { record, takeBack } from './settle.ts';
import type { Admitted } from './admitted.ts';
import { readSituation, type Situation } from './startSituation.ts';
import type { DurableApp } from '../../ports/app.ts';

/** A start takes five steps; the others are for those that lose a race against their like, again and again. */
const MOST_STEPS = 40;

/** What one step led to: the request to decide on next, or what has become of it. */
type Stepped = { readonly next: Stored<StartRequest> } | Admitted;

/**
 * Brings an open request to its end, or as far as it can now: decides, takes one step, decides anew. Every step may be
 * taken twice, late, or beside its twin: writes carry the ETags of what was decided on.
 */
export async function carryOut(
  app: DurableApp,
  stored: Stored<StartRequest>,
  now: string,
): Promise<Admitted> {
  let current = stored;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const situation = await readSituation(app, current.value, now);
    const stepped = await perform(app, current, situation, decideStart(current.value, situation.facts));
    if ('request' in stepped) return stepped;
    current = stepped.next;
  }
  return { request: current.value };
}

async function perform(
  app: DurableApp,
  stored: Stored<StartRequest>,
  situation: Situation,
  step: StartStep,
): Promise<Stepped> {
  const { now } = situation.facts;
  switch (step.do) {
    case 'claim': {
      const { state, claimsUnderWay } = situation;
      const claimed = withClaim(state?.value, stored.value, claimsUnderWay, now);
      await app.triggers.states.put(claimed, state?.eTag);
      return { next: stored };
    }
    case 'create':
      return await create(app, stored, now);
    case 'start': {
      const refusal = await startRunOf(app, stored.value, now);
      return refusal ? await refuse(app, stored, refusal, now) : { next: stored };
    }
    case 'wait':
      return await wait(app, stored, step.message, now);
    case 'end':
      return await end(app, stored, { ...step.result, at: now });
  }
}

/**
 * The run's id goes into the request before anything starts: whoever takes the request back meanwhile changes its row,
 * and then the run that was just made goes again.
 */
async function create(app: DurableApp, stored: Stored<StartRequest>, now: string): Promise<Stepped> {
  const refusal = await createRunOf(app, stored.value, now);
  if (refusal) return await refuse(app, stored, refusal, now);
  const run = await runOf(app, stored.value);
  if (!run) return { next: stored };
  const { requests } = app.triggers;
  const written = await requests.put({ ...stored.value, runId: run.runId }, stored.eTag);
  return written === 'lost' ? await afterRace(app, stored.value, now) : { next: written };
}

async function wait(
  app: DurableApp,
  stored: Stored<StartRequest>,
  message: string,
  now: string,
): Promise<Stepped> {
  const { run, result } = stored.value;
  if (result.outcome === 'Waiting' && result.message === message) return { request: stored.value };
  const recorded = await record(app, stored, { at: now, outcome: 'Waiting', message, run });
  return recorded === 'lost' ? await afterRace(app, stored.value, now) : recorded;
}

async function end(
  app: DurableApp,
  stored: Stored<StartRequest>,
  result: StartResult,
  refusal?: FleetUpdatesError,
): Promise<Stepped> {
  const { run } = stored.value;
  const isThere = result.outcome === 'Started' || result.outcome === 'Created';
  const ended = isThere ? await record(app, stored, { ...result, run }) : await takeBack(app, stored, result);
  if (ended === 'begun') return { next: stored };
  if (ended === 'lost') return await afterRace(app, stored.value, result.at);
  return withoutUndefined({ ...ended, refusal });
}

async function refuse(
  app: DurableApp,
  stored: Stored<StartRequest>,
  refusal: FleetUpdatesError,
  now: string,
): Promise<Stepped> {
  const { message, code } = refusal;
  return await end(app, stored, { at: now, outcome: 'Failed', message, code }, refusal);
}

/** Somebody else wrote the request: a twin, which went on with it, or who took it back. */
async function afterRace(app: DurableApp, request: StartRequest, now: string): Promise<Stepped> {
  const stored = await app.triggers.requests.get(request.name);
  if (stored && isOpen(stored.value)) return { next: stored };
  const isThere = stored?.value.result.outcome === 'Started' || stored?.value.result.outcome === 'Created';
  if (!isThere) await removeUnstartedRun(app, request, now);
  return { request: stored?.value ?? request };
}

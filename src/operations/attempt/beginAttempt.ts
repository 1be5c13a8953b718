import { LATER_SECONDS } from '../../domain/pace.ts';
import type { AttemptKey, BeginAttemptRound } from '../../contracts/orchestration.ts';
import {
  decideBegin,
  type BeginObservation,
  type BeginStep,
  type EndOfBegin,
} from '../../domain/run/decideBegin.ts';
import { DependencyError } from '../../domain/errors.ts';
import type { Attempt } from '../../domain/run/run.ts';
import type { App } from '../../ports/app.ts';
import type { Stored } from '../../ports/stored.ts';
import { refreshListEntry } from '../runs/refreshListEntry.ts';
import { closeAttempt } from './endAttempt.ts';
import { lookForBegin } from './lookForBegin.ts';
import { traced } from './traced.ts';

/** More than any decision needs; it guards against one that never comes to an end. */
const MOST_STEPS = 8;
const NOT_READY: BeginAttemptRound = { next: 'ended', ready: false };

/** One round of an attempt's begin. Safe to repeat and to run beside its twin: of two plans one is frozen. */
export async function beginAttempt(app: App, key: AttemptKey): Promise<BeginAttemptRound> {
  return await traced(app, key, 'start', NOT_READY, async () => {
    const [run, stored, frozen, { stop }] = await Promise.all([
      app.runs.get(key.runId),
      app.runs.attempt(key.runId),
      app.runs.plan(key.runId),
      app.commands.commands(key.runId, key.attempt),
    ]);
    const newest = stored?.value;
    const first = { now: app.now(), attempt: key.attempt, run, newest, frozen, stop };
    const step = await decide(app, key, first);
    return stored ? await takeStep(app, stored, step) : NOT_READY;
  });
}

type Taken = Exclude<BeginStep, { do: 'look' | 'freeze' }>;

/** Each look and the freeze answer something that the decision asks for once. */
async function decide(app: App, key: AttemptKey, first: BeginObservation): Promise<Taken> {
  let observed = first;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const step = decideBegin(observed);
    if (step.do === 'look') observed = { ...observed, ...(await lookForBegin(app, step.look, observed)) };
    else if (step.do === 'freeze') {
      const frozen = await app.runs.freeze(key.runId, step.plan, app.now());
      observed = { ...observed, frozen, planChanged: step.planChanged };
    } else return step;
  }
  throw new Error(
    `The decision on the begin of attempt ${key.attempt} of run ${key.runId} keeps asking for more.`,
  );
}

async function takeStep(app: App, stored: Stored<Attempt>, step: Taken): Promise<BeginAttemptRound> {
  const { runId } = stored.value;
  switch (step.do) {
    case 'nothing':
      return NOT_READY;
    case 'again':
      return { next: 'again' };
    case 'end':
      return await end(app, stored, step.end);
    case 'wait':
      if (step.change) await app.runs.writeAttempt({ value: step.change, eTag: stored.eTag });
      // Shown with its count and its time like every other refusal.
      if (step.error) throw new DependencyError(step.error.code, step.error.message, 0);
      return { next: 'wait', seconds: LATER_SECONDS };
    case 'unfreeze':
      await app.runs.unfreeze(runId, step.frozen);
      return { next: 'again' };
    case 'settle':
      await app.runs.addEvents(runId, step.events);
      await app.runs.settle(runId, step.frozen);
      return { next: 'again' };
    case 'ready':
      return await ready(app, stored, step);
  }
}

async function end(app: App, stored: Stored<Attempt>, outcome: EndOfBegin): Promise<BeginAttemptRound> {
  if ((await closeAttempt(app, stored, outcome)) === 'lost') return { next: 'again' };
  await refreshListEntry(app, stored.value.runId);
  await app.runs.markFinished(stored.value.runId);
  return NOT_READY;
}

async function ready(
  app: App,
  { value: { runId }, eTag }: Stored<Attempt>,
  { change, frozen }: Extract<BeginStep, { do: 'ready' }>,
): Promise<BeginAttemptRound> {
  if (change && (await app.runs.writeAttempt({ value: change, eTag })) === 'lost') return { next: 'again' };
  await refreshListEntry(app, runId);
  return { next: 'ended', ready: true, planId: frozen.planId, stages: frozen.groupCounts.length };
}

import type { Caller } from '../caller.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { isOpen, type StartRequest } from '../../domain/trigger/startRequest.ts';
import type { Stored } from '../../ports/stored.ts';
import { takeBack } from './settle.ts';
import type { App } from '../../ports/app.ts';

/** Others may write a request between its reading and its end. */
const MOST_TRIES = 20;

/** The trigger's start requests whose runs may still start by themselves, oldest first. */
export async function openStarts({ triggers }: App, trigger?: string): Promise<Stored<StartRequest>[]> {
  return (await triggers.requests.listOpen())
    .filter(({ value }) => trigger === undefined || value.trigger === trigger)
    .toSorted((a, b) => Date.parse(a.value.receivedAt) - Date.parse(b.value.receivedAt));
}

/**
 * Takes back the start of a run that has not begun, and the run that waits for it. Throws `NotFound` when nothing of
 * that trigger is about to start a run of that name, `InvalidState` when the run has begun.
 */
export async function cancelStart(
  app: App,
  { actor, now }: Caller,
  { trigger, run }: { readonly trigger: string; readonly run: string },
): Promise<void> {
  const asked = (await openStarts(app, trigger)).filter(({ value }) => value.run === run);
  if (asked.length === 0) {
    const detail = `Trigger ${trigger} has no start request for run ${run}. GET /api/triggers/${trigger} lists those it has.`;
    throw new FleetUpdatesError('NotFound', detail);
  }
  for (const { value } of asked) {
    if ((await cancelRequest(app, value.name, `${actor} cancelled it.`, actor, now)) === 'cancelled')
      continue;
    const detail = `Run ${run} has started. Stop the run instead.`;
    throw new FleetUpdatesError('InvalidState', detail);
  }
}

/** Takes back all that a trigger has not started yet, or as much of it as is `meant`. */
export async function cancelOpen(
  app: App,
  { actor, now }: Caller,
  trigger: string,
  message: string,
  meant: (request: StartRequest) => boolean = () => true,
): Promise<void> {
  for (const { value } of await openStarts(app, trigger)) {
    if (meant(value)) await cancelRequest(app, value.name, message, actor, now);
  }
}

/** Ends a request as Cancelled, whatever state it is in; `begun` when its run was started first. */
async function cancelRequest(
  app: App,
  name: string,
  message: string,
  actor: string,
  now: string,
): Promise<'cancelled' | 'begun'> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const stored = await app.triggers.requests.get(name);
    if (!stored) return 'cancelled';
    const { outcome } = stored.value.result;
    if (outcome === 'Started' || outcome === 'Created') return 'begun';
    if (!isOpen(stored.value)) return 'cancelled';
    const ended = await takeBack(app, stored, { at: now, outcome: 'Cancelled', message }, actor);
    if (ended === 'begun') return 'begun';
    if (ended !== 'lost') return 'cancelled';
  }
  throw new FleetUpdatesError('InvalidState', `Start request ${name} is written by others. Try again.`);
}

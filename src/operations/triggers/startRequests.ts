import { DependencyError } from '../../domain/errors.ts';
import { isToBeTried, type StartRequest } from '../../domain/trigger/startRequest.ts';
import type { Stored } from '../../ports/stored.ts';
import type { Report } from '../upkeep/guarded.ts';
import { carryOut } from './carryOut.ts';
import type { Admitted } from './admitted.ts';
import type { DurableApp } from '../../ports/app.ts';

/**
 * Takes a request in, once however often it comes, and carries it out. One that comes again finds what became of the
 * first, unless that `mayTryAgain`. What a failing dependency keeps from being done now, the timer does.
 */
export async function admit(
  app: DurableApp,
  request: StartRequest,
  mayTryAgain: (known: StartRequest) => boolean = () => false,
): Promise<Admitted> {
  const now = app.now();
  const { requests } = app.triggers;
  const added = await requests.put(request, undefined);
  if (added !== 'lost') return await carryOutNow(app, added, now);
  const known = await requests.get(request.name);
  if (!known) return { request };
  if (mayTryAgain(known.value)) {
    const again = await requests.put(request, known.eTag);
    return again === 'lost' ? { request: known.value } : await carryOutNow(app, again, now);
  }
  const isLeft = known.value.result.outcome === 'Starting' && isToBeTried(known.value, now);
  return isLeft ? await carryOutNow(app, known, now) : { request: known.value };
}

/** Carries out what is still open: what a crash left, what waits, releases that were refused. Oldest first. */
export async function carryOutOpen(app: DurableApp, report: Report): Promise<void> {
  const now = app.now();
  const open = (await app.triggers.requests.listOpen())
    .filter(({ value }) => isToBeTried(value, now))
    .toSorted((a, b) => Date.parse(a.value.receivedAt) - Date.parse(b.value.receivedAt));
  for (const stored of open) {
    try {
      await carryOut(app, stored, now);
    } catch (error) {
      report(`start request ${stored.value.name}`, error);
    }
  }
}

/** The request is written down, so a dependency that does not answer now delays the run but loses nothing. */
export async function carryOutNow(
  app: DurableApp,
  stored: Stored<StartRequest>,
  now: string,
): Promise<Admitted> {
  try {
    return await carryOut(app, stored, now);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    const message = `${error.message} It is tried again every minute.`;
    return { request: { ...stored.value, result: { ...stored.value.result, message } } };
  }
}

import type { KnownFreezes } from '../../domain/freeze/freezeOver.ts';
import { secondsBetween } from '../../domain/seconds.ts';
import type { App } from '../../ports/app.ts';

/** So old may be what is known; a freeze at short notice is heeded that much later. */
const KEPT_SECONDS = 10;

interface Reading {
  readonly at: string;
  readonly known: Promise<KnownFreezes>;
}

/** By store: the groups of a process, of which hundreds may be under way, share one reading. */
const readings = new WeakMap<App['freezes'], Reading>();

/** The freezes as they were some seconds ago at most. */
export async function knownFreezes({ freezes, now }: Pick<App, 'freezes' | 'now'>): Promise<KnownFreezes> {
  const at = now();
  const kept = readings.get(freezes);
  const age = kept && secondsBetween(kept.at, at);
  if (kept && age !== undefined && age >= 0 && age < KEPT_SECONDS) return await kept.known;
  const known = read(freezes);
  readings.set(freezes, { at, known });
  try {
    return await known;
  } catch (error) {
    if (readings.get(freezes)?.known === known) readings.delete(freezes);
    throw error;
  }
}

async function read(freezes: App['freezes']): Promise<KnownFreezes> {
  const { value, unreadable } = await freezes.listAll();
  return {
    freezes: value.map((stored) => stored.value),
    unreadable: unreadable.map(({ name }) => name),
  };
}

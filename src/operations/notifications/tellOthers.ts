import type { Notification } from '../../domain/notify/notification.ts';
import {
  freezeBegan,
  freezeEnded,
  freezeOn,
  isFailedStart,
  startThatFailed,
} from '../../domain/notify/otherOccurrences.ts';
import { lookBack } from '../../domain/notify/untold.ts';
import type { App } from '../../ports/app.ts';
import { tell } from './tell.ts';

const AUDIT = 'audit';

/** Starts of triggers that did not come about. */
export async function tellStarts(app: App, notifications: readonly Notification[]): Promise<void> {
  const { looked } = app.notifying;
  const now = app.now();
  const known = await looked.get(AUDIT);
  const from = lookBack(known?.value.toldUpTo ?? now);
  const before = new Date(Date.parse(now) + 60_000).toISOString();
  const entries = (await app.audit.during({ from, before })).filter(isFailedStart);
  // Most minutes have none, and then no trigger is read.
  const triggers =
    entries.length === 0 ? [] : (await app.triggers.definitions.list()).map(({ value }) => value);
  for (const entry of entries) {
    const occurrence = startThatFailed(entry, triggers);
    if (occurrence) await tell(app, notifications, occurrence);
  }
  await looked.put({ name: AUDIT, enteredAt: known?.value.enteredAt ?? now, toldUpTo: now }, known?.eTag);
}

/** A freeze that is on is noted before it is told, so that all who find it tell the same of it. */
export async function tellFreezes(app: App, notifications: readonly Notification[]): Promise<void> {
  const { freezesOn } = app.notifying;
  const now = app.now();
  const on = (await app.freezes.list()).flatMap(({ value }) => freezeOn(value, now) ?? []);
  // The first to note it says since when: a change of the freeze does not begin it anew.
  for (const freeze of on) await freezesOn.put({ ...freeze, told: false }, undefined);
  for (const { value, eTag } of await freezesOn.list()) {
    const isStillOn = on.some(({ name }) => name === value.name);
    if (!value.told) await tell(app, notifications, freezeBegan(value));
    if (!isStillOn) {
      await tell(app, notifications, freezeEnded(value, now));
      await freezesOn.remove(value.name, eTag);
    } else if (!value.told) await freezesOn.put({ ...value, told: true }, eTag);
  }
}

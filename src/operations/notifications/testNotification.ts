import { randomUUID } from 'node:crypto';
import { FleetUpdatesError } from '../../domain/errors.ts';
import type { Judgement } from '../../domain/notify/judgement.ts';
import { TEST } from '../../domain/notify/occurrence.ts';
import type { App } from '../../ports/app.ts';
import type { Caller } from '../caller.ts';
import { send } from './send.ts';

/** Sends a message that says it is a test, also where the notification is not enabled. */
export async function testNotification(app: App, { actor, now }: Caller, name: string): Promise<Judgement> {
  const stored = await app.notifications.get(name);
  if (!stored) throw new FleetUpdatesError('NotFound', `There is no notification ${name}.`);
  const message = `${actor} tests the notification ${name}. Nothing has happened.`;
  return await send(app, stored.value, { id: randomUUID(), type: TEST, time: now, message });
}

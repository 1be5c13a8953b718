import { decideDelivery, judged } from '../../domain/notify/delivery.ts';
import type { Notification } from '../../domain/notify/notification.ts';
import type { App } from '../../ports/app.ts';
import { send } from './send.ts';

/** In one pass, for one notification. */
const MOST = 100;

/**
 * Sends what is due, what happened first first. A try is written down before anything is sent: a twin loses, and a
 * process that dies after it has sent sends again.
 */
export async function deliver(app: App, notification: Notification): Promise<void> {
  const { deliveries, pauses } = app.notifying;
  for (const stored of await deliveries.open(notification.name, MOST)) {
    const step = decideDelivery(stored.value, app.now());
    if (step.kind === 'block') return;
    if (step.kind === 'giveUp') await deliveries.write({ value: step.delivery, eTag: stored.eTag });
    if (step.kind !== 'send') continue;
    const claimed = await deliveries.write({ value: step.claim, eTag: stored.eTag });
    // Somebody else sends it just now, and what comes after it in its order.
    if (claimed === 'lost') return;
    const judgement = await send(app, notification, step.claim.occurrence);
    await deliveries.write({ value: judged(step.claim, judgement, app.now()), eTag: claimed.eTag });
    if (judgement.outcome === 'Gone') {
      await pauses.put({ name: notification.name, at: app.now(), reason: judgement.message }, undefined);
    }
    if (judgement.outcome === 'Gone' || judgement.outcome === 'Unavailable') return;
  }
}

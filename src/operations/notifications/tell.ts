import { deliveryOf, isOf } from '../../domain/notify/delivery.ts';
import type { Notification } from '../../domain/notify/notification.ts';
import type { Occurrence } from '../../domain/notify/occurrence.ts';
import type { App } from '../../ports/app.ts';

/** Adds a delivery for each notification that it is of: there is one, however often it is found. */
export async function tell(
  app: App,
  notifications: readonly Notification[],
  occurrence: Occurrence,
): Promise<void> {
  for (const notification of notifications) {
    if (!isOf(notification, occurrence)) continue;
    await app.notifying.deliveries.add(deliveryOf(notification, occurrence, app.now()));
  }
}

/** Those at whose addresses somebody is, as far as it is known. */
export async function toldNotifications(app: App): Promise<Notification[]> {
  const all = (await app.notifications.list()).flatMap(({ value }) => (value.enabled ? [value] : []));
  if (all.length === 0) return [];
  const paused = new Set((await app.notifying.pauses.list()).map(({ value }) => value.name));
  return all.filter(({ name }) => !paused.has(name));
}

import { judge, type Judgement } from '../../domain/notify/judgement.ts';
import type { Notification } from '../../domain/notify/notification.ts';
import type { Occurrence } from '../../domain/notify/occurrence.ts';
import { outgoingOf } from '../../domain/notify/outgoing.ts';
import { fieldErrorsText } from '../../domain/errors.ts';
import { targetOf } from '../../domain/notify/target.ts';
import type { App } from '../../ports/app.ts';

/** Sends what happened to where the settings say now, once. */
export async function send(app: App, notification: Notification, occurrence: Occurrence): Promise<Judgement> {
  const { kind } = notification;
  const { notificationSettings, appUrl } = app.settings;
  const target = targetOf(notification, notificationSettings);
  if (!('url' in target)) {
    return { outcome: 'Unavailable', message: fieldErrorsText(target) };
  }
  const { url, keys } = target;
  const outgoing = outgoingOf(occurrence, { kind, appUrl, keys, now: app.now() });
  return judge(await app.outbound.send({ method: 'POST', url, ...outgoing }));
}

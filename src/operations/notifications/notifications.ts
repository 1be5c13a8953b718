import { FleetUpdatesError, invalidRequest, type FieldError } from '../../domain/errors.ts';
import {
  notificationKind,
  type Notification,
  type NotificationBody,
  type NotificationView,
} from '../../domain/notify/notification.ts';
import type { Pause } from '../../domain/notify/noted.ts';
import { deliveryViewOf, type DeliveryView } from '../../domain/notify/deliveryView.ts';
import { targetOf } from '../../domain/notify/target.ts';
import type { App } from '../../ports/app.ts';
import { namedResource } from '../named/namedResource.ts';

/** Where is told what happens. Names of app settings say where that is and what it is signed with. */
export const notifications = namedResource({
  kind: notificationKind,
  storeOf: ({ notifications: store }) => store,
  valueOf: (name, body, authorship): Notification => ({ ...body, name, ...authorship }),
  views: {
    one: async (app, notification) =>
      viewOf(notification, (await app.notifying.pauses.get(notification.name))?.value),
    all: async (app) => {
      const { value, unreadable } = await app.notifications.listAll();
      const pauses = (await app.notifying.pauses.list()).map((stored) => stored.value);
      const pauseOf = (name: string) => pauses.find((pause) => pause.name === name);
      return { value: value.map((stored) => viewOf(stored.value, pauseOf(stored.value.name))), unreadable };
    },
    // It is paused without being changed.
    changeWithETag: false,
  },
  refusePut: async (app, _caller, { body }) => {
    const errors = [...(await unknownNames(app, body)), ...settingErrors(app, body)];
    if (errors.length > 0) throw invalidRequest(...errors);
  },
  afterPut: (app, _caller, { name }) => endPause(app, name),
  afterDelete: async (app, _caller, name) => {
    await endPause(app, name);
    await app.notifying.deliveries.removeAll(name);
  },
});

function viewOf(notification: Notification, pause: Pause | undefined): NotificationView {
  if (!pause) return notification;
  const { at, reason } = pause;
  return { ...notification, paused: { at, reason } };
}

async function endPause({ notifying: { pauses } }: App, name: string): Promise<void> {
  const pause = await pauses.get(name);
  if (pause) await pauses.remove(name, pause.eTag);
}

/** What happened last first. Throws `NotFound`. */
export async function deliveriesOf(app: App, name: string): Promise<readonly DeliveryView[]> {
  if (!(await app.notifications.get(name)))
    throw new FleetUpdatesError('NotFound', `There is no notification ${name}.`);
  return (await app.notifying.deliveries.newest(name, SHOWN)).map(deliveryViewOf);
}

const SHOWN = 50;

function settingErrors({ settings }: App, body: NotificationBody): readonly FieldError[] {
  const target = targetOf(body, settings.notificationSettings);
  return 'url' in target ? [] : target;
}

/** It would be silent, and nobody would know why. */
async function unknownNames(app: App, body: NotificationBody): Promise<FieldError[]> {
  const { strategies = [], fleets = [] } = body;
  const errors = fleets.flatMap((fleet, index): FieldError[] => {
    if (app.fleetAliases.includes(fleet)) return [];
    return [{ pointer: `/fleets/${index}`, detail: `names no fleet of the settings: ${fleet}` }];
  });
  for (const [index, strategy] of strategies.entries()) {
    if (await app.strategies.get(strategy)) continue;
    errors.push({ pointer: `/strategies/${index}`, detail: `names no strategy: ${strategy}` });
  }
  return errors;
}

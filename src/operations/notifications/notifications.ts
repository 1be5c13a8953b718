import { FleetUpdatesError, type FieldError } from '../../domain/errors.ts';
import {
  notificationKind,
  type Notification,
  type NotificationBody,
} from '../../domain/notify/notification.ts';
import { targetOf } from '../../domain/notify/target.ts';
import type { App } from '../../ports/app.ts';
import { namedResource, viewsOf } from '../named/namedResource.ts';

/** Where is told what happens. Names of app settings say where that is and what it is signed with. */
export const notifications = namedResource({
  kind: notificationKind,
  storeOf: ({ notifications: store }) => store,
  valueOf: (name, body, authorship): Notification => ({ ...body, name, ...authorship }),
  views: viewsOf(
    ({ notifications: store }) => store,
    (notification) => notification,
  ),
  refusePut: async (app, _caller, { body }) => {
    const errors = [...(await unknownNames(app, body)), ...settingErrors(app, body)];
    if (errors.length === 0) return;
    const words = errors.map(({ pointer, detail }) => `${pointer} ${detail}.`).join(' ');
    throw new FleetUpdatesError('InvalidRequest', words, { errors });
  },
});

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

import { z } from 'zod';
import { openEnum } from '../openEnum.ts';
import type { Immutable } from '../immutable.ts';
import { name } from '../nameSchemas.ts';
import { authorship, type NamedKind } from '../named/namedKind.ts';
import { OCCURRENCES } from './occurrence.ts';

export const NOTIFICATION_KINDS = ['Teams', 'Slack', 'Webhook'] as const;

/** Only settings of these prefixes can be named: a notification is no way to send others somewhere. */
export const NOTIFICATION_URL = /^NOTIFICATION_URL_[A-Z0-9_]+$/;
export const NOTIFICATION_SECRET = /^NOTIFICATION_SECRET_[A-Z0-9_]+$/;

export const WAITING_MINUTES = 60;
const MOST_NAMES = 200;
const names = z.array(name).min(1, 'must name at least one').max(MOST_NAMES);
const events = z
  .array(z.enum(Object.keys(OCCURRENCES)))
  .min(1, 'must name at least one event')
  .refine((all) => new Set(all).size === all.length, 'must not name an event twice');

const setting = (pattern: RegExp, prefix: string) =>
  z
    .string()
    .max(100)
    .regex(pattern, `must be the name of an app setting that begins with ${prefix}, never what it holds`);

const scope = {
  /** Of the run's strategy; runs without one are told of only where nothing is named. */
  strategies: names.exactOptional(),
  /** Aliases: of runs that update members of at least one of them. */
  fleets: names.exactOptional(),
};

const notificationBody = z
  .strictObject({
    kind: z.enum(NOTIFICATION_KINDS),
    urlSetting: setting(NOTIFICATION_URL, 'NOTIFICATION_URL_'),
    /** Of a Webhook: what it is signed with; two while one takes over from the other. */
    secretSettings: z
      .array(setting(NOTIFICATION_SECRET, 'NOTIFICATION_SECRET_'))
      .min(1, 'must name at least one app setting')
      .max(3)
      .exactOptional(),
    events,
    /** Of `run.waiting`: how long is too long. */
    waitingMinutes: z.int().min(1).max(10_080).default(WAITING_MINUTES),
    ...scope,
    enabled: z.boolean().default(true),
  })
  .refine(({ kind, secretSettings }) => (kind === 'Webhook') === (secretSettings !== undefined), {
    path: ['secretSettings'],
    message: 'must be given for a Webhook, which is signed, and for nothing else',
  });
export type NotificationBody = Immutable<z.infer<typeof notificationBody>>;

const notificationSchema = z.object({
  name: z.string(),
  kind: z.enum(NOTIFICATION_KINDS),
  urlSetting: z.string(),
  secretSettings: z.array(z.string()).exactOptional(),
  events: z.array(openEnum(OCCURRENCES)),
  waitingMinutes: z.int().exactOptional(),
  strategies: z.array(z.string()).exactOptional(),
  fleets: z.array(z.string()).exactOptional(),
  enabled: z.boolean(),
  ...authorship,
});
/** Where is told what happens. */
export type Notification = Immutable<z.infer<typeof notificationSchema>>;

const notificationView = notificationSchema.extend({
  /** Nothing is told there, as nothing is there any more, until it is put again. */
  paused: z.object({ at: z.string(), reason: z.string() }).exactOptional(),
});
export type NotificationView = Immutable<z.infer<typeof notificationView>>;

export const notificationKind: NamedKind<Notification, NotificationBody, NotificationView> = {
  noun: 'notification',
  title: 'Notification',
  path: 'notifications',
  stored: notificationSchema,
  body: notificationBody,
  view: notificationView,
  roles: { read: 'Reader', put: 'Admin', delete: 'Admin' },
  summaries: {
    list: 'All notifications, by name',
    get: 'A notification, with its ETag',
    put: 'Creates or replaces a notification; addresses and secrets are named, never given; If-Match and If-None-Match: * are honoured',
    delete: 'Deletes a notification: nothing more is told there',
  },
};

import type { Notification, NotificationBody } from '../api/types.ts';
import { needed, type Check } from '../forms/problems.ts';

export type NotifiedEvent = NotificationBody['events'][number];

/** What can be told, in the order in which it is offered. */
const EVENT_TEXT: Readonly<Record<NotifiedEvent, string>> = {
  'run.started': 'A run was started',
  'run.ended': 'An attempt of a run ended',
  'stage.ended': 'A stage ended',
  'member.failed': 'The update of a member failed',
  'run.waiting': 'A run waits for too long',
  'gate.pending': 'A gate waits',
  'gate.decided': 'A gate was decided',
  'gate.expired': 'A gate expired',
  'start.failed': 'A start by a trigger failed',
  'start.skipped': 'A start by a trigger was left out',
  'freeze.began': 'A freeze began',
  'freeze.ended': 'A freeze ended',
};

const isEvent = (event: string): event is NotifiedEvent => Object.hasOwn(EVENT_TEXT, event);
const ALL = Object.keys(EVENT_TEXT).filter(isEvent);

export const EVENTS = ALL.map((event) => ({ event, text: EVENT_TEXT[event] }));

/** In words; one that only a later release knows, by its name. */
export const eventText = (event: string) => (isEvent(event) ? EVENT_TEXT[event] : event);

/** With one more or one less, in the order in which they are offered. */
export const withEvent = (events: readonly NotifiedEvent[], event: NotifiedEvent, isTold: boolean) =>
  ALL.filter((each) => (each === event ? isTold : events.includes(each)));

const settingCheck =
  (prefix: string, holds: string): Check =>
  (text) =>
    text.startsWith(prefix) && /^[A-Z0-9_]+$/.test(text.slice(prefix.length))
      ? undefined
      : `The name of an app setting that begins with ${prefix}, never the ${holds} itself`;

export const urlSettingCheck = needed(settingCheck('NOTIFICATION_URL_', 'address'));
export const secretSettingCheck = settingCheck('NOTIFICATION_SECRET_', 'secret');

/** Told of nothing yet. */
export const EMPTY: NotificationBody = {
  kind: 'Teams',
  urlSetting: 'NOTIFICATION_URL_',
  events: ['run.ended', 'member.failed'],
};

/** What a notification is told, without what is only known of it. */
export function bodyOf({
  name: _name,
  paused: _paused,
  createdAt: _at,
  createdBy: _by,
  changedAt: _changed,
  changedBy: _changer,
  events,
  ...body
}: Notification): NotificationBody {
  return { ...body, events: events.filter(isEvent) };
}

/** What is missing before it can be saved, in words. */
export function missingOf({
  kind,
  urlSetting,
  secretSettings = [],
  events,
  waitingMinutes,
}: NotificationBody) {
  if (urlSettingCheck(urlSetting) !== undefined) return 'Name the app setting with the address.';
  if (kind === 'Webhook' && secretSettings.length === 0) return 'Name an app setting with a secret.';
  if (events.length === 0) return 'Say what is told.';
  return Number.isNaN(waitingMinutes) ? 'Say how long is too long.' : undefined;
}

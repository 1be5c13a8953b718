import type { FieldError } from '../errors.ts';
import { keyOf } from '../trigger/webhookKeys.ts';
import type { Notification } from './notification.ts';

/** Values of app settings by their names. */
export type NotificationSettings = ReadonlyMap<string, string>;

/** Where it is sent to, and what it is signed with. */
export interface Target {
  readonly url: string;
  readonly keys: readonly Buffer[];
}

type Named = Pick<Notification, 'urlSetting' | 'secretSettings'>;

/** The target as the settings have it now, or what is wrong with them. No problem quotes what a setting holds. */
export function targetOf(
  { urlSetting, secretSettings = [] }: Named,
  settings: NotificationSettings,
): Target | readonly FieldError[] {
  const errors: FieldError[] = [];
  const url = settings.get(urlSetting);
  const problem = urlProblem(url);
  if (problem !== undefined) {
    errors.push({ pointer: '/urlSetting', detail: `names ${urlSetting}, which ${problem}` });
  }
  const keys: Buffer[] = [];
  for (const [index, setting] of secretSettings.entries()) {
    const secret = settings.get(setting);
    const key = secret === undefined ? NOT_THERE : keyOf('standardWebhooks', secret);
    if (typeof key === 'object') keys.push(key);
    else errors.push({ pointer: `/secretSettings/${index}`, detail: `names ${setting}, which ${key}` });
  }
  return url === undefined || errors.length > 0 ? errors : { url, keys };
}

const NOT_THERE = 'the app has not: add the app setting first';

function urlProblem(url: string | undefined): string | undefined {
  if (url === undefined) return NOT_THERE;
  const parsed = URL.parse(url);
  if (parsed === null) return 'is no URL';
  if (parsed.protocol !== 'https:') return 'is not https';
  if (parsed.username !== '' || parsed.password !== '') return 'has a user or password in it';
  return undefined;
}

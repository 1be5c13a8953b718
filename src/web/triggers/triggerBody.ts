import type { Trigger, TriggerBody, WebhookSecret } from '../api/types.ts';

/** What a trigger is told, without what is only known of it. */
export function bodyOf(trigger: Trigger): TriggerBody {
  const {
    name: _name,
    createdAt: _at,
    createdBy: _by,
    changedAt: _changed,
    changedBy: _changer,
    ...rest
  } = trigger;
  const { savedBy: _saver, last: _last, lastRun: _run, startRequests: _asked, ...shown } = rest;
  if (shown.kind === 'schedule') {
    const { nextTimes: _next, ...body } = shown;
    return body;
  }
  if (shown.kind === 'release') {
    const { newestVersion: _newest, ...body } = shown;
    return body;
  }
  return shown;
}

export type TriggerKind = TriggerBody['kind'];
export const KINDS: readonly TriggerKind[] = ['schedule', 'webhook', 'release', 'completion'];

/** How the runs of a kind are called unless said otherwise, and what the names may and must have in them. */
export const NAME_TEMPLATES = {
  schedule: {
    standard: '{trigger}-{date}-{time}',
    placeholders: ['trigger', 'date', 'time'],
    unique: ['date', 'time'],
  },
  webhook: {
    standard: '{trigger}-{date}-{delivery}',
    placeholders: ['trigger', 'date', 'time', 'delivery'],
    unique: ['delivery'],
  },
  release: {
    standard: '{trigger}-{version}',
    placeholders: ['trigger', 'version'],
    unique: ['version'],
  },
  completion: {
    standard: '{trigger}-{date}-{completion}',
    placeholders: ['trigger', 'date', 'time', 'completion'],
    unique: ['completion'],
  },
} as const;

/**
 * A new trigger of a kind, with what most begin with. A webhook begins with a secret that the app has, or with
 * tokens of Entra where it has none: so it can be saved as it is.
 */
export function emptyBody(kind: TriggerKind, secrets: readonly WebhookSecret[]): TriggerBody {
  const secret = secrets.find(({ types }) => types.includes('standardWebhooks'))?.name;
  switch (kind) {
    case 'schedule':
      return {
        kind,
        managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
        schedule: { cron: '0 2 * * *', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
      };
    case 'webhook':
      return {
        kind,
        managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
        webhook: {
          authentication: [
            secret === undefined ? { type: 'entra' } : { type: 'standardWebhooks', secrets: [secret] },
          ],
        },
      };
    case 'release':
      return { kind, managedClusterUpdate: { upgrade: { type: 'Full' } }, release: { channel: 'Stable' } };
    case 'completion':
      return {
        kind,
        managedClusterUpdate: { upgrade: { type: 'Full' } },
        versionsFrom: { run: '{run}' },
        completion: {},
      };
  }
}

export const KIND_TEXT: Readonly<Record<TriggerBody['kind'], string>> = {
  schedule: 'Schedule',
  webhook: 'Webhook',
  release: 'AKS release',
  completion: 'End of a run',
};

/** When a trigger starts runs, in a line. */
export function whenText(trigger: TriggerBody | Trigger): string {
  switch (trigger.kind) {
    case 'schedule':
      return `${trigger.schedule.cron} (${trigger.schedule.timeZone ?? 'UTC'})`;
    case 'webhook':
      return `When it is called: ${trigger.webhook.authentication.map(({ type }) => type).join(', ')}`;
    case 'release':
      return trigger.release.minor === undefined
        ? `A new version of the channel ${trigger.release.channel}`
        : `A new patch of ${trigger.release.minor}`;
    case 'completion': {
      const { strategy, trigger: other, states = ['Completed'] } = trigger.completion;
      const whose = other === undefined ? `strategy ${strategy ?? ''}` : `trigger ${other}`;
      return `A run of ${whose} has ended: ${states.join(', ')}`;
    }
  }
}

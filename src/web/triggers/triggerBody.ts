import type { Trigger, TriggerBody } from '../api/types.ts';

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
  const { last: _last, lastRun: _run, ...shown } = rest;
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

/** A new trigger of a kind, with what most begin with. */
export function emptyBody(kind: TriggerBody['kind']): TriggerBody {
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
        webhook: { authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_'] }] },
      };
    case 'release':
      return { kind, managedClusterUpdate: { upgrade: { type: 'Full' } }, release: { channel: 'Stable' } };
  }
}

export const KIND_TEXT: Readonly<Record<TriggerBody['kind'], string>> = {
  schedule: 'Schedule',
  webhook: 'Webhook',
  release: 'AKS release',
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
  }
}

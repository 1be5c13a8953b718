import { createHmac } from 'node:crypto';
import { CLOUD_EVENT_TYPE, cloudEventOf } from './cloudEvent.ts';
import type { Notification } from './notification.ts';
import type { Occurrence } from './occurrence.ts';
import { slackMessage } from './slackMessage.ts';
import { teamsMessage } from './teamsMessage.ts';
import { wordsOf } from './words.ts';

export interface Outgoing {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface OutgoingInput {
  readonly kind: Notification['kind'];
  readonly appUrl: string | undefined;
  /** What a Webhook is signed with. */
  readonly keys: readonly Buffer[];
  readonly now: string;
}

/** What is sent of an occurrence. Sent again it has the same id and body, and the time and signature of then. */
export function outgoingOf(occurrence: Occurrence, { kind, appUrl, keys, now }: OutgoingInput): Outgoing {
  if (kind === 'Webhook') {
    const body = JSON.stringify(cloudEventOf(occurrence, appUrl));
    const signed = signedHeaders({ id: occurrence.id, body, keys, now });
    return { headers: { 'content-type': CLOUD_EVENT_TYPE, ...signed }, body };
  }
  const words = wordsOf(occurrence, appUrl);
  const message = kind === 'Teams' ? teamsMessage(words) : slackMessage(words);
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(message) };
}

/** Standard Webhooks (standardwebhooks.com): id, time and body are signed, with each key. */
function signedHeaders({
  id,
  body,
  keys,
  now,
}: Pick<OutgoingInput, 'keys' | 'now'> & { id: string; body: string }) {
  const timestamp = String(Math.floor(Date.parse(now) / 1000));
  const signatures = keys.map((key) => {
    const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    return `v1,${mac}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

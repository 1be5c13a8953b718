import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Answer, TestSystem } from './testSystem.ts';

export const SECRET = `whsec_${Buffer.from('the secret of all of these tests').toString('base64')}`;
export const EVENT_GRID_KEY = 'key-of-this-test';

/** Headers by the Standard Webhooks scheme, made without the library that checks them. */
export function signed(text: string, atMs: number, id: string = randomUUID(), secret = SECRET) {
  const timestamp = String(Math.floor(atMs / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

export function gitHubHeaders(event: string, text: string, delivery: string = randomUUID()) {
  const signature = createHmac('sha256', SECRET).update(text).digest('hex');
  return {
    'x-github-event': event,
    'x-github-delivery': delivery,
    'x-hub-signature-256': `sha256=${signature}`,
  };
}

export function fixtureText(name: string): string {
  return readFileSync(`test/fixtures/deliveries/${name}.json`, 'utf8');
}

export function eventGridDelivery(
  system: TestSystem,
  body: unknown,
  headers: Record<string, string> = { 'aeg-event-type': 'Notification' },
): Promise<Answer> {
  const path = `/runtime/webhooks/EventGrid?functionName=aksReleases&code=${EVENT_GRID_KEY}`;
  return system.call('POST', path, body, headers);
}

export function fixtureJson(name: string): unknown {
  const parsed: unknown = JSON.parse(fixtureText(name));
  return parsed;
}

/** A text, for `toMatchObject` and `toEqual`. */
export const like = (pattern: RegExp): unknown => expect.stringMatching(pattern);

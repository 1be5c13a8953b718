import { z } from 'zod';
import type { HttpCall } from '../http/server.ts';

/** What a call of Event Grid to its webhook is about (learn.microsoft.com/azure/event-grid: webhook validation). */
export type EventGridDelivery =
  | { readonly kind: 'events'; readonly events: readonly unknown[] }
  /** Event Grid's schema: the code is to be sent back. */
  | { readonly kind: 'validation'; readonly code: string }
  /** CloudEvents 1.0: the origin is to be allowed. */
  | { readonly kind: 'handshake'; readonly origin: string }
  | { readonly kind: 'unsubscribe' }
  | { readonly kind: 'refused'; readonly status: 400 | 405 };

const validation = z.tuple([z.looseObject({ data: z.looseObject({ validationCode: z.string() }) })]);
const events = z.union([z.array(z.looseObject({})), z.looseObject({}).transform((event) => [event])]);

const REFUSED = { kind: 'refused', status: 400 } as const;

export function readDelivery({ method, headers, body }: HttpCall): EventGridDelivery {
  if (method === 'OPTIONS') {
    const origin = headers['webhook-request-origin'];
    return origin === undefined ? REFUSED : { kind: 'handshake', origin };
  }
  if (method !== 'POST') return { kind: 'refused', status: 405 };
  const type = (headers['aeg-event-type'] ?? '').toLowerCase();
  if (type === 'unsubscribe') return { kind: 'unsubscribe' };
  const isCloudEvent = /^application\/cloudevents(-batch)?\+json/i.test(headers['content-type'] ?? '');
  const json = jsonOf(body);
  if (type === 'subscriptionvalidation') {
    const { data } = validation.safeParse(json);
    return data ? { kind: 'validation', code: data[0].data.validationCode } : REFUSED;
  }
  if (type !== 'notification' && !isCloudEvent) return REFUSED;
  const { data } = events.safeParse(json);
  return data ? { kind: 'events', events: data } : REFUSED;
}

function jsonOf(body: Buffer): unknown {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return parsed;
  } catch {
    return undefined;
  }
}

import { sha256 } from '../../domain/sha256.ts';
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import type { WebhookAuthentication } from '../../domain/trigger/trigger.ts';
import { usableKeys, type Secrets, type SigningScheme } from '../../domain/trigger/webhookKeys.ts';

/** What is known of a webhook call before its body is read, and nothing of it believed yet. */
export interface Call {
  readonly headers: { get(name: string): string | null };
  /** The signed-in caller that may start runs, where the app's authentication is on. */
  readonly principal?: string;
}

export interface Delivery extends Call {
  /** Exactly as sent: signatures are over these bytes. */
  readonly body: Uint8Array;
}

/** A delivery whose sender is known. */
export interface Authenticated {
  /** The sender's id of the delivery. */
  readonly deliveryId: string;
  /** What makes a second delivery the same: only what the signature covers. */
  readonly identity: string;
  /** The signature is good for ever and under any id, so that only a record tells a replay. */
  readonly isReplayable: boolean;
}

const LONGEST_ID = 200;
/** A sender in the middle of a rotation signs with two secrets. */
const MOST_SIGNATURES = 10;
const TOLERANCE_SECONDS = 5 * 60;
const STANDARD = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
const GITHUB = ['x-hub-signature-256'] as const;

/** Why the call cannot pass whatever its body is; undefined when the body decides. */
export function whyUnsigned(ways: readonly WebhookAuthentication[], call: Call): string | undefined {
  const reasons = ways.map(({ type }) => {
    if (type === 'entra') return call.principal === undefined ? NO_PRINCIPAL : undefined;
    const missing = (type === 'gitHub' ? GITHUB : STANDARD).filter((name) => !call.headers.get(name));
    return missing.length > 0 ? `The header ${missing.join(', ')} is missing.` : undefined;
  });
  return reasons.includes(undefined) ? undefined : [...new Set(reasons)].join(' ');
}

/** Tries the trigger's ways one after another. Gives the reasons when none knows the sender. */
export function authenticate(
  ways: readonly WebhookAuthentication[],
  secrets: Secrets,
  delivery: Delivery,
  now: string,
): Authenticated | string {
  const reasons: string[] = [];
  for (const way of ways) {
    const found =
      way.type === 'entra'
        ? byPrincipal(delivery)
        : byKeys(way.type, usableKeys(way.type, way.secrets, secrets), delivery, now);
    if (typeof found === 'object') return found;
    reasons.push(found);
  }
  return [...new Set(reasons)].join(' ');
}

function byKeys(
  scheme: SigningScheme,
  keys: readonly Buffer[],
  delivery: Delivery,
  now: string,
): Authenticated | string {
  if (keys.length === 0)
    return 'The app has none of the secrets that the trigger names, or none that is usable.';
  const unsigned = whyUnsigned([{ type: scheme, secrets: [] }], delivery);
  if (unsigned !== undefined) return unsigned;
  return scheme === 'gitHub' ? byGitHub(keys, delivery) : byStandardWebhooks(keys, delivery, now);
}

/** standardwebhooks.com: id, time and body are signed; the time may be five minutes off. */
function byStandardWebhooks(
  keys: readonly Buffer[],
  { headers, body }: Delivery,
  now: string,
): Authenticated | string {
  const [deliveryId = '', timestamp = '', signature = ''] = STANDARD.map((name) => headers.get(name) ?? '');
  if (deliveryId.length > LONGEST_ID) return `The header webhook-id has more than ${LONGEST_ID} characters.`;
  const untimely = timeProblem(timestamp, now);
  if (untimely !== undefined) return untimely;
  const given = signature.split(' ');
  if (given.length > MOST_SIGNATURES) {
    return `The header webhook-signature has more than ${MOST_SIGNATURES} signatures.`;
  }
  const isGood = keys.some((key) => {
    const mac = createHmac('sha256', key).update(`${deliveryId}.${timestamp}.`).update(body).digest('base64');
    return given.some((each) => isSame(each, `v1,${mac}`));
  });
  if (!isGood) return 'No signature in webhook-signature matches.';
  return { deliveryId, identity: `standard-webhooks:${deliveryId}`, isReplayable: false };
}

function timeProblem(timestamp: string, now: string): string | undefined {
  if (!/^\d{1,12}$/.test(timestamp)) return 'The header webhook-timestamp is no time: those are seconds.';
  const ahead = Number(timestamp) - Math.floor(Date.parse(now) / 1000);
  if (ahead < -TOLERANCE_SECONDS) return 'The time in webhook-timestamp is too old.';
  return ahead > TOLERANCE_SECONDS ? 'The time in webhook-timestamp is too new.' : undefined;
}

/** docs.github.com, "Validating webhook deliveries": `sha256=` and the hex HMAC of the body, and of nothing else. */
function byGitHub(keys: readonly Buffer[], { headers, body }: Delivery): Authenticated | string {
  const given = headers.get('x-hub-signature-256') ?? '';
  const isOf = (key: Buffer) =>
    isSame(given, `sha256=${createHmac('sha256', key).update(body).digest('hex')}`);
  if (!keys.some(isOf)) return 'The signature in x-hub-signature-256 does not match.';
  const deliveryId = (headers.get('x-github-delivery') ?? '').slice(0, LONGEST_ID);
  const identity = `github:${sha256(body)}`;
  return { deliveryId, identity, isReplayable: true };
}

/** In a time that says nothing of how much of it is right. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}

const NO_PRINCIPAL = 'No Entra token of somebody who may start runs came with the call.';

function byPrincipal({ headers, principal }: Delivery): Authenticated | string {
  if (principal === undefined) return NO_PRINCIPAL;
  const deliveryId = (headers.get('idempotency-key') ?? '').slice(0, LONGEST_ID) || randomUUID();
  return { deliveryId, identity: `entra:${principal}:${deliveryId}`, isReplayable: false };
}

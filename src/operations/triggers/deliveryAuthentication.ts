import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { WebhookAuthentication } from '../../domain/trigger/trigger.ts';

/** A webhook call as it came, before anything of it is believed. */
export interface Delivery {
  readonly headers: { get(name: string): string | null };
  /** Exactly as sent: signatures are over these bytes. */
  readonly body: Uint8Array;
  /** The signed-in caller that may start runs, where the app's authentication is on. */
  readonly principal?: string;
}

/** A delivery whose sender is known. */
export interface Authenticated {
  /** The sender's id of the delivery. */
  readonly deliveryId: string;
  /** What makes a second delivery the same: only what the signature covers. */
  readonly identity: string;
}

/** Header `x-hub-signature-256` covers the body alone, so of a replay GitHub's delivery id is not to be believed. */
const bodyHash = (body: Uint8Array) => createHash('sha256').update(body).digest('hex');
const LONGEST_ID = 200;

/** Tries the trigger's ways one after another. Gives the reasons when none knows the sender. */
export function authenticate(
  ways: readonly WebhookAuthentication[],
  secrets: ReadonlyMap<string, string>,
  delivery: Delivery,
): Authenticated | string {
  const reasons: string[] = [];
  for (const way of ways) {
    const found =
      way.type === 'entra'
        ? byPrincipal(delivery)
        : bySecrets(
            way.type,
            way.secrets.flatMap((setting) => secrets.get(setting) ?? []),
            delivery,
          );
    if (typeof found === 'object') return found;
    reasons.push(found);
  }
  return [...new Set(reasons)].join(' ');
}

function bySecrets(
  type: 'standardWebhooks' | 'gitHub',
  secrets: readonly string[],
  delivery: Delivery,
): Authenticated | string {
  if (secrets.length === 0) return 'The app has none of the secrets that the trigger names.';
  return type === 'gitHub' ? byGitHub(secrets, delivery) : byStandardWebhooks(secrets, delivery);
}

/** standardwebhooks.com: id, time and body are signed; the time may be five minutes off. */
function byStandardWebhooks(secrets: readonly string[], { headers, body }: Delivery): Authenticated | string {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
  const given = Object.fromEntries(names.map((name) => [name, headers.get(name) ?? '']));
  const missing = names.filter((name) => given[name] === '');
  if (missing.length > 0) return `The header ${missing.join(', ')} is missing.`;
  const deliveryId = given['webhook-id'] ?? '';
  if (deliveryId.length > LONGEST_ID) return `The header webhook-id has more than ${LONGEST_ID} characters.`;
  let reason = '';
  for (const secret of secrets) {
    try {
      new Webhook(secret).verify(Buffer.from(body), given, { jsonParse: false });
      return { deliveryId, identity: `standard-webhooks:${deliveryId}` };
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      reason = `${error.message}.`;
    }
  }
  return reason;
}

/** docs.github.com, "Validating webhook deliveries": `sha256=` and the hex HMAC of the body. */
function byGitHub(secrets: readonly string[], { headers, body }: Delivery): Authenticated | string {
  const signature = Buffer.from(headers.get('x-hub-signature-256') ?? '');
  if (signature.byteLength === 0) return 'The header x-hub-signature-256 is missing.';
  const isOf = (secret: string) => {
    const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
    return expected.byteLength === signature.byteLength && timingSafeEqual(expected, signature);
  };
  if (!secrets.some(isOf)) return 'The signature in x-hub-signature-256 does not match.';
  const deliveryId = (headers.get('x-github-delivery') ?? '').slice(0, LONGEST_ID);
  return { deliveryId, identity: `github:${bodyHash(body)}` };
}

function byPrincipal({ headers, principal }: Delivery): Authenticated | string {
  if (principal === undefined) return 'No Entra token of somebody who may start runs came with the call.';
  const deliveryId = (headers.get('idempotency-key') ?? '').slice(0, LONGEST_ID) || randomUUID();
  return { deliveryId, identity: `entra:${principal}:${deliveryId}` };
}

/** Whether a secret can be used for signatures of that kind: those of Standard Webhooks are base64. */
export function isUsableSecret(type: 'standardWebhooks' | 'gitHub', secret: string): boolean {
  if (type === 'gitHub') return secret.length > 0;
  try {
    return Boolean(new Webhook(secret));
  } catch {
    return false;
  }
}

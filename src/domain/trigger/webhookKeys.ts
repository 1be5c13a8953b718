import type { FieldError } from '../errors.ts';
import type { Trigger, Webhook, WebhookAuthentication } from './trigger.ts';

export type SigningScheme = Exclude<WebhookAuthentication['type'], 'entra'>;
/** By the names of the app settings. */
export type Secrets = ReadonlyMap<string, string>;

/** What the Standard Webhooks specification asks for; what can be guessed signs nothing. */
const LEAST_BYTES = 24;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The key of signatures that a secret is, or why it is none. */
export function keyOf(scheme: SigningScheme, secret: string): Buffer | string {
  const text = scheme === 'gitHub' ? secret : secret.replace(/^whsec_/, '');
  if (scheme === 'standardWebhooks' && !BASE64.test(text)) {
    return 'is no secret of Standard Webhooks: those are whsec_ and base64';
  }
  const key = Buffer.from(text, scheme === 'gitHub' ? 'utf8' : 'base64');
  return key.byteLength < LEAST_BYTES ? `is weak: a secret has at least ${LEAST_BYTES} bytes` : key;
}

/** Those that can be used: one that cannot does not spoil the others, or a rotation would be an outage. */
export function usableKeys(scheme: SigningScheme, settings: readonly string[], secrets: Secrets): Buffer[] {
  return settings.flatMap((setting) => {
    const secret = secrets.get(setting);
    const key = secret === undefined ? undefined : keyOf(scheme, secret);
    return typeof key === 'object' ? [key] : [];
  });
}

/** With the app setting that it is about. */
export interface SecretError extends FieldError {
  readonly setting: string;
}

/** What is wrong with the secrets that a trigger is to name: absent, unusable, or another trigger's. */
export function secretErrors(
  name: string,
  { authentication }: Pick<Webhook, 'authentication'>,
  secrets: Secrets,
  all: readonly Trigger[],
): SecretError[] {
  const users = usersOfSecrets(
    all.filter((trigger) => trigger.name !== name),
    secrets,
  );
  return authentication.flatMap((way, index) => {
    if (way.type === 'entra') return [];
    return way.secrets.flatMap((setting, at) => {
      const problem = secretProblem(way.type, secrets.get(setting), users);
      const pointer = `/webhook/authentication/${index}/secrets/${at}`;
      return problem === undefined
        ? []
        : [{ setting, pointer, detail: `names ${setting}, which ${problem}` }];
    });
  });
}

function secretProblem(
  scheme: SigningScheme,
  secret: string | undefined,
  users: ReadonlyMap<string, string>,
): string | undefined {
  if (secret === undefined) return 'the app has not: add the app setting first';
  const key = keyOf(scheme, secret);
  if (typeof key === 'string') return key;
  const user = users.get(key.toString('hex'));
  return user === undefined
    ? undefined
    : `is the secret of trigger ${user} too, so that one call would start both: give each its own`;
}

/** Names of triggers by their keys: two settings may have the same secret. */
function usersOfSecrets(triggers: readonly Trigger[], secrets: Secrets): Map<string, string> {
  const users = new Map<string, string>();
  for (const trigger of triggers) {
    if (trigger.kind !== 'webhook') continue;
    for (const way of trigger.webhook.authentication) {
      if (way.type === 'entra') continue;
      for (const key of usableKeys(way.type, way.secrets, secrets))
        users.set(key.toString('hex'), trigger.name);
    }
  }
  return users;
}

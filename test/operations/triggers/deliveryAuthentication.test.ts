import { createHmac } from 'node:crypto';
import { authenticate, whyUnsigned } from '../../../src/operations/triggers/deliveryAuthentication.ts';
import { keyOf } from '../../../src/domain/trigger/webhookKeys.ts';
import type { WebhookAuthentication } from '../../../src/domain/trigger/trigger.ts';

const body = (text: string) => new TextEncoder().encode(text);
const NOW = 1_614_265_330;
const ARRIVED = new Date(NOW * 1000).toISOString();
/** The example of the Standard Webhooks specification and its reference libraries. */
const STANDARD = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  text: '{"test": 2432232314}',
  headers: {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': String(NOW),
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  },
};
/** The example of GitHub Docs, "Validating webhook deliveries". */
const GITHUB = {
  secret: "It's a Secret to Everybody",
  text: 'Hello, World!',
  headers: {
    'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
  },
};
const OTHER = `whsec_${Buffer.from('another secret, of enough bytes').toString('base64')}`;

function check(
  type: 'standardWebhooks' | 'gitHub',
  secrets: readonly string[],
  headers: Record<string, string>,
  text: string | Uint8Array,
) {
  const ways: WebhookAuthentication[] = [{ type, secrets: secrets.map((_, index) => `S${index}`) }];
  const values = new Map(secrets.map((secret, index) => [`S${index}`, secret]));
  const delivery = { headers: new Headers(headers), body: typeof text === 'string' ? body(text) : text };
  return authenticate(ways, values, delivery, ARRIVED);
}

describe('The published test vector', () => {
  it('of Standard Webhooks is accepted, with the signed id as its identity', () => {
    const { secret, headers, text } = STANDARD;
    expect(check('standardWebhooks', [secret], headers, text)).toEqual({
      deliveryId: headers['webhook-id'],
      identity: `standard-webhooks:${headers['webhook-id']}`,
      isReplayable: false,
    });
  });

  it('of GitHub is accepted, with the signed body as its identity', () => {
    const { secret, headers, text } = GITHUB;
    const found = check('gitHub', [secret], headers, text);
    expect(found).toMatchObject({ deliveryId: '72d3162e-cc78-11e3-81ab-4c9367dc0958', isReplayable: true });
    expect(check('gitHub', [secret], { ...headers, 'x-github-delivery': 'other' }, text)).toMatchObject({
      deliveryId: 'other',
      identity: typeof found === 'object' ? found.identity : '',
    });
  });
});

describe('A signature', () => {
  it('of any of several active secrets is good: that is how they are rotated', () => {
    const { secret, headers, text } = STANDARD;
    expect(typeof check('standardWebhooks', [OTHER, secret], headers, text)).toBe('object');
    expect(
      typeof check('gitHub', ['the secret before the rotation', GITHUB.secret], GITHUB.headers, GITHUB.text),
    ).toBe('object');
  });

  it.each<[string, Record<string, string>, string, RegExp]>([
    ['over another body', {}, '{"test": 2432232315}', /signature/i],
    ['under another id', { 'webhook-id': 'msg_other' }, STANDARD.text, /signature/i],
    ['at another time', { 'webhook-timestamp': String(NOW + 1) }, STANDARD.text, /signature/i],
    [
      'of another version',
      { 'webhook-signature': 'v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' },
      STANDARD.text,
      /signature/i,
    ],
    ['that is none', { 'webhook-signature': 'v1,' }, STANDARD.text, /signature/i],
    ['that is missing', { 'webhook-signature': '' }, STANDARD.text, /webhook-signature is missing/],
    ['with a time that is none', { 'webhook-timestamp': 'now' }, STANDARD.text, /./],
    ['with an endless id', { 'webhook-id': 'x'.repeat(201) }, STANDARD.text, /more than 200/],
  ])('%s is refused, and it is said why', (_what, headers, text, reason) => {
    expect(check('standardWebhooks', [STANDARD.secret], { ...STANDARD.headers, ...headers }, text)).toMatch(
      reason,
    );
  });

  it.each([
    ['six minutes old', -360, /old/],
    ['six minutes ahead', 360, /new/],
  ])('%s is refused though it matches', (_what, seconds, reason) => {
    const time = String(NOW + seconds);
    const key = Buffer.from(STANDARD.secret.slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`id.${time}.${STANDARD.text}`).digest('base64');
    const headers = { 'webhook-id': 'id', 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` };
    expect(check('standardWebhooks', [STANDARD.secret], headers, STANDARD.text)).toMatch(reason);
  });

  it.each<[string, Record<string, string>, string]>([
    ['over another body', {}, 'Hello, World?'],
    ['that is wrong', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }, GITHUB.text],
    ['that is cut short', { 'x-hub-signature-256': 'sha256=7571' }, GITHUB.text],
    ['that is missing', { 'x-hub-signature-256': '' }, GITHUB.text],
    ['over nothing', {}, ''],
  ])('of GitHub %s is refused', (_what, headers, text) => {
    expect(check('gitHub', [GITHUB.secret], { ...GITHUB.headers, ...headers }, text)).toMatch(
      /x-hub-signature-256/,
    );
  });

  it('is refused when the app has no secret to check it with', () => {
    expect(check('standardWebhooks', [], STANDARD.headers, STANDARD.text)).toMatch(/none of the secrets/);
  });

  it('is not asked of a signed-in caller where the trigger takes Entra tokens, and nobody else gets in', () => {
    const delivery = { headers: new Headers({ 'idempotency-key': 'build-7' }), body: body('{}') };
    const ways: WebhookAuthentication[] = [{ type: 'entra' }];
    expect(authenticate(ways, new Map(), { ...delivery, principal: 'alice' }, ARRIVED)).toEqual({
      deliveryId: 'build-7',
      identity: 'entra:alice:build-7',
      isReplayable: false,
    });
    expect(authenticate(ways, new Map(), delivery, ARRIVED)).toMatch(/Entra/);
  });
});

describe('Of several secrets', () => {
  const unusable = ['not base64!', 'whsec_', '', OTHER.slice(0, 20)];

  it('those that cannot be used do not spoil the others', () => {
    const { secret, headers, text } = STANDARD;
    expect(typeof check('standardWebhooks', [...unusable, secret], headers, text)).toBe('object');
    expect(typeof check('gitHub', [...unusable, GITHUB.secret], GITHUB.headers, GITHUB.text)).toBe('object');
  });

  it('none that is weak opens anything, though it signs', () => {
    const weak = 'hunter2';
    const signature = `sha256=${createHmac('sha256', weak).update(GITHUB.text).digest('hex')}`;
    const headers = { ...GITHUB.headers, 'x-hub-signature-256': signature };
    expect(check('gitHub', [weak], headers, GITHUB.text)).toMatch(/none that is usable/);
    expect(check('gitHub', [weak, GITHUB.secret], headers, GITHUB.text)).toMatch(/does not match/);
  });
});

describe('A signature of Standard Webhooks', () => {
  const good = STANDARD.headers['webhook-signature'];
  const withSignatures = (value: string) => ({ ...STANDARD.headers, 'webhook-signature': value });
  const standard = (headers: Record<string, string>, text: string | Uint8Array = STANDARD.text) =>
    check('standardWebhooks', [STANDARD.secret], headers, text);

  it('may come with others, of which ten are tried', () => {
    expect(typeof standard(withSignatures(`v1a,AAAA v1,AAAA ${good}`))).toBe('object');
    expect(standard(withSignatures(`${'v1,AAAA '.repeat(10)}${good}`))).toMatch(/more than 10 signatures/);
  });

  it('is over the bytes: text that reads the same is not the same', () => {
    // Two bytes that are no text of any kind, and are read as the same sign.
    const [one, other] = [Uint8Array.of(0xff), Uint8Array.of(0xfe)];
    const key = Buffer.from(STANDARD.secret.slice('whsec_'.length), 'base64');
    const mac = createHmac('sha256', key).update(`id.${NOW}.`).update(one).digest('base64');
    const headers = { ...withSignatures(`v1,${mac}`), 'webhook-id': 'id' };
    expect(typeof standard(headers, one)).toBe('object');
    expect(standard(headers, other)).toMatch(/No signature/);
  });

  it.each(['1614265330.5', '1614265330 ', '0x6037', '1e9', ''])(
    'has a time in seconds, which %j is not',
    (time) => {
      const headers = {
        get: (name: string) => ({ ...STANDARD.headers, 'webhook-timestamp': time })[name] ?? null,
      };
      const delivery = { headers, body: body(STANDARD.text) };
      const ways: WebhookAuthentication[] = [{ type: 'standardWebhooks', secrets: ['S'] }];
      expect(authenticate(ways, new Map([['S', STANDARD.secret]]), delivery, ARRIVED)).toMatch(
        /webhook-timestamp/,
      );
    },
  );
});

it('Before the body is read it is known whether the call has what its signature needs', () => {
  const ways: WebhookAuthentication[] = [
    { type: 'standardWebhooks', secrets: [] },
    { type: 'gitHub', secrets: [] },
    { type: 'entra' },
  ];
  const why = (headers: Record<string, string>, principal = {}) =>
    whyUnsigned(ways, { headers: new Headers(headers), ...principal });
  expect(why({})).toMatch(/webhook-id, webhook-timestamp, webhook-signature .*x-hub-signature-256 .*Entra/);
  expect(why({ 'x-hub-signature-256': 'x' })).toBeUndefined();
  expect(why(STANDARD.headers)).toBeUndefined();
  expect(why({}, { principal: 'alice' })).toBeUndefined();
});

it.each<['standardWebhooks' | 'gitHub', string, RegExp | number]>([
  ['standardWebhooks', STANDARD.secret, 24],
  ['standardWebhooks', STANDARD.secret.slice('whsec_'.length), 24],
  ['standardWebhooks', 'not base64!', /no secret of Standard Webhooks/],
  ['standardWebhooks', 'whsec_', /no secret of Standard Webhooks/],
  ['standardWebhooks', `whsec_${Buffer.alloc(23).toString('base64')}`, /weak/],
  ['gitHub', 'a'.repeat(24), 24],
  ['gitHub', 'ä'.repeat(12), 24],
  ['gitHub', 'a'.repeat(23), /weak/],
  ['gitHub', '', /weak/],
])('As a secret of %s %j is a key of so many bytes, or is refused', (scheme, secret, expected) => {
  const key = keyOf(scheme, secret);
  if (typeof expected === 'number') expect(Buffer.from(key)).toHaveLength(expected);
  else expect(key).toMatch(expected);
});

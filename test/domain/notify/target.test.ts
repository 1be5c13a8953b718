import { judge } from '../../../src/domain/notify/judgement.ts';
import { targetOf } from '../../../src/domain/notify/target.ts';

const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const HOOK = 'https://hooks.example.com/services/T0/secret-part';

describe('Where a notification goes', () => {
  const named = { urlSetting: 'NOTIFICATION_URL_A', secretSettings: ['NOTIFICATION_SECRET_A'] };

  it('is what the settings hold', () => {
    const settings = new Map([
      ['NOTIFICATION_URL_A', HOOK],
      ['NOTIFICATION_SECRET_A', SECRET],
    ]);
    expect(targetOf(named, settings)).toEqual({ url: HOOK, keys: [Buffer.alloc(24, 1)] });
  });

  it.each([
    [
      undefined,
      SECRET,
      ['/urlSetting names NOTIFICATION_URL_A, which the app has not: add the app setting first'],
    ],
    [
      'http://hooks.example.com/secret-part',
      SECRET,
      ['/urlSetting names NOTIFICATION_URL_A, which is not https'],
    ],
    ['hooks.example.com', SECRET, ['/urlSetting names NOTIFICATION_URL_A, which is no URL']],
    [
      'https://user:pass@hooks.example.com',
      SECRET,
      ['/urlSetting names NOTIFICATION_URL_A, which has a user or password in it'],
    ],
    [
      HOOK,
      'whsec_c2hvcnQ=',
      ['/secretSettings/0 names NOTIFICATION_SECRET_A, which is weak: a secret has at least 24 bytes'],
    ],
    [
      HOOK,
      undefined,
      ['/secretSettings/0 names NOTIFICATION_SECRET_A, which the app has not: add the app setting first'],
    ],
  ])('with %s and %s is told as wrong, without what the settings hold', (url, secret, expected) => {
    const settings = new Map(
      Object.entries({ NOTIFICATION_URL_A: url, NOTIFICATION_SECRET_A: secret }).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, value] as const],
      ),
    );
    const found = targetOf(named, settings);
    const told = 'url' in found ? [] : found.map(({ pointer, detail }) => `${pointer} ${detail}`);
    expect(told).toEqual(expected);
  });
});

describe('An answer', () => {
  it.each([
    [200, 'Delivered'],
    [202, 'Delivered'],
    [204, 'Delivered'],
    [302, 'Rejected'],
    [400, 'Rejected'],
    [403, 'Rejected'],
    [404, 'Gone'],
    [408, 'Unavailable'],
    [410, 'Gone'],
    [413, 'Rejected'],
    [429, 'Unavailable'],
    [500, 'Unavailable'],
    [503, 'Unavailable'],
  ])('of %d means %s', (status, outcome) => {
    expect(judge({ kind: 'answered', status })).toMatchObject({ outcome, status });
  });

  it.each(['refused', 'unanswered'] as const)('that is none (%s) is tried again', (kind) => {
    expect(judge({ kind, reason: 'Why.' })).toEqual({ outcome: 'Unavailable', message: 'Why.' });
  });
});

import type { OutboundRequest, OutboundResult } from '../../src/ports/outbound.ts';
import { MemorySystem } from '../support/memorySystem.ts';

const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const SETTINGS = {
  NOTIFICATION_URL_TEAM: 'https://hooks.example.com/team-part',
  NOTIFICATION_URL_PLAIN: 'http://hooks.example.com',
  NOTIFICATION_URL_CI: 'https://ci.example.com/hook',
  NOTIFICATION_SECRET_CI: SECRET,
};
const TEAM = { kind: 'Teams', urlSetting: 'NOTIFICATION_URL_TEAM', events: ['run.ended'] };
const WEBHOOK = {
  kind: 'Webhook',
  urlSetting: 'NOTIFICATION_URL_CI',
  secretSettings: ['NOTIFICATION_SECRET_CI'],
  events: ['run.ended', 'member.failed'],
};

let came: OutboundRequest[];
let answer: OutboundResult;
let system: MemorySystem;
beforeEach(() => {
  came = [];
  answer = { kind: 'answered', status: 202, body: '' };
  const receiver = {
    send: (request: OutboundRequest) => {
      came.push(request);
      return Promise.resolve(answer);
    },
  };
  system = MemorySystem.start({ receiver }, SETTINGS);
});
afterEach(() => system.close());

const put = (body: object) => system.call('PUT', '/api/notifications/team', body);

describe('A notification', () => {
  it('is shown as it was made, by the names of its settings and never with what they hold', async () => {
    await system.ok('PUT', '/api/notifications/team', TEAM);
    const shown = await system.ok('GET', '/api/notifications/team');
    expect(shown).toMatchObject({ ...TEAM, name: 'team', enabled: true });
    expect(JSON.stringify(shown)).not.toContain('team-part');
  });

  it.each([
    [
      'an address in the clear',
      { ...TEAM, urlSetting: 'https://hooks.example.com/team-part' },
      '/urlSetting',
      /never what it holds/,
    ],
    ['a secret in the clear', { ...WEBHOOK, secretSettings: [SECRET] }, '/secretSettings/0', /never what it/],
    [
      'a setting of another purpose',
      { ...TEAM, urlSetting: 'TABLES_CONNECTION_STRING' },
      '/urlSetting',
      /NOTIF/,
    ],
    ['a setting that is not there', { ...TEAM, urlSetting: 'NOTIFICATION_URL_X' }, '/urlSetting', /has not/],
    [
      'an address that is not https',
      { ...TEAM, urlSetting: 'NOTIFICATION_URL_PLAIN' },
      '/urlSetting',
      /not https/,
    ],
    ['a Webhook without a secret', { ...WEBHOOK, secretSettings: undefined }, '/secretSettings', /signed/],
    [
      'a card with a secret',
      { ...TEAM, secretSettings: ['NOTIFICATION_SECRET_CI'] },
      '/secretSettings',
      /nothing else/,
    ],
    ['no event', { ...TEAM, events: [] }, '/events', /at least one/],
    ['an unknown event', { ...TEAM, events: ['run.exploded'] }, '/events/0', /run\.started/],
    ['the same event twice', { ...TEAM, events: ['run.ended', 'run.ended'] }, '/events', /twice/],
    ['an unknown fleet', { ...TEAM, fleets: ['mars'] }, '/fleets/0', /mars/],
    ['an unknown strategy', { ...TEAM, strategies: ['mars'] }, '/strategies/0', /mars/],
  ])('with %s is refused, and the field is named', async (_what, body, pointer, words) => {
    const { status, body: problem } = await put(body);
    expect(status).toBe(400);
    expect(problem).toMatchObject({ errors: [{ pointer }] });
    expect(JSON.stringify(problem)).toMatch(words);
    expect(JSON.stringify(problem)).not.toContain(SECRET);
    expect(came).toEqual([]);
  });
});

describe('A test of a notification', () => {
  const test = () => system.ok('POST', '/api/notifications/team/test');

  it('sends one message that says so, also where nothing else is told', async () => {
    await system.ok('PUT', '/api/notifications/team', { ...TEAM, enabled: false });
    expect(await test()).toEqual({ outcome: 'Delivered', status: 202, message: 'Answered 202.' });
    expect(came).toHaveLength(1);
    expect(came[0]).toMatchObject({ method: 'POST', url: SETTINGS.NOTIFICATION_URL_TEAM });
    expect(came[0]?.body).toContain('Nothing has happened.');
  });

  it('says what became of it', async () => {
    await system.ok('PUT', '/api/notifications/team', TEAM);
    answer = { kind: 'refused', reason: 'hooks.example.com has no address.' };
    expect(await test()).toEqual({ outcome: 'Unavailable', message: 'hooks.example.com has no address.' });
    answer = { kind: 'answered', status: 410, body: '' };
    expect(await test()).toMatchObject({ outcome: 'Gone', status: 410 });
  });

  it('of what is not there is refused', async () => {
    expect((await system.call('POST', '/api/notifications/nope/test')).status).toBe(404);
  });
});

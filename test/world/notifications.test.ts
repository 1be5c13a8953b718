import { z } from 'zod';
import { gatesOfRun } from '../../src/domain/gate/gateView.ts';
import { liveRunSchema } from '../../src/domain/run/runView.ts';
import type { OutboundRequest, OutboundResult } from '../../src/ports/outbound.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { ENDED, HOUR, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

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
/** Called when something comes in, before it is answered. */
let onArrival: () => void;
beforeEach(() => {
  came = [];
  onArrival = () => undefined;
  answer = { kind: 'answered', status: 202, body: '' };
  const receiver = {
    send: (request: OutboundRequest) => {
      came.push(request);
      onArrival();
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

const EVERYTHING = [
  'run.started',
  'run.ended',
  'stage.ended',
  'member.failed',
  'run.waiting',
  'start.failed',
  'start.skipped',
  'freeze.began',
  'freeze.ended',
];
const cloudEvent = z.looseObject({
  id: z.string(),
  type: z.string(),
  source: z.string(),
  time: z.string(),
  data: z.looseObject({ message: z.string(), state: z.string().optional() }),
});
const events = () => came.map(({ body }) => cloudEvent.parse(JSON.parse(body ?? '')));
const types = () => events().map(({ type }) => type);
const different = () => new Set(events().map(({ id }) => id)).size;
const deliveries = z.object({
  value: z.array(
    z.looseObject({
      event: z.string(),
      state: z.string(),
      tries: z.int(),
      last: z.looseObject({}).optional(),
    }),
  ),
});
const told = async () => deliveries.parse(await system.ok('GET', '/api/notifications/team/deliveries')).value;
const follow = (more: object = {}) =>
  system.ok('PUT', '/api/notifications/team', { ...WEBHOOK, events: EVERYTHING, ...more });
const ended = (name: string) => system.until(name, ENDED);
const start = (name = 'september', more: object = {}) =>
  system.ok('POST', '/api/runs', {
    name,
    managedClusterUpdate: NODE_IMAGES,
    fleets: ['demo'],
    start: true,
    ...more,
  });

describe('What happens is told', () => {
  it('of a run once, in its order, and nothing that did not happen', async () => {
    await follow();
    await start();
    await ended('september');
    await system.clock.advance(30 * MINUTE);
    const all = types();
    expect(all[0]).toBe('fleetupdates.run.started');
    expect(all.at(-1)).toBe('fleetupdates.run.ended');
    expect(all.filter((type) => type === 'fleetupdates.stage.ended').length).toBe(all.length - 2);
    expect(different()).toBe(all.length);
    expect(events().at(-1)).toMatchObject({ data: { state: 'Completed', attempt: 1 } });
    expect((await told()).map(({ state, tries }) => ({ state, tries }))).toEqual(
      all.map(() => ({ state: 'Delivered', tries: 1 })),
    );
  });

  it('at the end of the run at once, and not only with the minute', async () => {
    await follow({ events: ['run.ended'] });
    await start();
    await ended('september');
    expect(types()).toEqual(['fleetupdates.run.ended']);
  });

  it('of a member that failed', async () => {
    system.simulator.world.failUpgrades('aks-weu-1');
    await follow({ events: ['member.failed'] });
    await start();
    await ended('september');
    expect(events()).toMatchObject([{ data: { member: 'aks-weu-1', fleet: 'demo', state: 'Failed' } }]);
  });

  it('only of the strategies and fleets that are asked for', async () => {
    await system.ok('PUT', '/api/strategies/standard', {
      stages: [{ name: 'all', groups: [{ name: 'canary' }] }],
    });
    await follow({ strategies: ['standard'] });
    await start();
    await ended('september');
    await system.clock.advance(2 * MINUTE);
    expect(came).toEqual([]);
  });

  it('of a run that waits for too long, once, and of the freeze that it waits for', async () => {
    await follow({ waitingMinutes: 30, events: ['run.waiting', 'freeze.began', 'freeze.ended'] });
    await system.ok('PUT', '/api/freezes/now', {
      timeZone: 'UTC',
      dates: [{ from: '2026-03-01', to: '2026-03-02' }],
      reason: 'Nobody is on call',
    });
    await start();
    await system.clock.advance(20 * MINUTE);
    expect(types()).toEqual(['fleetupdates.freeze.began']);
    await system.clock.advance(HOUR);
    expect(types()).toEqual(['fleetupdates.freeze.began', 'fleetupdates.run.waiting']);
    expect(events()[1]).toMatchObject({ data: { reason: 'Freeze', run: 'september' } });
    await system.ok('DELETE', '/api/freezes/now');
    await system.clock.advance(2 * MINUTE);
    expect(types().slice(2)).toEqual(['fleetupdates.freeze.ended']);
  });

  it('of a start that was left out, from the audit log', async () => {
    await follow({ events: ['start.failed', 'start.skipped'] });
    await system.ok('PUT', '/api/triggers/often', {
      kind: 'schedule',
      managedClusterUpdate: NODE_IMAGES,
      schedule: { cron: '*/5 * * * *', timeZone: 'UTC' },
      overlap: 'skip',
    });
    await system.clock.advance(12 * MINUTE);
    expect(events()).toMatchObject([{ type: 'fleetupdates.start.skipped', data: { trigger: 'often' } }]);
  });

  it('of a gate that waits, and what became of it', async () => {
    await follow({ events: ['gate.pending', 'gate.decided', 'gate.expired'] });
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ all: ['aks-weu-1'] });
    const approval = { type: 'Approval', name: 'go', expiresInSeconds: 600 };
    await start('september', {
      stages: [{ name: 'first', groups: [{ name: 'all' }], beforeGates: [approval] }],
    });
    await system.clock.advance(3 * MINUTE);
    expect(types()).toEqual(['fleetupdates.gate.pending']);
    await ended('september');
    await system.clock.advance(2 * MINUTE);
    expect(types()).toEqual(['fleetupdates.gate.pending', 'fleetupdates.gate.expired']);
    expect(events()[1]).toMatchObject({ data: { run: 'september', stage: 'first', state: 'Failed' } });
  });

  it('of a gate that somebody rejected as decided, whatever the comment says', async () => {
    await follow({ events: ['gate.decided', 'gate.expired'] });
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ all: ['aks-weu-1'] });
    const approval = { type: 'Approval', name: 'go' };
    await start('september', {
      stages: [{ name: 'first', groups: [{ name: 'all' }], beforeGates: [approval] }],
    });
    await system.clock.advance(MINUTE);
    const [gate] = gatesOfRun(liveRunSchema.parse(await system.ok('GET', '/api/runs/september')));
    const comment = 'It has expired: gate go before stage first is Failed. It has expired: too late';
    await system.ok('POST', `/api/runs/september/gates/${gate?.id ?? ''}/reject`, { comment });
    await system.clock.advance(3 * MINUTE);
    expect(types()).toEqual(['fleetupdates.gate.decided']);
  });

  it('not of what was before the notification', async () => {
    await start();
    await ended('september');
    await system.clock.advance(1_000);
    await follow();
    await system.clock.advance(5 * MINUTE);
    expect(came).toEqual([]);
  });
});

describe('A receiver', () => {
  const unavailable: OutboundResult = { kind: 'answered', status: 503, body: '' };
  const fine: OutboundResult = { kind: 'answered', status: 200, body: '' };

  it('that fails for an hour gets everything then, in its order, with the same ids', async () => {
    await follow();
    answer = unavailable;
    await start();
    await ended('september');
    await system.clock.advance(HOUR);
    const tried = events();
    expect(new Set(tried.map(({ id }) => id)).size).toBe(1);
    expect(tried.length).toBeLessThan(12);
    answer = fine;
    came.length = 0;
    await system.clock.advance(2 * HOUR);
    expect(events()[0]?.id).toBe(tried[0]?.id);
    expect(types()[0]).toBe('fleetupdates.run.started');
    expect(types().at(-1)).toBe('fleetupdates.run.ended');
    expect(different()).toBe(came.length);
    const times = events().map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
  });

  it('that fails for more than a day is given up, and what happens then is told', async () => {
    await follow({ events: ['run.ended'] });
    answer = unavailable;
    await start();
    await ended('september');
    await system.clock.advance(26 * HOUR);
    expect(await told()).toMatchObject([{ event: 'run.ended', state: 'GivenUp', last: { status: 503 } }]);
    answer = fine;
    came.length = 0;
    await start('october');
    await ended('october');
    await system.clock.advance(2 * MINUTE);
    expect(events()).toMatchObject([{ type: 'fleetupdates.run.ended', data: { run: 'october' } }]);
  });

  it('that does not take one message gets the others', async () => {
    await follow();
    onArrival = () => {
      const status = types().at(-1) === 'fleetupdates.run.started' ? 400 : 200;
      answer = { kind: 'answered', status, body: '' };
    };
    await start();
    await ended('september');
    expect(types().at(-1)).toBe('fleetupdates.run.ended');
    expect((await told()).filter(({ state }) => state === 'Waiting')).toMatchObject([
      { event: 'run.started' },
    ]);
  });

  it.each([404, 410])('that is gone (%d) pauses the notification until it is put again', async (status) => {
    await follow();
    answer = { kind: 'answered', status, body: '' };
    await start();
    await ended('september');
    await system.clock.advance(HOUR);
    expect(came).toHaveLength(1);
    expect(await system.ok('GET', '/api/notifications/team')).toMatchObject({
      enabled: true,
      paused: { reason: `Answered ${status}: nothing is there any more.` },
    });
    answer = fine;
    await follow();
    await system.clock.advance(2 * MINUTE);
    expect(came.length).toBeGreaterThan(1);
    expect(await system.ok('GET', '/api/notifications/team')).not.toHaveProperty('paused');
  });
});

describe('A crash', () => {
  it('while somebody is being told has it told again, with the same id', async () => {
    await follow({ events: ['run.ended'] });
    let crashes = 0;
    onArrival = () => {
      crashes += 1;
      if (crashes === 1) system.killAndStartAgain();
    };
    await start();
    await ended('september');
    await system.clock.advance(5 * MINUTE);
    expect(types()).toEqual(['fleetupdates.run.ended', 'fleetupdates.run.ended']);
    expect(different()).toBe(1);
  });
});

it('An event that a slow writer wrote late is told, as what is past is looked through again', async () => {
  await follow();
  await start();
  await system.clock.advance(20 * MINUTE);
  const runId = (await system.world.app.runs.findByName('september'))?.runId ?? '';
  const time = new Date(system.clock.now() - 8 * MINUTE).toISOString();
  await system.world.app.runs.addEvents(runId, [
    { time, type: 'MemberStateChanged', to: 'Failed', fleet: 'demo', member: 'late', message: 'Late.' },
  ]);
  await system.clock.advance(2 * MINUTE);
  expect(events().filter(({ type }) => type === 'fleetupdates.member.failed')).toHaveLength(1);
});

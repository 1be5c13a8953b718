import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { fixtureText, gitHubHeaders, like, SECRET, signed } from '../support/deliveries.ts';
import { DAY, ENDED, MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const OTHER = `whsec_${Buffer.from('the secret after rotation').toString('base64')}`;
const runList = z.looseObject({
  value: z.array(z.looseObject({ name: z.string(), state: z.string(), createdBy: z.string() })),
});
const acceptedShape = z.looseObject({ run: z.string() });
const triggerShape = z.looseObject({ last: z.looseObject({ outcome: z.string() }).optional() });

let system: TestSystem;
let stateDirectory: string;
beforeEach(async () => {
  stateDirectory = mkdtempSync(join(tmpdir(), 'fleet-updates-'));
  const settings = {
    WEBHOOK_SECRET_CI: SECRET,
    WEBHOOK_SECRET_CI_NEXT: OTHER,
    WEBHOOK_SECRET_TEXT: 'no base64, but long enough!',
    WEBHOOK_SECRET_WEAK: 'hunter2',
    WEBHOOK_SECRET_SAME: SECRET,
  };
  system = await TestSystem.start({ stateDirectory, settings });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'], weu: ['aks-weu-1'] });
  await system.ok('PUT', '/api/strategies/standard', {
    stages: [{ name: 'only', groups: [{ name: 'test' }] }],
  });
  await system.ok('PUT', '/api/strategies/other', { stages: [{ name: 'only', groups: [{ name: 'weu' }] }] });
});
afterEach(async () => {
  await system.close();
  rmSync(stateDirectory, { recursive: true });
});

const secrets = ['WEBHOOK_SECRET_CI', 'WEBHOOK_SECRET_CI_NEXT'];
const authentication = [
  { type: 'standardWebhooks', secrets },
  { type: 'gitHub', secrets },
];
const WEBHOOK = {
  kind: 'webhook',
  strategy: 'standard',
  managedClusterUpdate: NODE_IMAGES,
  webhook: { authentication },
};
const put = (more: object = {}, webhook: object = {}) =>
  system.call('PUT', '/api/triggers/ci', {
    ...WEBHOOK,
    ...more,
    webhook: { ...WEBHOOK.webhook, ...webhook },
  });
const send = (text: string, headers: Record<string, string>, to = 'ci') =>
  system.call('POST', `/api/webhooks/${to}`, text, headers);
const deliver = (parameters: object = {}, id?: string, secret?: string) => {
  const text = JSON.stringify(parameters);
  return send(text, signed(text, system.clock.now(), id, secret));
};
const runs = async () => runList.parse(await system.ok('GET', '/api/runs')).value;
const last = async () => triggerShape.parse(await system.ok('GET', '/api/triggers/ci')).last;

describe('A signed call of a pipeline', () => {
  it('starts its run, says where to follow it, and the run goes to its end', async () => {
    await put();
    const answer = await deliver({}, 'msg_1');
    const { run } = acceptedShape.parse(answer.body);
    expect([answer.status, answer.headers.get('location')]).toEqual([202, `/api/runs/${run}`]);
    expect(run).toMatch(/^ci-20260302-[0-9a-f]{8}$/);
    const ended = await system.until(run, ENDED);
    expect([ended.state, ended.createdBy, ended.cause]).toEqual([
      'Completed',
      'trigger/ci',
      'Delivery msg_1',
    ]);
    expect(system.upgraded()).toEqual(['aks-neu-1']);
    expect(await last()).toMatchObject({ outcome: 'Started', run });
  });

  it('may name secrets by settings that the app lists, without a word of what is in them', async () => {
    expect((await put()).status).toBe(201);
    const { status, body } = await system.call('GET', '/api/webhook-secrets');
    // The first two are those of the trigger above, and one is the first under another name.
    const types = { CI: [], CI_NEXT: [], SAME: [], TEXT: ['gitHub'], WEAK: [] };
    const value = Object.entries(types).map(([name, of]) => ({ name: `WEBHOOK_SECRET_${name}`, types: of }));
    expect([status, body]).toEqual([200, { value }]);
  });

  it('that comes again, a thousand times at once, answers the same run and starts no other', async () => {
    await put();
    const text = '{}';
    const headers = signed(text, system.clock.now(), 'msg_1');
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => send(text, headers)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ body }) => acceptedShape.parse(body).run)).size).toBe(1);
    expect(await runs()).toHaveLength(1);
    expect(acceptedShape.parse((await deliver({}, 'msg_1')).body).run).toBe((await runs())[0]?.name);
    expect((await system.until((await runs())[0]?.name ?? '', ENDED)).attempt).toBe(1);
  }, 180_000);

  it('may say what the trigger allows, and nothing else', async () => {
    const upgrade = { type: 'Full', kubernetesVersion: '1.33.1' };
    const allow = { kubernetesVersion: true, name: true, strategies: ['other'], start: true };
    await put({ managedClusterUpdate: { upgrade } }, { allow });
    const given = { kubernetesVersion: 'v1.33.2', name: 'release-7', strategy: 'other', start: false };
    expect((await deliver(given)).body).toMatchObject({ run: 'release-7', outcome: 'Created' });
    expect(await system.run('release-7')).toMatchObject({
      state: 'NotStarted',
      strategy: 'other',
      managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.2' } },
    });
    await put({ managedClusterUpdate: { upgrade } });
    const refused = await deliver(given);
    const pointers = ['/kubernetesVersion', '/name', '/start', '/strategy'].map((pointer) => ({ pointer }));
    expect([refused.status, refused.body]).toMatchObject([400, { code: 'InvalidRequest', errors: pointers }]);
    expect(await runs()).toHaveLength(1);
  });

  it('is believed with the new secret and with the old one while both are named', async () => {
    await put({ overlap: 'allow' });
    expect((await deliver({}, 'a', SECRET)).status).toBe(202);
    expect((await deliver({}, 'b', OTHER)).status).toBe(202);
    await put({}, { authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_CI_NEXT'] }] });
    expect((await deliver({}, 'c', SECRET)).status).toBe(401);
  });

  it('while the last run is under way is ignored, queued or started beside it, as the trigger says', async () => {
    await put();
    const { run } = acceptedShape.parse((await deliver({}, 'a')).body);
    expect(await deliver({}, 'b')).toMatchObject({
      status: 200,
      body: { status: 'ignored', reason: `Run ${run} is still under way.` },
    });
    await put({ overlap: 'queue' });
    const queued = await deliver({}, 'c');
    const second = acceptedShape.parse(queued.body).run;
    expect([queued.status, queued.body]).toMatchObject([202, { outcome: 'Waiting' }]);
    expect((await system.run(second)).state).toBe('NotStarted');
    await system.until(run, ENDED);
    expect((await system.until(second, ENDED)).state).toBe('Skipped');
    await put({ overlap: 'allow' });
    expect((await deliver({}, 'd')).status).toBe(202);
    expect((await deliver({}, 'e')).status).toBe(202);
    expect(await runs()).toHaveLength(4);
  });

  it('that was taken when the process was killed starts its run after all, once', async () => {
    await put();
    const text = '{}';
    const headers = signed(text, system.clock.now(), 'msg_1');
    const answer = send(text, headers).catch(() => undefined);
    const taken = async () =>
      z.looseObject({ lastRun: z.string().optional() }).parse(await system.ok('GET', '/api/triggers/ci'))
        .lastRun;
    while ((await taken()) === undefined);
    await system.killAndStartAgain();
    await answer;
    await system.clock.advance(4 * MINUTE);
    const again = await send(text, headers);
    const { run } = acceptedShape.parse(again.body);
    expect((await runs()).map(({ name }) => name)).toEqual([run]);
    const ended = await system.until(run, ENDED);
    expect([ended.state, ended.attempt]).toEqual(['Completed', 1]);
  });

  it('whose run is refused is told so, and succeeds when it comes again after that was mended', async () => {
    await put();
    const strategy = { stages: [{ name: 'only', groups: [{ name: 'test' }] }] };
    await system.ok('DELETE', '/api/strategies/standard');
    expect(await deliver({}, 'msg_1')).toMatchObject({ status: 400, body: { code: 'UnknownStrategy' } });
    expect(await last()).toMatchObject({
      outcome: 'Failed',
      code: 'UnknownStrategy',
      at: '2026-03-02T08:00:00.000Z',
    });
    expect(await runs()).toEqual([]);
    await system.ok('PUT', '/api/strategies/standard', strategy);
    expect((await deliver({}, 'msg_1')).status).toBe(202);
  });
});

describe('A delivery that must not start anything', () => {
  const text = '{}';
  const good = (at = system.clock.now()) => signed(text, at, 'msg_1');

  it.each<[string, number, string, () => Promise<{ status: number; body: unknown }>]>([
    ['has no signature', 401, 'SignatureRefused', () => send(text, {})],
    [
      'has a wrong signature',
      401,
      'SignatureRefused',
      () => send(text, { ...good(), 'webhook-signature': 'v1,AAAA' }),
    ],
    ['has a signature over another body', 401, 'SignatureRefused', () => send('{ }', good())],
    [
      'has an expired signature',
      401,
      'SignatureRefused',
      () => send(text, good(system.clock.now() - 6 * MINUTE)),
    ],
    [
      'uses a signature under another id',
      401,
      'SignatureRefused',
      () => send(text, { ...good(), 'webhook-id': 'x' }),
    ],
    ['is for an unknown trigger', 404, 'NotFound', () => send(text, good(), 'nobody')],
    ['is for a trigger that is no webhook', 404, 'NotFound', () => send(text, good(), 'nightly')],
    ['is no JSON', 400, 'MalformedJson', () => send('{', signed('{', system.clock.now()))],
    [
      'is a form',
      415,
      'UnsupportedMediaType',
      () => send(text, { ...good(), 'content-type': 'application/x-www-form-urlencoded' }),
    ],
    ['is a list', 400, 'InvalidRequest', () => send('[]', signed('[]', system.clock.now()))],
    ['has an unknown parameter', 400, 'InvalidRequest', () => deliver({ force: true })],
    ['is larger than 256 KiB', 413, 'PayloadTooLarge', () => deliver({ name: 'x'.repeat(262_144) })],
    [
      'is an event that is not as documented',
      400,
      'InvalidRequest',
      () => send(text, gitHubHeaders('release', text)),
    ],
    [
      'has a wrong signature of GitHub',
      401,
      'SignatureRefused',
      () => send(text, gitHubHeaders('release', '{"a":1}')),
    ],
  ])('%s', async (_what, status, code, attempt) => {
    await put();
    await system.ok('PUT', '/api/triggers/nightly', {
      kind: 'schedule',
      managedClusterUpdate: NODE_IMAGES,
      schedule: { cron: '0 2 * * *' },
    });
    expect(await attempt()).toMatchObject({ status, body: { code } });
    expect(await runs()).toEqual([]);
  });

  it('comes for a paused trigger', async () => {
    await put({ enabled: false });
    expect(await deliver()).toMatchObject({ status: 409, body: { code: 'InvalidState' } });
    expect(await send('{}', {})).toMatchObject({ status: 401 });
    expect(await runs()).toEqual([]);
  });
});

describe('An event of GitHub or Azure DevOps', () => {
  const filters = [
    { event: 'workflow_run', branch: 'main', result: 'success', repository: 'contoso/platform' },
    { event: 'build.complete', result: 'succeeded' },
  ];

  it('that a filter matches starts a run, and the same delivery again the same', async () => {
    await put({}, { filters });
    const text = fixtureText('github-workflow_run');
    const headers = gitHubHeaders('workflow_run', text, 'delivery-1');
    const { run } = acceptedShape.parse((await send(text, headers)).body);
    expect(acceptedShape.parse((await send(text, headers)).body).run).toBe(run);
    expect(await send(text, { ...headers, 'x-github-delivery': 'delivery-2' })).toMatchObject({
      status: 401,
      body: { code: 'SignatureRefused' },
    });
    expect(await system.run(run)).toMatchObject({ cause: 'Delivery delivery-1' });
    expect(await runs()).toHaveLength(1);
  });

  it('of a fork is ignored whatever its branch, and one whose header says another event is refused', async () => {
    await put({}, { filters: [...filters, { event: 'release' }] });
    const text = fixtureText('github-workflow_run');
    const fork = text.replace('"event": "push"', '"event": "pull_request"');
    expect(await send(fork, gitHubHeaders('workflow_run', fork))).toMatchObject({
      status: 200,
      body: { status: 'ignored', reason: like(/startedBy is pull_request/) },
    });
    expect(await send(text, gitHubHeaders('release', text))).toMatchObject({
      status: 400,
      body: { code: 'InvalidRequest', errors: [{ pointer: 'X-GitHub-Event' }] },
    });
    expect(await runs()).toEqual([]);
  });

  it('of Azure DevOps is understood where a relay has signed it', async () => {
    await put({}, { filters });
    const text = fixtureText('azure-devops-build-complete-2');
    expect((await send(text, signed(text, system.clock.now()))).status).toBe(202);
  });

  it.each<[string, string, RegExp]>([
    ['ping', 'github-ping', /ping/],
    ['release', 'github-release', /No filter/],
  ])('that is a %s no filter is for is ignored, with the reason', async (event, name, reason) => {
    await put({}, { filters });
    const text = fixtureText(name);
    const { status, body } = await send(text, gitHubHeaders(event, text));
    expect([status, body]).toEqual([200, { status: 'ignored', reason: like(reason) }]);
    expect(await runs()).toEqual([]);
  });
});

describe('A webhook trigger', () => {
  const stage = { event: 'ms.vss-pipelines.stage-state-changed-event' };

  it.each<[string, object, object, string]>([
    ['nobody to authenticate', {}, { authentication: [] }, '/webhook/authentication'],
    [
      'a secret in place of its name',
      {},
      { authentication: [{ type: 'gitHub', secrets: ['hunter2'] }] },
      '/webhook/authentication/0/secrets/0',
    ],
    [
      'another setting as secret',
      {},
      { authentication: [{ type: 'gitHub', secrets: ['TABLES_CONNECTION_STRING'] }] },
      '/webhook/authentication/0/secrets/0',
    ],
    [
      'a secret the app has not',
      {},
      { authentication: [{ type: 'gitHub', secrets: ['WEBHOOK_SECRET_NONE'] }] },
      '/webhook/authentication/0/secrets/0',
    ],
    [
      'a secret that is none',
      {},
      { authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_TEXT'] }] },
      '/webhook/authentication/0/secrets/0',
    ],
    [
      'a secret that can be guessed',
      {},
      { authentication: [{ type: 'gitHub', secrets: ['WEBHOOK_SECRET_WEAK'] }] },
      '/webhook/authentication/0/secrets/0',
    ],
    [
      'one way twice',
      {},
      { authentication: [...authentication, { type: 'gitHub', secrets }] },
      '/webhook/authentication/2/type',
    ],
    [
      'no version to update to',
      { managedClusterUpdate: { upgrade: { type: 'Full' } } },
      {},
      '/managedClusterUpdate/upgrade/kubernetesVersion',
    ],
    ['a template that repeats itself', { nameTemplate: '{trigger}-{date}' }, {}, '/nameTemplate'],
    ['names that are too long', { nameTemplate: `${'a'.repeat(45)}-{delivery}` }, {}, '/nameTemplate'],
    ['an event nobody knows', {}, { filters: [{ event: 'push' }] }, '/webhook/filters/0/event'],
    [
      'a branch of an event that tells none',
      {},
      { filters: [{ event: 'release' }, { ...stage, branch: 'main' }] },
      '/webhook/filters/1/branch',
    ],
    [
      'a stage of an event that tells none',
      {},
      { filters: [{ event: 'workflow_run', stage: 'Deploy' }] },
      '/webhook/filters/0/stage',
    ],
    [
      'prereleases of what is no release',
      {},
      { filters: [{ event: 'build.complete', prereleases: true }] },
      '/webhook/filters/0/prereleases',
    ],
    [
      'prereleases that are asked for and left out',
      {},
      { filters: [{ event: 'release', action: 'prereleased' }] },
      '/webhook/filters/0/prereleases',
    ],
    [
      'a start in the words of another system',
      {},
      { filters: [{ event: 'workflow_run', startedBy: ['push', 'pullRequest'] }] },
      '/webhook/filters/0/startedBy/1',
    ],
    [
      'a strategy that is not there',
      {},
      { allow: { strategies: ['nobody'] } },
      '/webhook/allow/strategies/0',
    ],
    ['a schedule', { schedule: { cron: '0 2 * * *' } }, {}, '/schedule'],
  ])('with %s is refused and the field named', async (_what, more, webhook, pointer) => {
    const { status, body } = await put(more, webhook);
    expect([status, body]).toMatchObject([400, { errors: [{ pointer }] }]);
  });

  it('with the secret of another trigger is refused, by whatever setting, as one call would start both', async () => {
    await put();
    const other = (setting: string) =>
      system.call('PUT', '/api/triggers/other', {
        ...WEBHOOK,
        webhook: { authentication: [{ type: 'gitHub', secrets: [setting] }] },
      });
    for (const setting of ['WEBHOOK_SECRET_CI', 'WEBHOOK_SECRET_SAME']) {
      expect(await other(setting)).toMatchObject({
        status: 400,
        body: { code: 'InvalidRequest', detail: like(/secret of trigger ci too/) },
      });
    }
    expect((await put()).status).toBe(200);
    expect((await other('WEBHOOK_SECRET_TEXT')).status).toBe(201);
  });

  it('never shows a secret, only the name of its setting', async () => {
    await put();
    const shown = JSON.stringify([
      await system.ok('GET', '/api/triggers'),
      await system.ok('GET', '/api/triggers/ci'),
    ]);
    expect(shown).toContain('WEBHOOK_SECRET_CI');
    expect(shown).not.toContain(SECRET.slice('whsec_'.length));
  });

  it('runs now when somebody asks, also when it is paused or its last run is under way', async () => {
    await put({ enabled: false });
    const first = await system.call('POST', '/api/triggers/ci/run');
    const { run } = acceptedShape.parse(first.body);
    expect([first.status, first.headers.get('location')]).toEqual([202, `/api/runs/${run}`]);
    expect(await system.run(run)).toMatchObject({
      createdBy: 'trigger/ci',
      cause: like(/^Asked for by/),
    });
    expect((await system.call('POST', '/api/triggers/ci/run')).status).toBe(202);
    expect(await runs()).toHaveLength(2);
    expect((await system.call('POST', '/api/triggers/nobody/run')).status).toBe(404);
  });

  it('that needs a version cannot be run now', async () => {
    await put(
      { managedClusterUpdate: { upgrade: { type: 'Full' } } },
      { allow: { kubernetesVersion: true } },
    );
    expect(await system.call('POST', '/api/triggers/ci/run')).toMatchObject({
      status: 409,
      body: { code: 'InvalidState' },
    });
    expect(await deliver()).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/kubernetesVersion' }] },
    });
  });
});

it('A signed body counts under its first id only, also when it was refused, and for as long as the trigger lives', async () => {
  const text = fixtureText('github-workflow_run');
  const as = (id: string) => send(text, gitHubHeaders('workflow_run', text, id));
  const replay = { status: 401, body: { code: 'SignatureRefused' } };
  const filters = [{ event: 'workflow_run', branch: 'main' }];
  await put({ enabled: false }, { filters });
  expect(await as('first')).toMatchObject({ status: 409 });
  await put({}, { filters: [] });
  expect(await as('second')).toMatchObject(replay);
  expect(await as('first')).toMatchObject({ status: 200, body: { status: 'ignored' } });
  await put({}, { filters });
  expect(await as('third')).toMatchObject(replay);
  expect(await as('first')).toMatchObject({ status: 202 });
  await system.until((await runs())[0]?.name ?? '', ENDED);
  await monthLater();
  expect(await as('first')).toMatchObject(replay);
  expect(await as('fourth')).toMatchObject(replay);
  expect(await runs()).toHaveLength(1);
});

async function monthLater(): Promise<void> {
  await system.system.host.kill();
  await system.clock.advance(32 * DAY);
  await system.killAndStartAgain();
  await fetch(new URL('/admin/functions/retention', system.system.origin), { method: 'POST', body: '{}' });
}

it('Deliveries that are dealt with are forgotten after a month, their runs are not', async () => {
  await put();
  await deliver({}, 'msg_1');
  await system.until((await runs())[0]?.name ?? '', ENDED);
  await monthLater();
  const again = await deliver({}, 'msg_1');
  expect(again.status).toBe(202);
  expect(await runs()).toHaveLength(2);
});

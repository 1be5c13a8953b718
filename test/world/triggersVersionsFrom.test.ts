import { z } from 'zod';
import { largeFleets } from '../../src/simulator/seeds.ts';
import { signed, SECRET } from '../support/deliveries.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, MINUTE } from '../support/spokenSystem.ts';

const STAGES = [{ name: 'all', groups: [{ name: 'group-01' }] }];
const FULL = { upgrade: { type: 'Full' } };
const FROM = { versionsFrom: { run: 'staging' } };
const SCHEDULE = { kind: 'schedule', schedule: { cron: '* * * * *' } };
const WEBHOOK = {
  kind: 'webhook',
  webhook: { authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_TEST'] }] },
};
const runList = z.looseObject({
  value: z.array(z.looseObject({ name: z.string(), createdBy: z.string() })),
});

let system: MemorySystem;
beforeAll(async () => {
  const seed = largeFleets({ fleets: 2, members: 2, groups: 1 });
  system = MemorySystem.start({ seed }, { WEBHOOK_SECRET_TEST: SECRET });
  await system.ok('GET', '/api/members?refresh=true');
  await system.ok('PUT', '/api/strategies/all', { stages: STAGES });
  const managedClusterUpdate = { upgrade: { type: 'Full', kubernetesVersion: '1.33.1' } };
  const run = { strategy: 'all', fleets: ['fleet-1'], managedClusterUpdate };
  await system.ok('POST', '/api/runs', { name: 'staging', ...run, start: true });
  await system.until('staging', ENDED, DAY);
  await system.ok('POST', '/api/runs', { name: 'unfrozen', ...run });
  await system.ok('POST', '/api/runs', { name: 'deleted', ...run });
  await system.ok('DELETE', '/api/runs/deleted');
});
afterAll(async () => {
  await system.close();
});

const put = (name: string, body: object) =>
  system.call('PUT', `/api/triggers/${name}`, {
    strategy: 'all',
    fleets: ['fleet-2'],
    managedClusterUpdate: FULL,
    ...body,
  });

/** The versions that the other fleet gets are those that the first was brought to. */
async function expectProven(trigger: string): Promise<void> {
  const { value } = runList.parse(await system.ok('GET', '/api/runs'));
  const run = value.find(({ createdBy }) => createdBy === `trigger/${trigger}`);
  expect(await system.run(run?.name ?? '')).toMatchObject({
    versionsFrom: { run: 'staging' },
    managedClusterUpdate: {
      upgrade: { type: 'Full', kubernetesVersion: '1.33.1' },
      nodeImageSelection: { type: 'Custom' },
    },
  });
}

describe('A trigger takes over the versions that a run has proven', () => {
  it('when a schedule is due', async () => {
    expect((await put('nightly', { ...SCHEDULE, ...FROM })).status).toBe(201);
    await system.clock.advance(3 * MINUTE);
    await expectProven('nightly');
    await put('nightly', { ...SCHEDULE, ...FROM, enabled: false });
  });

  it('when a webhook is called', async () => {
    expect((await put('ci', { ...WEBHOOK, ...FROM })).status).toBe(201);
    const headers = { 'content-type': 'application/json', ...signed('{}', system.clock.now()) };
    expect((await system.call('POST', '/api/webhooks/ci', '{}', headers)).status).toBe(202);
    await expectProven('ci');
  });

  it('when somebody asks for a run now', async () => {
    expect((await put('by-hand', { ...SCHEDULE, ...FROM, enabled: false })).status).toBe(201);
    expect((await system.call('POST', '/api/triggers/by-hand/run')).status).toBe(202);
    await expectProven('by-hand');
  });
});

const VERSION = { managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.1' } } };
const IMAGES = {
  managedClusterUpdate: {
    ...FULL,
    nodeImageSelection: {
      type: 'Custom',
      customNodeImageVersions: [{ version: 'AKSUbuntu-2204gen2containerd-202508.06.0' }],
    },
  },
};
const from = (run: string) => ({ versionsFrom: { run } });

it.each<[string, object, number, string]>([
  [
    'a schedule with a version too',
    { ...SCHEDULE, ...FROM, ...VERSION },
    400,
    '/managedClusterUpdate/upgrade/kubernetesVersion',
  ],
  [
    'a webhook with a version too',
    { ...WEBHOOK, ...FROM, ...VERSION },
    400,
    '/managedClusterUpdate/upgrade/kubernetesVersion',
  ],
  [
    'a schedule with images too',
    { ...SCHEDULE, ...FROM, ...IMAGES },
    400,
    '/managedClusterUpdate/nodeImageSelection',
  ],
  [
    'a schedule with a channel too',
    { ...SCHEDULE, ...FROM, release: { channel: 'Stable' } },
    400,
    '/versionsFrom',
  ],
  [
    'a webhook whose deliveries may say the version',
    { ...WEBHOOK, ...FROM, webhook: { ...WEBHOOK.webhook, allow: { kubernetesVersion: true } } },
    400,
    '/webhook/allow/kubernetesVersion',
  ],
  [
    'a release, which brings its version',
    { kind: 'release', release: { channel: 'Stable' }, ...FROM },
    400,
    '/versionsFrom',
  ],
  ['a run that was never there', { ...SCHEDULE, ...from('nothing') }, 400, '/versionsFrom/run'],
  ['a run that is deleted', { ...SCHEDULE, ...from('deleted') }, 400, '/versionsFrom/run'],
  ['a run whose plan is not frozen', { ...SCHEDULE, ...from('unfrozen') }, 422, '/versionsFrom/run'],
  ['neither a version nor a run', SCHEDULE, 400, '/managedClusterUpdate/upgrade/kubernetesVersion'],
])('A trigger is refused that names %s', async (_what, body, status, pointer) => {
  const answer = await put('refused', body);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toContain(`"pointer":"${pointer}`);
  expect((await system.call('GET', '/api/triggers/refused')).status).toBe(404);
});

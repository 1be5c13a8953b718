import { z } from 'zod';
import { EVENT_GRID_KEY, eventGridDelivery, fixtureJson, fixtureText, like } from '../support/deliveries.ts';
import { ENDED, HOUR, MINUTE, TestSystem } from '../support/testSystem.ts';

const runList = z.looseObject({ value: z.array(z.looseObject({ name: z.string(), state: z.string() })) });
const triggerShape = z.looseObject({
  newestVersion: z.string().optional(),
  last: z.looseObject({ outcome: z.string() }).optional(),
});
const memberList = z.looseObject({
  value: z.array(z.looseObject({ name: z.string(), findings: z.array(z.looseObject({ code: z.string() })) })),
});

let system: TestSystem;
beforeEach(async () => {
  system = await TestSystem.start({ eventGridKey: EVENT_GRID_KEY });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'], weu: ['aks-weu-1'] });
  await system.ok('PUT', '/api/strategies/standard', {
    stages: [{ name: 'only', groups: [{ name: 'test' }, { name: 'weu' }] }],
  });
});
afterEach(() => system.close());

const put = (release: object, more: object = {}) =>
  system.call('PUT', '/api/triggers/aks', {
    kind: 'release',
    strategy: 'standard',
    managedClusterUpdate: { upgrade: { type: 'Full' } },
    release,
    ...more,
  });
const clusterId = (name: string) =>
  `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/${name}`;
let eventCount = 0;
function event(
  latestSupportedKubernetesVersion: string,
  cluster = 'aks-weu-1',
  latestStableKubernetesVersion = '1.32.6',
) {
  eventCount += 1;
  return {
    topic: clusterId(cluster),
    subject: cluster,
    id: String(eventCount),
    dataVersion: '1',
    metadataVersion: '1',
    eventType: 'Microsoft.ContainerService.NewKubernetesVersionAvailable',
    eventTime: '2026-03-02T07:00:00Z',
    data: {
      latestSupportedKubernetesVersion,
      latestStableKubernetesVersion,
      lowestMinorKubernetesVersion: '1.31.10',
    },
  };
}
const deliver = (...events: object[]) => eventGridDelivery(system, events);
const runs = async () => runList.parse(await system.ok('GET', '/api/runs')).value;
const trigger = async () => triggerShape.parse(await system.ok('GET', '/api/triggers/aks'));

describe('A release of AKS', () => {
  it('starts the run of its channel, which goes to its end', async () => {
    await put({ channel: 'Rapid' });
    expect((await deliver(event('1.33.2'))).status).toBe(202);
    expect(await system.run('aks-1-33-2')).toMatchObject({
      createdBy: 'trigger/aks',
      cause: like(/^AKS released Kubernetes 1\.33\.2 \(event /),
      managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.2' } },
    });
    expect((await system.until('aks-1-33-2', ENDED)).state).toBe('Completed');
    expect(system.upgraded()).toEqual(['aks-neu-1', 'aks-weu-1']);
    expect(await trigger()).toMatchObject({
      newestVersion: '1.33.2',
      last: { outcome: 'Started', run: 'aks-1-33-2' },
    });
  });

  it('told by a thousand clusters, in both schemas, again and again, starts one run', async () => {
    await put({ channel: 'Rapid' });
    const told = Array.from({ length: 250 }, (_, index) => event('1.33.2', `aks-${index}`));
    const cloud = fixtureJson('aks-new-kubernetes-version-cloud-event');
    const deliveries = [
      ...[...told, ...told.toReversed(), ...told, ...told].map((each) => () => deliver(each)),
      () => eventGridDelivery(system, cloud, { 'content-type': 'application/cloudevents+json' }),
    ];
    const answers = await Promise.all(deliveries.map((each) => each()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect((await runs()).map(({ name }) => name)).toEqual(['aks-1-33-2']);
    await system.until('aks-1-33-2', ENDED);
    await deliver(event('1.33.2'));
    expect(await runs()).toHaveLength(1);
    expect((await system.run('aks-1-33-2')).attempt).toBe(1);
  }, 180_000);

  it('that is older than the newest one started is ignored, in whatever order they come', async () => {
    await put({ channel: 'Rapid' });
    await deliver(event('1.33.2'));
    await deliver(event('1.33.1'), event('1.33.2'));
    expect((await runs()).map(({ name }) => name)).toEqual(['aks-1-33-2']);
    expect(await trigger()).toMatchObject({ newestVersion: '1.33.2' });
  });

  it('that comes while the run of the last is under way waits for that to end', async () => {
    await put({ channel: 'Rapid' });
    await deliver(event('1.33.1'));
    await deliver(event('1.33.2'));
    expect((await system.run('aks-1-33-2')).state).toBe('NotStarted');
    expect((await system.until('aks-1-33-1', ENDED)).state).toBe('Completed');
    expect((await system.until('aks-1-33-2', ENDED)).state).toBe('Completed');
    expect(system.upgraded()).toEqual(['aks-neu-1', 'aks-neu-1', 'aks-weu-1', 'aks-weu-1']);
  });

  it('that a region does not offer yet is Pending and says so, and starts when it does', async () => {
    await put({ channel: 'Rapid' });
    system.simulator.world.setKubernetesVersions('westeurope', ['1.32.6', '1.33.2', '1.33.3']);
    await deliver(event('1.33.3'));
    const isTold = ({ message = '' }: { message?: string | undefined }) =>
      message.startsWith('Kubernetes 1.33.3 is not offered in northeurope yet');
    const pending = await system.untilRun('aks-1-33-3', isTold, HOUR, MINUTE);
    expect(pending.state).toBe('Pending');
    expect(pending.waitingSince).toBeDefined();
    await system.clock.advance(10 * MINUTE);
    expect(system.upgraded()).toEqual([]);
    system.simulator.world.setKubernetesVersions('northeurope', ['1.32.6', '1.33.2', '1.33.3']);
    expect((await system.until('aks-1-33-3', ENDED)).state).toBe('Completed');
    expect(system.upgraded()).toEqual(['aks-neu-1', 'aks-weu-1']);
  });

  it('that no member needs is not waited for, as its region may never offer it again', async () => {
    await put({ channel: 'Stable' });
    await deliver(event('1.33.2', 'aks-weu-1', '1.32.1'));
    expect((await system.until('aks-1-32-1', ENDED)).state).toMatch(/Completed|Skipped/);
    expect(system.simulator.world.cluster('aks-weu-1').kubernetesVersion).toBe('1.32.6');
  });

  it('that was refused is tried again by itself, once what stood in its way is mended', async () => {
    await put({ channel: 'Rapid' });
    await deliver(event('1.34.0'));
    expect(await trigger()).toMatchObject({ last: { outcome: 'Failed', code: 'PlanRefused' } });
    await deliver(event('1.33.2'));
    expect((await system.until('aks-1-33-2', ENDED)).state).toBe('Completed');
    await system.clock.advance(40 * MINUTE);
    expect((await runs()).map(({ name }) => name)).toEqual(['aks-1-34-0', 'aks-1-33-2']);
  });

  it('that a region does not offer yet can be stopped while it waits', async () => {
    await put({ channel: 'Rapid' });
    await deliver(event('1.33.9'));
    await system.untilRun('aks-1-33-9', ({ state }) => state === 'Pending', HOUR, MINUTE);
    await system.ok('POST', '/api/runs/aks-1-33-9/stop');
    expect((await system.until('aks-1-33-9', ENDED)).state).toBe('Stopped');
  });

  it('two minor versions ahead of a member is refused, and the trigger shows why and when', async () => {
    await put({ channel: 'Rapid' });
    expect((await deliver(event('1.34.0'))).status).toBe(202);
    expect(await runs()).toEqual([]);
    expect((await trigger()).last).toMatchObject({
      outcome: 'Failed',
      code: 'PlanRefused',
      at: '2026-03-02T08:00:00.000Z',
    });
  });

  it.each<[string, object, string[]]>([
    ['Stable', { channel: 'Stable' }, ['aks-1-32-7']],
    ['Patch of the minor in use', { channel: 'Patch', minor: '1.32' }, ['aks-1-32-7']],
    ['Patch of a minor it does not name', { channel: 'Patch', minor: '1.30' }, []],
  ])('for the channel %s is the version that the channel means', async (_what, release, expected) => {
    await put(release);
    await deliver(event('1.33.2', 'aks-weu-1', '1.32.7'));
    expect((await runs()).map(({ name }) => name)).toEqual(expected);
  });

  it('starts nothing for a paused trigger, and can be run again by hand', async () => {
    await put({ channel: 'Rapid' });
    expect(await system.call('POST', '/api/triggers/aks/run')).toMatchObject({ status: 409 });
    await deliver(event('1.33.2'));
    await put({ channel: 'Rapid' }, { enabled: false });
    await deliver(event('1.33.3'));
    expect(await runs()).toHaveLength(1);
    expect((await system.call('POST', '/api/triggers/aks/run')).status).toBe(202);
  });
});

describe('Another event', () => {
  it('about the end of support is a finding of the member until its cluster is updated', async () => {
    await eventGridDelivery(system, fixtureText('aks-support-ending-event-grid'));
    const findings = async () => {
      const { value } = memberList.parse(await system.ok('GET', '/api/members?refresh=true'));
      return value.flatMap((member) => member.findings.map(({ code }) => [member.name, code]));
    };
    expect(await findings()).toEqual([['aks-weu-1', 'ClusterSupportEnding']]);
    await eventGridDelivery(system, fixtureText('aks-support-ended-event-grid'));
    expect(await findings()).toEqual([['aks-weu-1', 'ClusterSupportEnded']]);
    await put({ channel: 'Rapid' });
    await deliver(event('1.33.2'));
    await system.until('aks-1-33-2', ENDED);
    expect(await findings()).toEqual([]);
  });

  it('that nothing can be done with is acknowledged and counted', async () => {
    await put({ channel: 'Rapid' });
    const rolling = fixtureJson('aks-node-pool-rolling-event-grid');
    expect((await eventGridDelivery(system, rolling)).status).toBe(202);
    expect((await eventGridDelivery(system, rolling)).status).toBe(202);
    expect((await deliver({ ...event('1.33.2'), data: {} }, { hello: 'world' })).status).toBe(202);
    expect(await system.ok('GET', '/api/unused-events')).toMatchObject({
      value: [
        { type: 'Microsoft.ContainerService.NewKubernetesVersionAvailable', count: 1, reason: /./ },
        { type: 'Microsoft.ContainerService.NodePoolRollingStarted', count: 2 },
        { type: 'unknown', count: 1 },
      ].map(({ reason, ...rest }) => ({
        ...rest,
        ...(reason && { reason: like(reason) }),
      })),
    });
    expect(await runs()).toEqual([]);
  });

  it('without the key is not taken', async () => {
    await put({ channel: 'Rapid' });
    const path = '/runtime/webhooks/EventGrid?functionName=aksReleases&code=guessed';
    const response = await fetch(new URL(path, system.system.origin), {
      method: 'POST',
      headers: { 'aeg-event-type': 'Notification' },
      body: JSON.stringify([event('1.33.2')]),
    });
    expect([response.status, await runs()]).toEqual([401, []]);
  });
});

it.each<[string, object, object, string]>([
  ['an unknown channel', { channel: 'Beta' }, {}, '/release/channel'],
  ['a Patch channel without its minor', { channel: 'Patch' }, {}, '/release/minor'],
  ['a minor for another channel', { channel: 'Rapid', minor: '1.33' }, {}, '/release/minor'],
  [
    'a version of its own',
    { channel: 'Rapid' },
    { managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.2' } } },
    '/managedClusterUpdate/upgrade/kubernetesVersion',
  ],
  [
    'node images only',
    { channel: 'Rapid' },
    { managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } } },
    '/managedClusterUpdate/upgrade/type',
  ],
  ['names without the version', { channel: 'Rapid' }, { nameTemplate: '{trigger}' }, '/nameTemplate'],
])('A release trigger with %s is refused and the field named', async (_what, release, more, pointer) => {
  const { status, body } = await put(release, more);
  expect([status, body]).toMatchObject([400, { errors: [{ pointer }] }]);
});

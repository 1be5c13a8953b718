import { z } from 'zod';
import { like } from '../support/deliveries.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, TO_1_33 } from '../support/spokenSystem.ts';

const runList = z.object({ value: z.array(z.object({ name: z.string(), state: z.string() })) });
const triggerShape = z.object({
  last: z.object({ outcome: z.string(), message: z.string() }).exactOptional(),
});
const REGIONS = ['westeurope', 'northeurope', 'eastus'];

let system: MemorySystem;
beforeEach(async () => {
  system = MemorySystem.start();
  await system.ok('GET', '/api/members?refresh=true');
});
afterEach(() => system.close());

const nightly = (release: object, more: object = {}) =>
  system.call('PUT', '/api/triggers/current', {
    kind: 'schedule',
    managedClusterUpdate: { upgrade: { type: 'ControlPlaneOnly' } },
    release,
    schedule: { cron: '0 2 * * *' },
    ...more,
  });
const offer = (versions: readonly string[], regions = REGIONS) => {
  for (const region of regions) system.simulator.world.setKubernetesVersions(region, versions);
};
const versions = () => [
  ...new Set(system.simulator.world.clusters().map(({ kubernetesVersion }) => kubernetesVersion)),
];
const runs = async () => runList.parse(await system.ok('GET', '/api/runs')).value;
const last = async () => triggerShape.parse(await system.ok('GET', '/api/triggers/current')).last;

it('A schedule with a channel keeps a fleet current over a month in which Event Grid delivers nothing', async () => {
  offer(['1.32.6', '1.33.2', '1.34.0']);
  expect((await nightly({ channel: 'Stable' })).status).toBe(201);
  await system.clock.advance(3 * DAY);
  expect(versions()).toEqual(['1.33.2']);
  // A patch reaches one region days before the others: until then it is the version of none.
  offer(['1.32.6', '1.33.2', '1.33.4', '1.34.0'], ['eastus']);
  await system.clock.advance(5 * DAY);
  expect(versions()).toEqual(['1.33.2']);
  offer(['1.32.6', '1.33.2', '1.33.4', '1.34.0']);
  await system.clock.advance(5 * DAY);
  expect(versions()).toEqual(['1.33.4']);
  offer(['1.33.4', '1.34.0', '1.35.0']);
  await system.clock.advance(17 * DAY);
  expect(versions()).toEqual(['1.34.0']);
  // One run for each version; the other nights there was nothing to do, and no run says so.
  expect((await runs()).map(({ state }) => state)).toEqual(['Completed', 'Completed', 'Completed']);
  expect(await last()).toMatchObject({ outcome: 'Skipped' });
});

it('A channel takes a member one minor version at a time, and leaves out who is further behind', async () => {
  await system.assign({ ahead: ['aks-weu-1'], behind: ['aks-neu-1'] });
  const stages = [{ name: 'only', groups: [{ name: 'ahead' }, { name: 'behind' }] }];
  await system.ok('PUT', '/api/strategies/both', { stages });
  const first = { name: 'first', stages: [{ name: 'only', groups: [{ name: 'ahead' }] }], start: true };
  await system.ok('POST', '/api/runs', { ...first, managedClusterUpdate: TO_1_33 });
  await system.until('first', ENDED);
  await nightly({ channel: 'Rapid' }, { strategy: 'both' });
  await system.clock.advance(2 * DAY);
  const version = (name: string) => system.simulator.world.cluster(name).kubernetesVersion;
  expect([version('aks-weu-1'), version('aks-neu-1')]).toEqual(['1.34.0', '1.32.6']);
  const [run] = await runs();
  expect(await system.ok('GET', `/api/runs/${run?.name ?? ''}`)).toMatchObject({
    leaveOut: ['TooFarBehind'],
  });
});

it.each([
  ['a channel that no region offers', { channel: 'Patch', minor: '1.39' }, {}, '/release/minor'],
  [
    'a channel and a version',
    { channel: 'Rapid' },
    { managedClusterUpdate: TO_1_33 },
    '/managedClusterUpdate/upgrade/kubernetesVersion',
  ],
  [
    'a channel for node images',
    { channel: 'Rapid' },
    { managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } } },
    '/release',
  ],
  ['Patch without a minor', { channel: 'Patch' }, {}, '/release/minor'],
])('A schedule with %s is refused', async (_what, release, more, pointer) => {
  const { status, body } = await nightly(release, more);
  expect([status, body]).toEqual([
    400,
    expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }),
  ]);
});

it('A channel that its regions offer no more fails each night by itself and is taken up when they do again', async () => {
  offer(['1.32.6', '1.33.2']);
  await nightly({ channel: 'Patch', minor: '1.33' });
  offer(['1.32.6']);
  await system.clock.advance(2 * DAY);
  expect(await last()).toMatchObject({
    outcome: 'Failed',
    message: like(/Kubernetes 1\.33/),
  });
  expect(await runs()).toEqual([]);
  offer(['1.32.6', '1.33.2']);
  await system.clock.advance(2 * DAY);
  expect(versions()).toEqual(['1.33.2']);
});

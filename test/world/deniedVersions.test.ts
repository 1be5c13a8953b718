import { z } from 'zod';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, HOUR, memberStates, NODE_IMAGES } from '../support/spokenSystem.ts';

const BAD = 'AKSUbuntu-2204gen2containerd-202508.20.0';
const listed = z.looseObject({ value: z.array(z.looseObject({ name: z.string() })) });
const imageOf = z.looseObject({
  value: z.array(
    z.looseObject({
      name: z.string(),
      nodePools: z.array(z.looseObject({ nodeImageVersion: z.string().optional() })).optional(),
    }),
  ),
});

let system: MemorySystem;
beforeEach(() => {
  system = MemorySystem.start();
});
afterEach(() => system.close());

const deny = () =>
  system.ok('PUT', '/api/denied-versions/bad-night', {
    nodeImageVersion: BAD,
    reason: 'Nodes lose their DNS',
  });
const nightly = (more: object = {}) =>
  system.ok('PUT', '/api/triggers/nightly', {
    kind: 'schedule',
    managedClusterUpdate: NODE_IMAGES,
    schedule: { cron: '0 2 * * *', timeZone: 'UTC' },
    ...more,
  });
const runs = async () => listed.parse(await system.ok('GET', '/api/runs')).value.map(({ name }) => name);
const withBadImage = async () =>
  imageOf
    .parse(await system.ok('GET', '/api/members?refresh=true'))
    .value.filter(({ nodePools = [] }) => nodePools.some((pool) => pool.nodeImageVersion === BAD))
    .map(({ name }) => name);

describe('A version that is denied after a bad night', () => {
  it('is left alone by the next night, which updates the others', async () => {
    system.simulator.world.failUpgrades('aks-weu-1');
    await nightly({ leaveOut: ['VersionDenied'] });
    await system.clock.advance(DAY);
    const [bad = ''] = await runs();
    expect(await system.run(bad)).toMatchObject({ state: 'Failed' });
    const before = await withBadImage();
    await deny();
    await system.clock.advance(DAY);
    const [next = ''] = await runs();
    expect(next).not.toBe(bad);
    const { state, stages } = await system.run(next);
    expect(state).toMatch(/Completed|Skipped/);
    expect(memberStates({ ...(await system.run(next)), stages })).toMatchObject({ 'aks-weu-1': 'Skipped' });
    expect(await withBadImage()).toEqual(before);
  }, 30_000);

  it('refuses the run of a trigger that leaves nobody out, and the trigger says why', async () => {
    await deny();
    await nightly();
    await system.clock.advance(DAY);
    expect(await runs()).toEqual([]);
    expect(await system.ok('GET', '/api/triggers/nightly')).toMatchObject({
      last: { outcome: 'Failed', code: 'PlanRefused' },
    });
  });

  it('is asked for at the start of a run that was created before', async () => {
    await system.ok('POST', '/api/runs', { name: 'early', managedClusterUpdate: NODE_IMAGES });
    await deny();
    const { status, body } = await system.call('POST', '/api/runs/early/start');
    expect([status, body]).toMatchObject([422, { code: 'PlanRefused' }]);
    await system.ok('DELETE', '/api/denied-versions/bad-night');
    expect((await system.call('POST', '/api/runs/early/start')).status).toBe(202);
  });

  it('refuses to start a run again whose frozen plan would bring it', async () => {
    system.simulator.world.failUpgrades('aks-weu-1');
    await system.ok('POST', '/api/runs', { name: 'run', managedClusterUpdate: NODE_IMAGES, start: true });
    await system.until('run', ['Failed']);
    await deny();
    const { status, body } = await system.call('POST', '/api/runs/run/start');
    expect([status, body]).toMatchObject([422, { findings: [{ code: 'VersionDenied' }] }]);
    await system.clock.advance(HOUR);
    expect((await system.run('run')).attempt).toBe(1);
  });
});

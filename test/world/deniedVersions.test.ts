import { z } from 'zod';
import type { MemoryAccount } from '../../src/memory/memoryTable.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, HOUR, memberStates, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';
import { leaveUnreadable } from '../support/unreadable.ts';

const BAD = 'AKSUbuntu-2204gen2containerd-202508.20.0';
const listed = z.looseObject({ value: z.array(z.looseObject({ name: z.string() })) });
const withFindings = z.looseObject({ findings: z.array(z.looseObject({ code: z.string() })) });
const codesOf = (body: unknown) => withFindings.parse(body).findings.map(({ code }) => code);
const imageOf = z.looseObject({
  value: z.array(
    z.looseObject({
      name: z.string(),
      nodePools: z.array(z.looseObject({ nodeImageVersion: z.string().optional() })).optional(),
    }),
  ),
});

let account: MemoryAccount;
let system: MemorySystem;
beforeEach(() => {
  account = new Map();
  system = MemorySystem.start({ account });
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

  it.each([
    ['deleted', 'DELETE', undefined],
    ['put again', 'PUT', { kubernetesVersion: '1.20', reason: 'Old' }],
  ])('that cannot be read refuses every plan and start until it is %s', async (_, method, body) => {
    system.simulator.world.failUpgrades('aks-weu-1');
    await system.ok('POST', '/api/runs', { name: 'run', managedClusterUpdate: NODE_IMAGES, start: true });
    await system.until('run', ['Failed']);
    await leaveUnreadable(account, 'denied-versions', 'later');
    // What was written behind the app's back is seen by the next process.
    system.killAndStartAgain();
    await system.clock.advance(MINUTE);
    const found = codesOf(await system.ok('POST', '/api/plan', { managedClusterUpdate: NODE_IMAGES }));
    expect(found).toContain('DeniedVersionUnreadable');
    for (const [path, asked] of [
      ['/api/runs', { name: 'next', managedClusterUpdate: NODE_IMAGES, start: true }],
      ['/api/runs/run/start', undefined],
    ] as const) {
      const { status, body: answer } = await system.call('POST', path, asked);
      expect([status, answer]).toMatchObject([422, { code: 'PlanRefused' }]);
      expect(codesOf(answer)).toContain('DeniedVersionUnreadable');
    }
    await system.ok(method, '/api/denied-versions/later', body);
    await system.ok('POST', '/api/runs/run/start');
    expect((await system.until('run', ['Completed'])).attempt).toBe(2);
  });
});

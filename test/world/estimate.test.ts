import { z } from 'zod';
import { estimateSchema, planEstimateSchema } from '../../src/domain/estimate/estimate.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, MINUTE, NODE_IMAGES, TO_1_33 } from '../support/spokenSystem.ts';

const FIRST = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1'];
const SECOND = ['aks-weu-1', 'aks-weu-2'];

const answer = z.looseObject({ estimate: estimateSchema });

let system: MemorySystem;
beforeEach(async () => {
  system = MemorySystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ first: FIRST, second: SECOND });
});
afterEach(async () => {
  await system.close();
});

const bodyOf = (limits: { readonly maxConcurrency?: string } = {}, afterStageWaitInSeconds = 0) => ({
  stages: ['first', 'second'].map((name) => ({
    name,
    groups: [{ name, ...limits }],
    afterStageWaitInSeconds,
  })),
  managedClusterUpdate: NODE_IMAGES,
});

async function estimateOf(body: object) {
  return answer.parse(await system.ok('POST', '/api/plan', body)).estimate;
}

/** How far the end of a run is from what was estimated, by how long it took. */
async function errorOf(body: object, name = 'run'): Promise<number> {
  const { endsAt = '' } = await estimateOf(body);
  await system.ok('POST', '/api/runs', { name, ...body, start: true });
  const { startTime = '', completedTime = '' } = await system.until(name, ENDED, 3 * DAY);
  const took = Date.parse(completedTime) - Date.parse(startTime);
  return Math.abs(Date.parse(endsAt) - Date.parse(completedTime)) / took;
}

describe('The estimate of a plan', () => {
  it.each<[string, object]>([
    ['a fleet at a time', bodyOf()],
    ['one member at a time', bodyOf({ maxConcurrency: '1' })],
    ['two lanes', bodyOf({ maxConcurrency: '2' })],
    ['waits after its stages', bodyOf({}, 7200)],
    ['one place for the run', { ...bodyOf({ maxConcurrency: '3' }), policy: { maxConcurrency: '1' } }],
  ])('is within a tenth of what the run takes, with %s', async (_what, body) => {
    expect(await errorOf(body)).toBeLessThan(0.1);
  });

  it('reckons with a freeze that comes between two members', async () => {
    await system.ok('PUT', '/api/freezes/noon', {
      timeZone: 'UTC',
      dates: [{ from: '2026-03-02T08:20', to: '2026-03-02T20:00' }],
      reason: 'Sale',
    });
    expect(await errorOf(bodyOf())).toBeLessThan(0.1);
  });

  it('has no end, and no times of stages from there on, under a freeze without an end that covers the second stage', async () => {
    await system.ok('PUT', '/api/freezes/hold', {
      timeZone: 'UTC',
      dates: [{ from: '2026-03-01', to: '2036-03-01' }],
      groups: ['second'],
      reason: 'Migration',
    });
    const estimate = await estimateOf(bodyOf());
    expect(estimate.endsAt).toBeUndefined();
    expect(estimate.seconds).toBeUndefined();
    expect(estimate.stages).toEqual([
      { name: 'first', startsAt: '2026-03-02T08:00:00.000Z', endsAt: '2026-03-02T08:42:15.000Z' },
      { name: 'second', startsAt: '2026-03-02T08:42:15.000Z' },
    ]);
  });

  it('says with which time each member is reckoned', async () => {
    const { stages } = bodyOf();
    const first = { stages: stages.slice(0, 1), managedClusterUpdate: TO_1_33 };
    await system.ok('POST', '/api/runs', { name: 'run', ...first, start: true });
    await system.until('run', ENDED, DAY);
    const managedClusterUpdate = { upgrade: { type: 'Full', kubernetesVersion: '1.34.0' } };
    const withTimes = z.looseObject({ estimate: planEstimateSchema });
    const { estimate } = withTimes.parse(
      await system.ok('POST', '/api/plan', { stages, managedClusterUpdate }),
    );
    expect(estimate.members.map(({ name, basis }) => `${name} ${basis}`)).toEqual([
      'aks-eus-1 ownUpdates',
      'aks-eus-2 ownUpdates',
      'aks-neu-1 ownUpdates',
      'aks-weu-1 fleetUpdates',
      'aks-weu-2 fleetUpdates',
    ]);
    for (const { seconds } of estimate.members) expect(seconds).toBeGreaterThan(60);
  });

  it('says what it rests on', async () => {
    const { basis } = await estimateOf(bodyOf());
    expect(basis).toMatchObject({ ownUpdates: 0, fleetUpdates: 0, assumed: 5 });
    expect(basis.message).toContain('5 members by an assumed 14 minutes');
  });
});

const left = z.looseObject({
  estimate: estimateSchema.exactOptional(),
  completedTime: z.string().exactOptional(),
});
const listed = z.looseObject({
  value: z.array(
    z.looseObject({ estimate: estimateSchema.pick({ endsAt: true, seconds: true }).exactOptional() }),
  ),
});

describe('What is left of a run', () => {
  it('is told at every moment within a tenth of the whole, and no more once it has ended', async () => {
    await system.ok('POST', '/api/runs', { name: 'run', ...bodyOf({}, 3600), start: true });
    const told: number[] = [];
    for (let quarters = 0; quarters < 12; quarters += 1) {
      await system.clock.advance(15 * MINUTE);
      const { estimate } = left.parse(await system.ok('GET', '/api/runs/run'));
      told.push(Date.parse(estimate?.endsAt ?? ''));
      const [line] = listed.parse(await system.ok('GET', '/api/runs')).value;
      told.push(Date.parse(line?.estimate?.endsAt ?? ''));
      expect(line?.estimate?.seconds).toBeLessThan(4 * 3600);
    }
    const run = await system.until('run', ENDED, DAY);
    const { completedTime = '', startTime = '' } = run;
    const took = Date.parse(completedTime) - Date.parse(startTime);
    const errors = told.map((at) => Math.abs(at - Date.parse(completedTime)) / took);
    expect(Math.max(...errors)).toBeLessThan(0.1);
    expect(left.parse(run).estimate).toBeUndefined();
    expect(listed.parse(await system.ok('GET', '/api/runs')).value[0]?.estimate).toBeUndefined();
  });

  it('has another ETag in the next minute, and a command goes on with the one that was read', async () => {
    await system.ok('POST', '/api/runs', { name: 'run', ...bodyOf(), start: true });
    await system.clock.advance(10 * MINUTE);
    const read = () => system.call('GET', '/api/runs/run');
    const before = (await read()).headers.get('etag') ?? '';
    expect((await read()).headers.get('etag')).toBe(before);
    await system.clock.advance(MINUTE);
    expect((await read()).headers.get('etag')).not.toBe(before);
    const stopped = await system.call('POST', '/api/runs/run/stop', undefined, { 'if-match': before });
    expect(stopped.status).toBe(202);
  });
});

describe('The estimate after one earlier run', () => {
  const to = (kubernetesVersion: string) => ({
    ...bodyOf({ maxConcurrency: '2' }),
    managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion } },
  });
  const SECONDS = [300, 2500, 640, 3100, 1200];
  beforeEach(async () => {
    [...FIRST, ...SECOND].forEach((name, at) => {
      system.simulator.world.setUpgradeSeconds(name, SECONDS[at] ?? 0);
    });
    await system.ok('POST', '/api/runs', { name: 'earlier', ...to('1.33.1'), start: true });
    await system.until('earlier', ENDED, DAY);
  });

  it('is within a tenth of what the run takes, and rests for each cluster on what that took', async () => {
    expect((await estimateOf(to('1.33.2'))).basis).toMatchObject({ ownUpdates: 5, assumed: 0 });
    const upgrade = { type: 'ControlPlaneOnly', kubernetesVersion: '1.33.2' };
    const another = await estimateOf({ ...bodyOf(), managedClusterUpdate: { upgrade } });
    expect(another.basis).toMatchObject({ ownUpdates: 0, assumed: 5 });
    expect(await errorOf(to('1.33.2'))).toBeLessThan(0.1);
  });

  it('does not take a wait for a maintenance window for an update', async () => {
    system.simulator.world.setMaintenanceWindow('aks-weu-2', 'aksManagedAutoUpgradeSchedule', {
      schedule: { daily: { intervalDays: 1 } },
      startTime: '14:00',
      durationHours: 4,
      utcOffset: '+00:00',
    });
    const body = { ...to('1.33.2'), stages: bodyOf().stages };
    await system.ok('POST', '/api/runs', { name: 'waits', ...body, start: true });
    await system.until('waits', ENDED, DAY);
    const known = await system.world.app.updateTimes.read(['demo']);
    const times = known.find(({ member }) => member === 'aks-weu-2')?.updates.map(({ seconds }) => seconds);
    expect(times).toHaveLength(2);
    expect(Math.abs((times?.[1] ?? 0) - 1200)).toBeLessThanOrEqual(60);
  });
});

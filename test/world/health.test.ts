import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, HOUR, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];
const LAST = 'aks-weu-2';
const CHECKS = [{ type: 'Clusters' }, { type: 'Metrics' }, { type: 'ResourceHealth' }, { type: 'Alerts' }];
const DEGRADED = { nodesNotReady: 1, podsNotReady: 12, availability: 'Degraded' } as const;

async function withSystem(
  test: (system: MemorySystem) => Promise<void>,
  options: Parameters<typeof MemorySystem.start>[0] = {},
): Promise<void> {
  const system = MemorySystem.start(options);
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.assign({ all: ALL });
    await test(system);
  } finally {
    await system.close();
  }
}

async function createRun(system: MemorySystem, gate: object, where: 'stage' | 'group' = 'stage') {
  const health = { type: 'Health', name: 'healthy', checks: CHECKS, timeoutInSeconds: 7200, ...gate };
  const afterGates = [health];
  const group = where === 'group' ? { name: 'all', afterGates } : { name: 'all' };
  await system.ok('POST', '/api/runs', {
    name: 'run',
    stages: [{ name: 'only', groups: [group], ...(where === 'stage' && { afterGates }) }],
    managedClusterUpdate: NODE_IMAGES,
    start: true,
  });
}

/** The row that keeps how far the gate is. */
async function gateOf({ world: { app } }: MemorySystem) {
  const run = await app.runs.findByName('run');
  const plan = await app.runs.plan(run?.runId ?? '');
  const { runId = '' } = run ?? {};
  const { planId = '' } = plan ?? {};
  const stage = await app.runs.stage(runId, planId, 0);
  const group = await app.runs.group({ runId, planId, stage: 0, group: 0 });
  return [...(stage?.value.gates ?? []), ...(group?.group.value.gates ?? [])][0];
}

const cluster = (system: MemorySystem, member: string) =>
  system.simulator.world.clusters().find(({ id }) => id.endsWith(`/${member}`))?.id ?? member;

describe.each(['stage', 'group'] as const)('A health gate after a %s', (where) => {
  it('is Completed when all has been well for the soak, and says what it waits for', async () => {
    await withSystem(async (system) => {
      await createRun(system, { soakInSeconds: 600 }, where);
      await system.untilRun('run', ({ waiting }) => waiting?.reason === 'Gate', DAY);
      const waiting = await system.run('run');
      expect(waiting.waiting?.message).toContain('gate healthy after');
      const end = await system.until('run', ENDED, DAY);
      expect(end.state).toBe('Completed');
      const gate = await gateOf(system);
      expect(gate).toMatchObject({ state: 'Completed', health: { failed: 0, inconclusive: 0 } });
      expect(gate?.health?.evaluations).toBe(11);
    });
  });

  it('has Failed when a cluster is unwell after its update, and with it the run', async () => {
    await withSystem(
      async (system) => {
        await createRun(system, {}, where);
        const end = await system.until('run', ENDED, DAY);
        expect(end.state).toBe('Failed');
        expect(end.message).toContain('1 evaluation failed, failureLimit is 0');
        const [evaluation] = (await gateOf(system))?.health?.unhealthy ?? [];
        expect(evaluation?.checks.find(({ outcome }) => outcome === 'Failed')?.evidence).not.toEqual([]);
      },
      { scenario: 'unhealthy-after-update' },
    );
  });
});

describe('A health gate', () => {
  it('takes what was so before the update for no fault of it', async () => {
    await withSystem(async (system) => {
      system.simulator.world.setUnwell(cluster(system, LAST), { nodesNotReady: 1, podsNotReady: 12 });
      system.simulator.world.fireAlert(cluster(system, LAST), { rule: 'old', severity: 'Sev1' });
      await system.clock.advance(2 * HOUR);
      await createRun(system, {});
      expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
    });
  });

  it('begins the soak anew when health flaps, and fails when it does so too often', async () => {
    await withSystem(async (system) => {
      await createRun(system, { soakInSeconds: 900, failureLimit: 2 });
      await system.untilRun('run', ({ waiting }) => waiting?.reason === 'Gate', DAY);
      await system.clock.advance(10 * MINUTE);
      const { world } = system.simulator;
      world.setUnwell(cluster(system, LAST), { availability: 'Degraded' });
      await system.clock.advance(MINUTE);
      world.setUnwell(cluster(system, LAST), undefined);
      await system.clock.advance(10 * MINUTE);
      const flapped = await gateOf(system);
      expect(flapped).toMatchObject({ state: 'Pending', health: { failed: 1 } });
      world.setUnwell(cluster(system, LAST), DEGRADED);
      const end = await system.until('run', ENDED, HOUR);
      expect(end.state).toBe('Failed');
      expect(await gateOf(system)).toMatchObject({ state: 'Failed', health: { failed: 3 } });
    });
  });

  it('has Failed when nobody answers, five times in a row', async () => {
    await withSystem(async (system) => {
      system.simulator.faults.add({
        operation: 'metrics.getBatch',
        effect: { kind: 'status', status: 503 },
      });
      await createRun(system, {});
      const end = await system.until('run', ENDED, DAY);
      expect(end.message).toContain('5 evaluations in a row had no answer, consecutiveErrorLimit is 4');
    });
  });

  it('is held for an Approver when nothing can be told, shows what it saw, and goes on when approved', async () => {
    await withSystem(
      async (system) => {
        await createRun(system, {});
        const holds = (message = '') => message.includes('An Approver decides');
        await system.untilRun('run', ({ waiting }) => holds(waiting?.message), DAY);
        const held = await gateOf(system);
        await system.clock.advance(HOUR);
        expect((await gateOf(system))?.health?.evaluations).toBe(held?.health?.evaluations);
        const { stages } = await system.run('run');
        const path = `/api/runs/run/gates/${stages[0]?.afterGates?.[0]?.id ?? ''}`;
        expect(await system.ok('GET', path)).toMatchObject({
          state: 'Pending',
          health: { unhealthy: [{ number: 1, outcome: 'Inconclusive' }] },
        });
        await system.ok('POST', `${path}/approve`, { comment: 'looked myself' });
        expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
      },
      { scenario: 'health-unknown' },
    );
  });

  it('takes downtime for no health', async () => {
    const outage: { over?: Promise<void> } = {};
    const callActivity = async (once: () => Promise<unknown>) => {
      await outage.over;
      return await once();
    };
    await withSystem(
      async (system) => {
        await createRun(system, { soakInSeconds: 1800 });
        await system.untilRun('run', ({ waiting }) => waiting?.reason === 'Gate', DAY);
        await system.clock.advance(10 * MINUTE);
        const before = (await gateOf(system))?.health?.healthySince ?? '';
        const { clock } = system;
        outage.over = new Promise((resolve) => {
          clock.at(clock.now() + 25 * MINUTE, resolve);
        });
        await clock.advance(35 * MINUTE);
        const after = await gateOf(system);
        expect(after?.state).toBe('Pending');
        expect((after?.health?.healthySince ?? '') > before).toBe(true);
        expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
      },
      { callActivity },
    );
  });

  it('is evaluated once an interval at most, however often its rounds come', async () => {
    await withSystem(async (system) => {
      const checks = [{ type: 'ResourceHealth' }];
      await createRun(system, {
        checks,
        soakInSeconds: 7200,
        timeoutInSeconds: 14_400,
        intervalInSeconds: 300,
      });
      expect((await system.until('run', ENDED, DAY, 10 * MINUTE)).state).toBe('Completed');
      const { health } = (await gateOf(system)) ?? {};
      expect(health?.evaluations).toBe(25);
      expect(system.simulator.requests.get('availabilityStatuses.get')).toBe(25 * ALL.length);
    });
  });
});

import { UPDATE_STAGE } from '../../src/contracts/orchestration.ts';
import { registerDurable } from '../../src/triggers/durable/registerDurable.ts';
import { gatesOfRun } from '../../src/domain/gate/gateView.ts';
import { testEngine } from '../local/durable/testEngine.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, HOUR, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

const INTERVAL_SECONDS = 900;
const CHECKS = [{ type: 'Clusters' }, { type: 'ResourceHealth' }];

async function soaking(soakInSeconds: number): Promise<MemorySystem> {
  const system = MemorySystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ canary: ['aks-neu-1'] });
  const soak = {
    type: 'Health',
    name: 'soak',
    checks: CHECKS,
    intervalInSeconds: INTERVAL_SECONDS,
    soakInSeconds,
    timeoutInSeconds: soakInSeconds + 86_400,
  };
  await system.ok('POST', '/api/runs', {
    name: 'run',
    stages: [{ name: 'canary', groups: [{ name: 'canary' }], afterGates: [soak] }],
    managedClusterUpdate: NODE_IMAGES,
    start: true,
  });
  await system.untilRun('run', ({ waiting }) => waiting?.reason === 'Gate', HOUR);
  return system;
}

const gateOf = async (system: MemorySystem) => gatesOfRun(await system.run('run'))[0];

it('A soak of seven days takes one evaluation an interval, and short histories of Durable, also beside a twin', async () => {
  const system = await soaking((7 * DAY) / 1000);
  const { app } = system.world;
  // What goes on in memory has no histories: the stage runs on the engine that has them too.
  registerDurable(app);
  const durable = await testEngine({ clock: system.clock });
  try {
    const { runId = '' } = (await app.runs.findByName('run')) ?? {};
    const { planId = '' } = (await app.runs.plan(runId)) ?? {};
    const { number = 0, generation = 0 } = (await app.runs.attempt(runId))?.value ?? {};
    const input = { runId, attempt: number, generation, planId, stage: 0, fannedOut: true };
    const id = await durable.client.startNew(UPDATE_STAGE, { input });
    const end = await system.until('run', ENDED, 8 * DAY, 6 * HOUR);
    expect(end.state).toBe('Completed');
    expect((await gateOf(system))?.health?.evaluations).toBe((7 * DAY) / 1000 / INTERVAL_SECONDS + 1);
    expect((await durable.ended(id)).runtimeStatus).toBe('Completed');
    expect(durable.engine.largestHistory).toBeGreaterThan(50);
    expect(durable.engine.largestHistory).toBeLessThan(500);
  } finally {
    await durable.close();
    await system.close();
  }
}, 300_000);

it('A soak goes on over a restart, and no evaluation is lost or made twice', async () => {
  const system = await soaking(3 * 3600);
  try {
    for (let restarts = 0; restarts < 5; restarts += 1) {
      await system.clock.advance(20 * MINUTE);
      const before = (await gateOf(system))?.health;
      system.killAndStartAgain();
      await system.clock.advance(MINUTE);
      expect((await gateOf(system))?.health?.healthySince).toBe(before?.healthySince);
    }
    expect((await system.until('run', ENDED, DAY)).state).toBe('Completed');
    const { health } = (await gateOf(system)) ?? {};
    expect(health).toMatchObject({ evaluations: 13, failed: 0, unhealthy: [] });
  } finally {
    await system.close();
  }
});

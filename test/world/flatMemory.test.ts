import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { largeFleets } from '../../src/simulator/seeds.ts';
import type { MemoryAccount } from '../../src/memory/memoryTable.ts';
import { CountedInstance } from '../support/countedInstance.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

/** MiB in use once everything that nobody holds is collected. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  z.function().parse(runInNewContext('gc'))();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

it('an hour of looking at a run of 1,000 members while it goes on leaves nothing behind', async () => {
  const account: MemoryAccount = new Map();
  const system = MemorySystem.start(
    { account, seed: largeFleets({ fleets: 2, members: 1_000, groups: 10, upgradeSeconds: 600 }) },
    { INVENTORY_MAX_AGE_MINUTES: '1440' },
  );
  const app = new CountedInstance(account, system.world.app);
  const groups = Array.from({ length: 10 }, (_, index) => ({
    name: `group-${String(index + 1).padStart(2, '0')}`,
  }));
  const plan = { stages: [{ name: 'all', groups }], managedClusterUpdate: NODE_IMAGES };
  let seen = '';
  const look = async (minute: number) => {
    // What is shown is another list each time.
    const members = ['m-0001', 'm-0002'].map((name) => ({ fleet: 'fleet-1', name }));
    await app.call('POST', '/api/members/assign-group', { group: `at-${minute}`, members });
    const run = z.looseObject({ seen: z.string() });
    for (const path of ['/api/runs/watched', `/api/runs/watched?since=${seen}`])
      seen = run.parse(await app.read(path)).seen;
    for (const path of ['/api/members', '/api/groups', '/api/runs']) await app.call('GET', path);
    await app.call('POST', '/api/plan', plan);
  };
  try {
    await system.ok('GET', '/api/members?refresh=true');
    await system.ok('POST', '/api/runs', { name: 'watched', ...plan, start: true });
    const heaps: number[] = [];
    for (let minutes = 0; minutes < 60; minutes += 2) {
      await system.clock.advance(2 * MINUTE);
      await look(minutes);
      if (minutes % 10 === 8) heaps.push(heapInUse());
    }
    const [, first = 0] = heaps;
    expect(heaps.at(-1)).toBeLessThan(first * 1.1);
  } finally {
    await system.close();
  }
}, 120_000);

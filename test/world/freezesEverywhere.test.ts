import { z } from 'zod';
import { largeFleets } from '../../src/simulator/seeds.ts';
import { receiveAksEvent } from '../../src/operations/triggers/receiveAksEvent.ts';
import { SECRET, signed } from '../support/deliveries.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, HOUR, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

/** The clock begins at eight. */
const BEGIN = '2026-03-02T08:00:00.000Z';
const NOON = '2026-03-02T12:00:00.000Z';
const freeze = (from: string) => ({
  timeZone: 'UTC',
  dates: [{ from, to: '2026-03-02T12:00' }],
  reason: 'Release day',
});

const systems: MemorySystem[] = [];
afterEach(async () => {
  for (const system of systems.splice(0)) await system.close();
});

async function given(
  members: number,
  options: Partial<Parameters<typeof MemorySystem.start>[0]> = {},
): Promise<MemorySystem> {
  const seed = largeFleets({ fleets: 1, members, groups: 1, upgradeSeconds: 600 });
  const system = MemorySystem.start({ seed, ...options }, { WEBHOOK_SECRET_CI: SECRET });
  systems.push(system);
  await system.ok('GET', '/api/members?refresh=true');
  await system.ok('PUT', '/api/strategies/all', {
    stages: [{ name: 'only', groups: [{ name: 'group-01' }] }],
  });
  return system;
}

const RUN = { name: 'run', strategy: 'all', managedClusterUpdate: NODE_IMAGES, start: true };
const runList = z.looseObject({ value: z.array(z.looseObject({ name: z.string() })) });
const runs = async (system: MemorySystem) =>
  runList.parse(await system.ok('GET', '/api/runs')).value.map(({ name }) => name);
const starts = ({ simulator: { record } }: MemorySystem) =>
  record.map(({ startedAt }) => startedAt).toSorted();
const startsIn = (system: MemorySystem, from: string, to: string) =>
  starts(system).filter((at) => at >= from && at < to);

describe('In a group of 20 that Fleet Manager updates one after another', () => {
  it('nobody starts in a freeze that was known an hour before, and all goes on by itself after it', async () => {
    const system = await given(20);
    await system.ok('PUT', '/api/freezes/soon', freeze('2026-03-02T09:30'));
    await system.ok('POST', '/api/runs', RUN);
    const run = await system.until('run', ENDED, DAY, 5 * MINUTE);
    expect(run.state).toBe('Completed');
    expect(startsIn(system, '2026-03-02T09:30', NOON)).toEqual([]);
    const before = startsIn(system, BEGIN, '2026-03-02T09:30').length;
    // Some ten minutes each: it was not idle before.
    expect(before).toBeGreaterThanOrEqual(6);
    expect([system.upgraded().length, new Set(system.upgraded()).size]).toEqual([20, 20]);
  }, 60_000);

  it.each([
    ['', false],
    [', though the process dies between the note that it pauses and the stop', true],
  ])(
    'who runs finishes a freeze at short notice, and the rest waits and goes on by itself%s',
    async (_, dies) => {
      const stops: string[] = [];
      const system: MemorySystem = await given(20, {
        before: ({ on, operation }) => {
          if (on === 'arm' && operation.endsWith('/stop')) {
            stops.push(operation);
            // What the dying process was about to do does not happen.
            if (dies && stops.length === 1) {
              system.killAndStartAgain();
              return new Promise<never>(() => undefined);
            }
          }
          return Promise.resolve();
        },
      });
      await system.ok('POST', '/api/runs', RUN);
      await system.clock.advance(55 * MINUTE);
      const running = system.simulator.record.at(-1);
      expect(running?.outcome).toBe('Running');
      const noticed = new Date(system.clock.now()).toISOString();
      await system.ok('PUT', '/api/freezes/now', freeze('2026-03-02T07:00'));
      const run = await system.until('run', ENDED, DAY, 5 * MINUTE);
      expect(run.state).toBe('Completed');
      expect(stops.length).toBeGreaterThanOrEqual(dies ? 2 : 1);
      // A round, and a minute; a process that died comes back within minutes.
      const bound = new Date(Date.parse(noticed) + (dies ? 10 : 2.5) * MINUTE).toISOString();
      expect(startsIn(system, bound, NOON)).toEqual([]);
      expect(running?.outcome).toBe('Completed');
      expect([system.upgraded().length, new Set(system.upgraded()).size]).toEqual([20, 20]);
      expect(system.simulator.world.updateRuns()).toEqual([]);
      expect(await system.world.app.locks.all()).toEqual([]);
    },
    60_000,
  );
});

/** How a run may come to be started while the freeze is on. Each gives the name of the run. */
const WAYS: Readonly<Record<string, (system: MemorySystem) => Promise<string>>> = {
  'by hand': async (system) => {
    await system.ok('POST', '/api/runs', { ...RUN, start: false });
    await system.ok('POST', '/api/runs/run/start');
    return 'run';
  },
  'with its creation': async (system) => {
    await system.ok('POST', '/api/runs', RUN);
    return 'run';
  },
  'by a schedule': async (system) => {
    await system.ok('PUT', '/api/triggers/nightly', {
      kind: 'schedule',
      strategy: 'all',
      managedClusterUpdate: NODE_IMAGES,
      schedule: { cron: '30 8 * * *', timeZone: 'UTC' },
    });
    await system.clock.advance(40 * MINUTE);
    return (await runs(system))[0] ?? '';
  },
  'by a schedule that is run now': async (system) => {
    await system.ok('PUT', '/api/triggers/nightly', {
      kind: 'schedule',
      strategy: 'all',
      managedClusterUpdate: NODE_IMAGES,
      schedule: { cron: '30 20 * * *', timeZone: 'UTC' },
    });
    await system.ok('POST', '/api/triggers/nightly/run', {});
    await system.clock.advance(2 * MINUTE);
    return (await runs(system))[0] ?? '';
  },
  'by a webhook': async (system) => {
    await system.ok('PUT', '/api/triggers/ci', {
      kind: 'webhook',
      strategy: 'all',
      managedClusterUpdate: NODE_IMAGES,
      webhook: { authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_CI'] }] },
    });
    const answer = await system.call('POST', '/api/webhooks/ci', '{}', signed('{}', system.clock.now()));
    expect(answer.status).toBe(202);
    return (await runs(system))[0] ?? '';
  },
  'by a release of AKS': async (system) => {
    await system.ok('PUT', '/api/triggers/aks', {
      kind: 'release',
      strategy: 'all',
      managedClusterUpdate: { upgrade: { type: 'Full' } },
      release: { channel: 'Rapid' },
    });
    await receiveAksEvent(system.world.app, {
      kind: 'released',
      id: '1',
      type: 'Microsoft.ContainerService.NewKubernetesVersionAvailable',
      latestSupported: '1.33.2',
      latestStable: '1.32.6',
      lowestMinor: '1.31.10',
    });
    await system.clock.advance(2 * MINUTE);
    return (await runs(system))[0] ?? '';
  },
  'by the completion of another run': async (system) => {
    await system.ok('PUT', '/api/triggers/after', {
      kind: 'completion',
      managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.2' } },
      completion: { strategy: 'all' },
    });
    await system.ok('POST', '/api/runs', { ...RUN, name: 'first', overrideFreezes: true });
    await system.until('first', ['Completed'], 3 * HOUR);
    await system.clock.advance(5 * MINUTE);
    return (await runs(system)).find((name) => name !== 'first') ?? '';
  },
  'by a start that was queued behind another run': async (system) => {
    await system.ok('PUT', '/api/triggers/nightly', {
      kind: 'schedule',
      managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.2' } },
      schedule: { cron: '5 8 * * *', timeZone: 'UTC' },
      overlap: 'queue',
    });
    await system.ok('POST', '/api/runs', { ...RUN, name: 'first', overrideFreezes: true });
    await system.until('first', ['Completed'], 3 * HOUR);
    await system.clock.advance(5 * MINUTE);
    return (await runs(system)).find((name) => name !== 'first') ?? '';
  },
  'again, after a failure': async (system) => {
    system.simulator.world.failUpgrades('m-0001');
    await system.ok('POST', '/api/runs', { ...RUN, overrideFreezes: true });
    await system.until('run', ['Failed'], 3 * HOUR);
    await system.ok('POST', '/api/runs/run/start');
    return 'run';
  },
};

it.each(Object.entries(WAYS))(
  'While a freeze is on a run that is started %s waits until it is over',
  async (_, start) => {
    const system = await given(2);
    await system.ok('PUT', '/api/freezes/release', freeze('2026-03-02T07:00'));
    const name = await start(system);
    const before = starts(system).length;
    await system.clock.advance(30 * MINUTE);
    const waiting = { reason: 'Freeze', until: NOON };
    expect(await system.run(name)).toMatchObject({ state: 'Pending', waiting });
    expect((await system.until(name, ENDED, DAY, 5 * MINUTE)).state).toBe('Completed');
    expect(starts(system).length).toBeGreaterThan(before);
    for (const at of starts(system).slice(before)) expect(at >= NOON).toBe(true);
  },
);

it('A retry that falls into a freeze waits until it is over, and is no other failure', async () => {
  const system = await given(2);
  system.simulator.world.failUpgrades('m-0001');
  const policy = { retries: { count: 1, delayInSeconds: 1800 } };
  await system.ok('POST', '/api/runs', { ...RUN, policy });
  await system.untilRun(
    'run',
    (run) => run.stages[0]?.groups[0]?.members.some(({ tries }) => tries === 1) ?? false,
  );
  const before = starts(system).length;
  await system.ok('PUT', '/api/freezes/now', freeze('2026-03-02T07:00'));
  const run = await system.until('run', ENDED, DAY, 5 * MINUTE);
  expect(run.state).toBe('Completed');
  expect(run.failureCount).toBeUndefined();
  const late = startsIn(system, NOON, '2026-03-03');
  expect(late).toHaveLength(3 - startsIn(system, BEGIN, NOON).length);
  expect(startsIn(system, BEGIN, NOON).length - before).toBeLessThanOrEqual(1);
});

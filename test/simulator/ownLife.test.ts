import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { demoFleet } from '../../src/simulator/seeds.ts';
import { simulateAzure, type SimulatedAzureOptions } from '../../src/simulator/simulatedAzure.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, HOUR, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

function lived(options: Partial<SimulatedAzureOptions> = {}) {
  const clock = new VirtualClock('2026-01-05T08:00:00Z');
  const azure = simulateAzure({ clock, seed: demoFleet, ...options });
  return { clock, azure, world: azure.controls };
}

describe('What others do to a fleet', () => {
  it('stops and starts clusters by the clock', async () => {
    const { clock, world } = lived();
    world.later({ kind: 'power', cluster: 'aks-weu-1', powerState: 'Stopped' }, 3600, 86_400);
    world.later({ kind: 'power', cluster: 'aks-weu-1', powerState: 'Running' }, 7200, 86_400);
    const seen: string[] = [];
    for (let half = 0; half < 6; half += 1) {
      seen.push(world.cluster('aks-weu-1').powerState);
      await clock.advance(half === 2 ? 22.5 * HOUR : HOUR * 0.9);
    }
    expect(seen).toEqual(['Running', 'Running', 'Stopped', 'Running', 'Stopped', 'Running']);
  });

  it('holds a pool with an operation of AKS, of which only the pool tells, and lets it go', async () => {
    const { clock, azure, world } = lived();
    world.later({ kind: 'operation', cluster: 'aks-weu-1', pool: 'win22', seconds: 600 }, 60);
    const states = () => {
      const cluster = [...azure.world.clusters.all()].find(({ name }) => name === 'aks-weu-1');
      return [
        cluster?.provisioningState,
        ...(cluster?.nodePools ?? []).map((pool) => pool.provisioningState),
      ];
    };
    await clock.advance(2 * MINUTE);
    expect(states()).toEqual(['Succeeded', undefined, 'Updating']);
    await clock.advance(10 * MINUTE);
    expect(states()).toEqual(['Succeeded', undefined, undefined]);
  });

  it('is refused while AKS is at work, and tried again', async () => {
    const { clock, world } = lived();
    world.setBusy('aks-weu-1', 600);
    world.later({ kind: 'power', cluster: 'aks-weu-1', powerState: 'Stopped' }, 60);
    await clock.advance(5 * MINUTE);
    expect(world.cluster('aks-weu-1').powerState).toBe('Running');
    await clock.advance(7 * MINUTE);
    expect(world.cluster('aks-weu-1').powerState).toBe('Stopped');
  });

  it('brings versions and images to a region on their day, in their order', async () => {
    const { clock, azure, world } = lived();
    const region = () => azure.world.regions.get('eastus');
    world.later({ kind: 'kubernetesVersion', location: 'eastus', version: '1.33.3' }, 86_400);
    world.later(
      {
        kind: 'nodeImage',
        location: 'eastus',
        family: 'AKSUbuntu-2204gen2containerd',
        version: '202601.05.0',
      },
      60,
    );
    await clock.advance(HOUR);
    expect(region()?.latestNodeImages['AKSUbuntu-2204gen2containerd']).toBe('202601.05.0');
    expect(region()?.kubernetesVersions).not.toContain('1.33.3');
    await clock.advance(DAY);
    expect(region()?.kubernetesVersions.slice(-2)).toEqual(['1.33.3', '1.34.0']);
  });

  it('goes on after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'own-life-'));
    const stateFile = join(folder, 'simulator.json');
    const { clock, azure, world } = lived({ stateFile });
    world.later({ kind: 'power', cluster: 'aks-weu-1', powerState: 'Stopped' }, 3600);
    world.drawDurations(25, 7);
    azure.access.end();
    const second = simulateAzure({ clock, seed: demoFleet, stateFile });
    await clock.advance(2 * HOUR);
    expect(second.controls.cluster('aks-weu-1').powerState).toBe('Stopped');
    expect(second.world.drawnDurations).toEqual({ percent: 25, seed: 7 });
    second.access.end();
    rmSync(folder, { recursive: true });
  });

  it('to what is not there is an error at once', () => {
    const { world } = lived();
    expect(() => world.later({ kind: 'power', cluster: 'nope', powerState: 'Stopped' }, 1)).toThrow(
      /no cluster nope/,
    );
    expect(() => world.later({ kind: 'kubernetesVersion', location: 'moon', version: '1.1.1' }, 1)).toThrow(
      /no region moon/,
    );
  });
});

const secondsOf = async (options: { readonly scenario?: string }) => {
  const system = MemorySystem.start(options);
  await system.ok('POST', '/api/runs', { name: 'run', managedClusterUpdate: NODE_IMAGES, start: true });
  await system.until('run', ENDED, DAY, 5 * MINUTE);
  const { record } = system.simulator;
  await system.close();
  return record.map(({ startedAt, endedAt = '' }) => (Date.parse(endedAt) - Date.parse(startedAt)) / 1000);
};

it('Durations that are drawn are the same each time, within their percentage, and not all alike', async () => {
  const drawn = await secondsOf({ scenario: 'durations-vary' });
  expect(drawn).toHaveLength(5);
  expect(await secondsOf({ scenario: 'durations-vary' })).toEqual(drawn);
  expect(new Set(drawn).size).toBe(5);
  for (const seconds of drawn) expect(Math.abs(seconds - 830)).toBeLessThanOrEqual(830 * 0.25);
  expect(await secondsOf({})).toEqual(Array(5).fill(830));
});

describe('A fleet that lives its own life is updated by a run that heeds it:', () => {
  it.each(['clusters-rest', 'others-at-work', 'versions-arrive'])('%s', async (scenario) => {
    const system = MemorySystem.start({ scenario });
    await system.ok('GET', '/api/members?refresh=true');
    await system.ok('POST', '/api/runs', {
      name: 'run',
      policy: { onStoppedCluster: 'Skip', busyClusterWaitInSeconds: 7200 },
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    const run = await system.until('run', ENDED, DAY, 5 * MINUTE);
    expect(run.state).toBe('Completed');
    expect(run.failureCount).toBeUndefined();
    const { Completed: updated = 0, Skipped: skipped = 0 } = run.counts;
    expect(updated + skipped).toBe(5);
    expect(run.postponedCount ?? 0).toBe(skipped);
    await system.close();
  });
});

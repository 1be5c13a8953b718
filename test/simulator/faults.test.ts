import { once } from 'node:events';
import { connect } from 'node:tls';
import { SCENARIOS } from '../../src/simulator/scenarios.ts';
import { demoFleet } from '../../src/simulator/seeds.ts';
import {
  closeSimulators,
  GROUP,
  HOUR,
  MINUTE,
  NODE_IMAGES,
  refusalOf,
  simulate,
  startRun,
  stagesOf,
} from './simulated.ts';
import { aFleet, aMember } from './seeds.ts';

afterEach(closeSimulators);

const PROPERTIES = { managedClusterUpdate: NODE_IMAGES };

/** Ends with the test at the latest. */
async function until(reached: () => boolean): Promise<void> {
  for (let turn = 0; turn < 100_000 && !reached(); turn += 1) await new Promise(setImmediate);
  expect(reached()).toBe(true);
}

describe('a fault', () => {
  it('spoils as many matching requests as it is told, and counts them like any other', async () => {
    const { fleet, simulator } = await simulate(demoFleet);
    simulator.faults.add({
      operation: 'fleets.get',
      times: 2,
      effect: { kind: 'status', status: 429, retryAfterSeconds: 7 },
    });
    for (let round = 0; round < 2; round += 1) {
      expect(await refusalOf(fleet.fleets.get(GROUP, 'demo'))).toEqual({
        status: 429,
        code: 'TooManyRequests',
      });
    }
    await fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', { properties: PROPERTIES });
    expect((await fleet.fleets.get(GROUP, 'demo')).name).toBe('demo');
    expect(simulator.requests.get('fleets.get')).toBe(3);
  });

  it('carries its Retry-After', async () => {
    const { call, simulator } = await simulate(demoFleet);
    simulator.faults.add({ operation: '*', effect: { kind: 'status', status: 429, retryAfterSeconds: 7 } });
    expect((await call('GET', '/anything')).headers.get('retry-after')).toBe('7');
  });

  it('can meet each n-th request, those of one path, or a family of operations, and be taken away', async () => {
    const { fleet, simulator } = await simulate(demoFleet);
    const status = { kind: 'status', status: 503 } as const;
    const take = simulator.faults.add({ operation: 'members.*', path: 'AKS-WEU', every: 2, effect: status });
    const statuses: number[] = [];
    for (const name of ['aks-weu-1', 'aks-eus-1', 'aks-weu-1', 'aks-weu-2', 'aks-weu-2']) {
      statuses.push(
        await fleet.fleetMembers.get(GROUP, 'demo', name).then(
          () => 200,
          () => 503,
        ),
      );
    }
    expect(statuses).toEqual([200, 200, 503, 200, 503]);
    take();
    await fleet.fleetMembers.get(GROUP, 'demo', 'aks-weu-1');
    await fleet.fleetMembers.get(GROUP, 'demo', 'aks-weu-2');
  });

  it('can meet a share of the requests, the same ones for the same seed', async () => {
    const pattern = async (seed: number) => {
      const { call, simulator } = await simulate(demoFleet);
      simulator.faults.add({
        operation: '*',
        share: { of: 0.3, seed },
        effect: { kind: 'status', status: 500 },
      });
      const statuses: number[] = [];
      for (let round = 0; round < 60; round += 1) statuses.push((await call('GET', '/anything')).status);
      return statuses;
    };
    const once = await pattern(5);
    expect(await pattern(5)).toEqual(once);
    expect(await pattern(6)).not.toEqual(once);
    const spoiled = once.filter((status) => status === 500).length;
    expect(spoiled).toBeGreaterThan(8);
    expect(spoiled).toBeLessThan(30);
  });

  it('can drop the connection before anything was done', async () => {
    const { fleet, simulator } = await simulate(demoFleet);
    simulator.faults.add({ operation: 'updateRuns.put', times: 1, effect: { kind: 'drop' } });
    const put = fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', { properties: PROPERTIES });
    await expect(Promise.resolve(put)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(simulator.world.updateRuns()).toEqual([]);
  });

  it('can lose the answer after the effect took place', async () => {
    const { fleet, simulator } = await simulate(demoFleet);
    simulator.faults.add({ operation: 'updateRuns.put', times: 1, effect: { kind: 'lostAnswer' } });
    const put = fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', { properties: PROPERTIES });
    await expect(Promise.resolve(put)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(simulator.world.updateRuns()).toMatchObject([{ name: 'run', state: 'NotStarted' }]);
  });

  it('can leave a request without an answer while time goes on, and does nothing', async () => {
    const { fleet, simulator, clock } = await simulate(demoFleet);
    simulator.faults.add({ operation: 'updateRuns.put', times: 1, effect: { kind: 'hang' } });
    const abort = new AbortController();
    const options = { abortSignal: abort.signal };
    const put = Promise.resolve(
      fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'run', { properties: PROPERTIES }, options),
    ).catch((reason: unknown) => (reason instanceof Error ? reason.name : reason));
    await until(() => simulator.requests.has('updateRuns.put'));
    await clock.advance(HOUR);
    abort.abort();
    expect(await put).toBe('AbortError');
    expect(simulator.world.updateRuns()).toEqual([]);
  });
});

it('closes though a request hangs and another has not been sent to its end', async () => {
  const { simulator, call } = await simulate(demoFleet);
  simulator.faults.add({ operation: '*', effect: { kind: 'hang' } });
  const hanging = call('GET', '/anything').catch(() => 'closed');
  const half = connect({ port: Number(new URL(simulator.endpoint).port), rejectUnauthorized: false });
  await once(half, 'secureConnect');
  half.on('error', () => undefined);
  half.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc');
  await until(() => simulator.requests.has('unknown'));
  await simulator.close();
  expect(await hanging).toBe('closed');
  half.destroy();
});

describe('a scenario', () => {
  const FLEET = aFleet([aMember('a1', 'a'), aMember('a2', 'b')]);

  it.each(SCENARIOS.map(({ name }) => name))('%s can be played on the demo fleet', async (scenario) => {
    const { simulator } = await simulate(demoFleet, { scenario });
    expect(simulator.world.clusters()).toHaveLength(5);
  });

  it.each([
    ['upgrade-fails', 'Failed', 'Failed'],
    ['cluster-busy', 'Failed', 'Failed'],
    ['cluster-stopped', 'Failed', 'Failed'],
    ['upgrade-slow', 'Running', 'Completed'],
    ['maintenance-windows', 'Pending', 'Completed'],
    ['version-not-in-region', 'Pending', 'Pending'],
  ])('%s leaves a run %s after an hour and %s after two days', async (scenario, soon, late) => {
    const simulated = await simulate(FLEET, { scenario });
    await startRun(simulated, stagesOf({ groups: ['a', 'b'] }), {
      upgrade: { type: 'Full', kubernetesVersion: '1.33.2' },
    });
    await simulated.clock.advance(HOUR);
    expect(simulated.simulator.world.updateRuns()).toMatchObject([{ state: soon }]);
    await simulated.clock.advance(47 * HOUR + MINUTE);
    expect(simulated.simulator.world.updateRuns()).toMatchObject([{ state: late }]);
  });

  it('of ARM itself spoils requests', async () => {
    const { call } = await simulate(FLEET, { scenario: 'arm-throttles' });
    const statuses: number[] = [];
    for (let round = 0; round < 8; round += 1) statuses.push((await call('GET', '/anything')).status);
    expect(statuses).toEqual([404, 404, 404, 429, 404, 404, 404, 429]);
  });

  it('that does not exist is refused with the names of those that do', async () => {
    await expect(simulate(FLEET, { scenario: 'nonsense' })).rejects.toThrow(
      /no scenario nonsense[^]*upgrade-fails: [^]*arm-hangs: /,
    );
  });
});

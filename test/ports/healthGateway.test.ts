import { healthOn } from '../../src/azure/health/healthOn.ts';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { DependencyError } from '../../src/domain/errors.ts';
import type { MetricQuery } from '../../src/domain/health/metricSeries.ts';
import { memoryAsking } from '../../src/memory/memoryAsking.ts';
import { simulatedArm as armInMemory } from '../../src/memory/simulatedArm.ts';
import type { HealthGateway } from '../../src/ports/healthGateway.ts';
import type { Faults } from '../../src/simulator/faults.ts';
import { clusterId, type Seed } from '../../src/simulator/seed.ts';
import { simulateAzure } from '../../src/simulator/simulatedAzure.ts';
import { largeFleets } from '../../src/simulator/seeds.ts';
import type { WorldControls } from '../../src/simulator/worldControls.ts';
import { endSimulatedArms, simulatedArm as armOverHttps } from '../azure/arm/simulatedArm.ts';

interface Made {
  readonly health: HealthGateway;
  readonly world: WorldControls;
  readonly faults: Faults;
  readonly requests: ReadonlyMap<string, number>;
}

const NOW = '2026-03-02T08:00:00.000Z';
const standing = () => new VirtualClock(NOW);
const SEED = largeFleets({ fleets: 1, members: 60, groups: 2 });

const overHttps = async (seed: Seed): Promise<Made> => {
  const { health, simulator } = await armOverHttps(seed, {}, standing());
  return { health, world: simulator.world, faults: simulator.faults, requests: simulator.requests };
};
const inMemory = (seed: Seed): Promise<Made> => {
  const clock = standing();
  const { service, faults, controls } = simulateAzure({ seed, clock });
  const ask = memoryAsking(armInMemory(service, clock));
  const armEndpoint = 'https://arm.invalid';
  const hostUrl = (host: string) => `${armEndpoint}/${host}`;
  const health = healthOn({ arm: ask, metrics: ask, prometheus: ask, armEndpoint, hostUrl });
  return Promise.resolve({ health, world: controls, faults, requests: service.requests });
};

afterEach(endSimulatedArms);

const CLUSTERS = SEED.fleets.flatMap(({ members }) =>
  members.map(({ cluster }) => ({ clusterResourceId: clusterId(cluster), location: cluster.location })),
);
const [first = { clusterResourceId: '', location: '' }] = CLUSTERS;
const NODES: MetricQuery = {
  metrics: ['kube_node_status_condition'],
  aggregation: 'total',
  grainInMinutes: 1,
  filter: "status2 eq 'Ready' or status2 eq 'NotReady'",
  from: '2026-03-02T07:40:00.000Z',
  to: NOW,
};
const WORKSPACE = 'https://prod-a1b2.westeurope.prometheus.monitor.azure.com';

describe.each([
  ['HTTPS', overHttps],
  ['memory', inMemory],
])('Health as Azure knows it, by %s', (_name, made) => {
  it('reads the metrics of many clusters, in batches of 50 of a region, each point once', async () => {
    const { health, world, requests } = await made(SEED);
    world.setUnwell(first.clusterResourceId, { nodesNotReady: 1 });
    const series = await health.metrics(CLUSTERS, NODES);
    const regions = Map.groupBy(CLUSTERS, ({ location }) => location);
    const batches = [...regions.values()].reduce((sum, { length }) => sum + Math.ceil(length / 50), 0);
    expect(requests.get('metrics.getBatch')).toBe(batches);
    expect(new Set(series.map(({ clusterResourceId }) => clusterResourceId.toLowerCase())).size).toBe(60);
    const ready = series.filter(({ dimensions }) => dimensions['status2'] === 'Ready');
    expect(ready).toHaveLength(60);
    // They come two minutes late.
    expect(ready[0]?.points).toHaveLength(18);
    expect(ready[0]?.points.at(-1)).toEqual({ time: '2026-03-02T07:57:00.000Z', value: 3 });
  });

  it('says nothing where there is no point', async () => {
    const { health, world } = await made(SEED);
    world.setUnwell(first.clusterResourceId, { silent: true, availability: 'Unknown' });
    const series = await health.metrics([first], NODES);
    expect(series.flatMap(({ points }) => points)).toEqual([]);
    expect(await health.availability(first.clusterResourceId)).toMatchObject({ state: 'Unknown' });
  });

  it('reads Resource Health, also of a cluster that it does not know', async () => {
    const { health, world } = await made(SEED);
    expect(await health.availability(first.clusterResourceId)).toMatchObject({ state: 'Available' });
    world.setUnwell(first.clusterResourceId, { availability: 'Degraded' });
    expect(await health.availability(first.clusterResourceId)).toEqual({
      state: 'Degraded',
      summary: 'Nodes are not ready.',
    });
    expect(await health.availability(`${first.clusterResourceId}-gone`)).toBeUndefined();
  });

  it('lists the alerts that are fired in the resource groups of the clusters', async () => {
    const { health, world } = await made(SEED);
    const ids = CLUSTERS.map(({ clusterResourceId }) => clusterResourceId);
    expect(await health.firedAlerts(ids, '1d')).toEqual([]);
    world.fireAlert(first.clusterResourceId, { rule: 'node-cpu', severity: 'Sev2' });
    expect(await health.firedAlerts(ids, '1h')).toEqual([
      {
        clusterResourceId: first.clusterResourceId.toLowerCase(),
        rule: 'node-cpu',
        severity: 'Sev2',
        startedAt: NOW,
      },
    ]);
    world.resolveAlerts(first.clusterResourceId);
    expect(await health.firedAlerts(ids, '1h')).toEqual([]);
  });

  it('asks a workspace of Prometheus', async () => {
    const { health, world } = await made(SEED);
    const name = first.clusterResourceId.split('/').at(-1) ?? '';
    world.setUnwell(first.clusterResourceId, { nodesNotReady: 2 });
    const query = `count(kube_node_status_condition{cluster=~"${name}"} == 0) by (cluster)`;
    expect(await health.queryPrometheus(WORKSPACE, query, NOW)).toEqual([
      { labels: { cluster: name }, value: '2' },
    ]);
    expect(await health.queryPrometheus(`${WORKSPACE}/`, 'up', NOW)).toEqual([]);
  });

  it.each<[string, (health: HealthGateway) => Promise<unknown>]>([
    ['metrics.getBatch', (health) => health.metrics([first], NODES)],
    ['availabilityStatuses.get', (health) => health.availability(first.clusterResourceId)],
    ['alerts.list', (health) => health.firedAlerts([first.clusterResourceId], '1d')],
    ['prometheus.query', (health) => health.queryPrometheus(WORKSPACE, 'up', NOW)],
  ])('%s without an answer, or without rights, is a DependencyError', async (operation, ask) => {
    const { health, faults } = await made(SEED);
    faults.add({ operation, times: 1, effect: { kind: 'status', status: 403 } });
    const refused: unknown = await ask(health).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DependencyError);
    expect(refused).toMatchObject({ status: 403 });
    faults.add({ operation, effect: { kind: 'drop' } });
    await expect(ask(health)).rejects.toMatchObject({ retryable: true });
  });
});

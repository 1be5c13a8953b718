import { clusterId, type Seed, type SeedCluster } from '../../src/simulator/seed.ts';
import { ARM_ROUTES } from '../../src/simulator/arm/answer.ts';
import { demoFleet } from '../../src/simulator/seeds.ts';
import { runningClock } from '../../src/clock/clock.ts';
import type { FleetRunContent } from '../../src/domain/group/fleetRun.ts';
import type { ClusterGateway } from '../../src/ports/clusterGateway.ts';
import type { HealthGateway } from '../../src/ports/healthGateway.ts';
import type { FleetGateway } from '../../src/ports/fleetGateway.ts';
import { endSimulatedArms, simulatedArm } from '../azure/arm/simulatedArm.ts';
import registered from './registeredOperations.json' with { type: 'json' };
import type { MetricQuery } from '../../src/domain/health/metricSeries.ts';
import { Snapshot } from './snapshots.ts';

/** Every method of the gateways, in an order in which each finds what it needs; a new one is missed by the compiler. */
type Calls<Gateway> = Record<keyof Gateway, () => Promise<unknown>>;

const CLUSTER: SeedCluster = {
  name: 'new',
  subscriptionId: 's',
  resourceGroup: 'rg',
  location: 'eastus',
  kubernetesVersion: '1.32.6',
  nodePools: [],
};
const SEED: Seed = { ...demoFleet, clusters: [CLUSTER] };
const CONTENT: FleetRunContent = {
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' }, nodeImageSelection: { type: 'Latest' } },
  group: 'test',
};

const REGION = demoFleet.fleets[0]?.members[0]?.cluster.location ?? '';
const METRICS: MetricQuery = {
  metrics: ['etcd_database_usage_percentage'],
  aggregation: 'maximum',
  grainInMinutes: 1,
  from: '2026-03-02T07:00:00.000Z',
  to: '2026-03-02T08:00:00.000Z',
};
/**
 * Of hosts beside ARM. Who may read the metrics of a resource may read them in a batch too ("Migrate from the metrics
 * API to the getBatch API"); a workspace of Prometheus is not of the deployment, and has a role of its own.
 */
const NO_ARM: Readonly<Record<string, string[]>> = {
  'metrics.getBatch': ['Microsoft.Insights/metrics/read'],
  'prometheus.query': [],
};

afterEach(endSimulatedArms);

/**
 * The action by which Azure allows a request, as ARM derives it: the resource types of the path, then what is done.
 * https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations
 */
function actionOf(method: string, path: string): string {
  // Of an extension of a resource the last provider counts.
  const [, provider = '', rest = ''] = /^.*\/providers\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const segments = rest.split('/');
  const types = [provider, ...segments.filter((_, at) => at % 2 === 0)];
  const acts: Record<string, string> = {
    GET: 'read',
    PUT: 'write',
    PATCH: 'write',
    DELETE: 'delete',
    POST: 'action',
  };
  return [...types, acts[method]].join('/');
}

/** Azure compares without case; `*` stands for any text. */
function covers(pattern: string, action: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(action);
}

/** Calls everything the code can call, and gives the actions of what arrived at ARM. */
async function actionsOfAllCalls(): Promise<string[]> {
  const arm = await simulatedArm(SEED, {}, runningClock(50_000));
  const { fleets, clusters, health, simulator } = arm;
  const eTagOf = async () => (await fleets.getFleetRun('demo', 'run'))?.eTag ?? '';
  const member = { clusterResourceId: clusterId(CLUSTER) };
  const fleetCalls: Calls<FleetGateway> = {
    listMembers: () => fleets.listMembers('demo'),
    putMember: () => fleets.putMember('demo', 'new', member),
    getMember: () => fleets.getMember('demo', 'new'),
    setMemberGroup: async () => {
      const joined = await fleets.getMember('demo', 'new');
      if (!joined) throw new Error('It did not join.');
      await fleets.setMemberGroup('demo', await fleets.setMemberGroup('demo', joined, 'test'), null);
    },
    createFleetRun: () => fleets.createFleetRun('demo', 'run', CONTENT),
    listFleetRuns: () => fleets.listFleetRuns('demo'),
    getFleetRun: () => fleets.getFleetRun('demo', 'run'),
    skipMembers: async () => fleets.skipMembers('demo', 'run', await eTagOf(), ['new']),
    startFleetRun: async () => fleets.startFleetRun('demo', 'run', await eTagOf()),
    stopFleetRun: async () => fleets.stopFleetRun('demo', 'run', await eTagOf()),
    deleteFleetRun: async () => fleets.deleteFleetRun('demo', 'run', await eTagOf()),
    deleteMember: () => fleets.deleteMember('demo', 'new'),
  };
  const known = clusterId(demoFleet.fleets[0]?.members[0]?.cluster ?? CLUSTER);
  const clusterCalls: Calls<ClusterGateway> = {
    listClusters: () => clusters.listClusters('s'),
    getCluster: () => clusters.getCluster(known),
    latestNodeImage: () => clusters.latestNodeImage(known, 'system'),
    offeredVersions: () => clusters.offeredVersions('s', 'eastus'),
  };
  const healthCalls: Calls<HealthGateway> = {
    metrics: () => health.metrics([{ clusterResourceId: known, location: REGION }], METRICS),
    availability: () => health.availability(known),
    firedAlerts: () => health.firedAlerts([known], '1d'),
    queryPrometheus: () => health.queryPrometheus('https://w.prometheus.monitor.azure.com', 'up', METRICS.to),
  };
  const calls = [fleetCalls, clusterCalls, healthCalls].flatMap((each) => Object.values(each));
  for (const call of calls) await call();
  const called = ARM_ROUTES.filter(({ operation }) => simulator.requests.has(operation));
  const actions = called.flatMap(
    ({ operation, method, path }) => NO_ARM[operation] ?? [actionOf(method, path)],
  );
  return [...new Set(actions)].toSorted();
}

describe('The custom roles', () => {
  const roles = new Snapshot('everything').roles();

  const actions = Object.values(roles).flat();

  it('allow exactly what the code calls', async () => {
    const { 'join clusters to fleets': demandedByFleetManager, ...ours } = roles;
    const allowed = Object.values(ours).flat();
    const called = await actionsOfAllCalls();
    expect(called.filter((action) => !allowed.some((pattern) => covers(pattern, action)))).toEqual([]);
    expect(allowed.filter((pattern) => !called.some((action) => covers(pattern, action)))).toEqual([]);
    expect(demandedByFleetManager).toHaveLength(3);
  });

  it('name only what the provider has registered, for ARM refuses the whole role otherwise', () => {
    const { operations } = registered;
    expect(operations.length).toBeGreaterThan(30);
    const unknown = actions.filter((pattern) => !operations.some((operation) => covers(pattern, operation)));
    expect(unknown).toEqual([]);
  });

  it('have a wildcard only where an action is wanted that is not registered: skip', () => {
    expect(actions.filter((action) => action.includes('*'))).toEqual([
      'Microsoft.ContainerService/fleets/updateRuns/*/action',
    ]);
    expect(registered.operations).not.toContain('Microsoft.ContainerService/fleets/updateRuns/skip/action');
  });

  it('have names that no other team of the tenant has, though its environment be called the same', () => {
    const names = new Snapshot('least')
      .ofType('Microsoft.Authorization/roleDefinitions')
      .map(({ properties }) => String(properties?.['roleName']));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) expect(name).toMatch(/^Fleet Updates least [a-z0-9]{13}: /);
  });

  it('let nobody write a cluster, or take one out of a fleet, without allowJoin', () => {
    const least = Object.values(new Snapshot('least').roles()).flat();
    expect(
      least.filter((action) => /managedClusters\/write|members\/delete|fleetMemberships/.test(action)),
    ).toEqual([]);
    expect(least).toContain('Microsoft.ContainerService/fleets/updateRuns/delete');
  });
});

describe('A role assignment', () => {
  const { resources } = new Snapshot('everything');
  const assigned = resources.filter(({ type }) => type === 'Microsoft.Authorization/roleAssignments');
  const definitions = resources.filter(({ type }) => type === 'Microsoft.Authorization/roleDefinitions');
  const nameOf = (role: string) => {
    const found = definitions.find(({ properties }) =>
      String(properties?.['roleName']).endsWith(`: ${role}`),
    );
    return found?.name ?? '';
  };
  const placesOf = (role: string) =>
    assigned
      .filter(({ properties }) => String(properties?.['roleDefinitionId']).includes(nameOf(role)))
      .map(({ id }) => /\/subscriptions\/(\w)[^/']*(?:\/resourceGroups\/([\w-]+))?/.exec(id))
      .map((place) => (place ?? []).slice(1).join(' ').trim());

  test.each([
    ['update fleets', ['1 rg-fleets', '2 rg-fleets']],
    ['take clusters out of fleets', ['1 rg-fleets', '2 rg-fleets']],
    ['read locations', ['1', '2']],
    ['read clusters', ['1', '2 rg-clusters']],
    ['join clusters to fleets', ['1', '2 rg-clusters']],
  ])('of "%s" is where it must be and nowhere else', (role, places) => {
    expect(nameOf(role)).not.toBe('');
    expect(placesOf(role)).toEqual(places);
  });

  it('goes to the app and to topics only, which are no people', () => {
    expect(assigned.length).toBeGreaterThan(10);
    expect(new Set(assigned.map(({ properties }) => properties?.['principalType']))).toEqual(
      new Set(['ServicePrincipal']),
    );
  });
});

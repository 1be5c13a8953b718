import { randomUUID } from 'node:crypto';
import { clusterId, fleetId, type Seed, type SeedCluster, type SeedFleet } from '../seed.ts';
import { maintenanceWindowSchema, regionSchema, type Cluster } from './clusterState.ts';
import type { Fleet, Member } from './fleetState.ts';
import { scopeOf } from './resourceTable.ts';
import type { WorldState } from './worldState.ts';

/** How long an upgrade takes: 13 min 50 s in the documentation's sample of a finished run. */
const DEFAULT_UPGRADE_SECONDS = 830;

/** The state in which the seed's resources have existed for a while. `createdAt` is an ISO time. */
export function worldFromSeed(seed: Seed, createdAt: string): WorldState {
  const eTags = eTagsAt(createdAt);
  const resource = (id: string, name: string) => ({
    id,
    name,
    eTag: eTags.next(),
    createdAt,
    lastModifiedAt: createdAt,
  });
  const clusters = [
    ...seed.fleets.flatMap((fleet) => fleet.members.map(({ cluster }) => cluster)),
    ...(seed.clusters ?? []),
  ].map((cluster): Cluster => ({ ...resource(clusterId(cluster), cluster.name), ...clusterBody(cluster) }));
  const fleets = seed.fleets.map((fleet): Fleet => ({
    ...resource(fleetId(fleet), fleet.name),
    ...fleetBody(fleet),
  }));
  const members = seed.fleets.flatMap((fleet) =>
    fleet.members.map(({ name, group, cluster }): Member => ({
      ...resource(`${fleetId(fleet)}/members/${name}`, name),
      clusterResourceId: clusterId(cluster),
      ...(group !== undefined && { group }),
      provisioningState: 'Succeeded',
      lastOperationId: randomUUID(),
    })),
  );
  const groups = [...fleets, ...clusters].map(({ id }) => scopeOf(scopeOf(id)));
  return {
    version: 1,
    tokenSecret: randomUUID(),
    upgradeSeconds: seed.upgradeSeconds ?? DEFAULT_UPGRADE_SECONDS,
    memberOrder: seed.memberOrder ?? 'name',
    counter: eTags.count(),
    resourceGroups: [...new Set([...groups, ...(seed.resourceGroups ?? [])].map((id) => id.toLowerCase()))],
    regions: Object.entries(seed.regions).map(([location, region]) =>
      regionSchema.parse({ location, ...region }),
    ),
    fleets,
    members,
    updateRuns: [],
    strategies: [],
    autoUpgradeProfiles: [],
    clusters,
    operations: [],
    due: [],
    record: [],
  };
}

function fleetBody({ location }: SeedFleet) {
  return {
    location,
    identity: { type: 'None' },
    provisioningState: 'Succeeded',
    lastOperationId: randomUUID(),
  };
}

function clusterBody(cluster: SeedCluster) {
  return {
    location: cluster.location,
    kubernetesVersion: cluster.kubernetesVersion,
    nodePools: cluster.nodePools.map((pool) => ({
      kubernetesVersion: cluster.kubernetesVersion,
      nodeImageVersion: '',
      ...pool,
    })),
    provisioningState: 'Succeeded',
    powerState: cluster.powerState ?? 'Running',
    ...(cluster.supportPlan && { supportPlan: cluster.supportPlan }),
    maintenance: Object.fromEntries(
      Object.entries(cluster.maintenanceConfigurations ?? {}).map(([name, window]) => [
        name,
        maintenanceWindowSchema.parse(window),
      ]),
    ),
    ...(cluster.upgradeSeconds !== undefined && { upgradeSeconds: cluster.upgradeSeconds }),
  };
}

function eTagsAt(createdAt: string) {
  const second = Math.floor(Date.parse(createdAt) / 1000).toString(16);
  let count = 0;
  return {
    next: () => `"${(++count).toString(16).padStart(8, '0')}-0000-0700-0000-${second}0000"`,
    count: () => count,
  };
}

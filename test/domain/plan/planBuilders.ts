import type {
  Assignment,
  Cluster,
  InventoryMember,
  LatestNodeImage,
  NodePool,
  OfferedVersions,
} from '../../../src/domain/fleet/inventory.ts';
import type { PlanRequest } from '../../../src/domain/plan/plan.ts';
import type { NodeImageSelection, StageDefinition, Upgrade } from '../../../src/domain/plan/updateSpec.ts';

export const READ_AT = '2026-03-01T11:55:00.000Z';
export const UBUNTU = 'AKSUbuntu-2204gen2containerd';
export const WINDOWS = 'AKSWindows-2022-containerd';
export const OLD_UBUNTU = `${UBUNTU}-202507.06.0`;
export const MID_UBUNTU = `${UBUNTU}-202507.21.0`;
export const NEW_UBUNTU = `${UBUNTU}-202508.06.0`;

export function aPool(more: Partial<NodePool> = {}): NodePool {
  return {
    name: 'system',
    mode: 'System',
    osType: 'Linux',
    count: 3,
    kubernetesVersion: '1.32.6',
    nodeImageVersion: OLD_UBUNTU,
    ...more,
  };
}

export function aCluster(name: string, more: Partial<Cluster> = {}): Cluster {
  return {
    id: `/subscriptions/S1/resourcegroups/rg/providers/Microsoft.ContainerService/managedClusters/${name}`,
    location: 'westeurope',
    kubernetesVersion: '1.32.6',
    provisioningState: 'Succeeded',
    powerState: 'Running',
    nodePools: [aPool()],
    ...more,
  };
}

/** A member of fleet `demo` in group `test` whose cluster runs 1.32.6 and an old Ubuntu image. */
export function aMember(
  name: string,
  cluster: Partial<Cluster> = {},
  more: Partial<InventoryMember> = {},
): InventoryMember {
  return { ...anUnreadableMember(name), access: 'Readable', cluster: aCluster(name, cluster), ...more };
}

/** A group of null is none. */
export function anUnreadableMember(name: string, group: string | null = 'test'): InventoryMember {
  return {
    fleet: 'demo',
    name,
    clusterResourceId: aCluster(name).id,
    ...(group !== null && { fleetGroup: group }),
    provisioningState: 'Succeeded',
    access: 'NoAccess',
    asOf: READ_AT,
  };
}

export function anUngroupedMember(name: string): InventoryMember {
  return { ...anUnreadableMember(name, null), access: 'Readable', cluster: aCluster(name) };
}

export function anImage(location: string, nodeImageVersion: string, family = UBUNTU): LatestNodeImage {
  return { subscriptionId: 's1', location, family, nodeImageVersion, asOf: READ_AT };
}

export function anAssignment(member: string, more: Partial<Assignment> = {}): Assignment {
  return {
    fleet: 'demo',
    member,
    clusterResourceId: aCluster(member).id,
    group: 'test',
    changedAt: READ_AT,
    changedBy: 'kim',
    ...more,
  };
}

/** What a region offers to clusters on any support plan; `lts` to those with long-term support only. */
export function anOffer(
  location: string,
  versions: readonly string[],
  lts: readonly string[] = [],
): OfferedVersions {
  const offered = (version: string, supportPlans: string[]) => ({ version, supportPlans, upgrades: [] });
  return {
    subscriptionId: 's1',
    location,
    asOf: READ_AT,
    versions: [
      ...versions.map((version) => offered(version, ['KubernetesOfficial', 'AKSLongTermSupport'])),
      ...lts.map((version) => offered(version, ['AKSLongTermSupport'])),
    ],
  };
}

/** Stages given as `name: group group`. */
export function stagesOf(...stages: readonly string[]): StageDefinition[] {
  return stages.map((stage) => {
    const [name = '', groups = ''] = stage.split(': ');
    return { name, groups: groups.split(' ').map((group) => ({ name: group })) };
  });
}

export function fullTo(kubernetesVersion: string): Upgrade {
  return { type: 'Full', kubernetesVersion };
}

/** One stage with group `test`, node images only, the newest of each region. */
export function aRequest(
  members: readonly InventoryMember[],
  more: Partial<Omit<PlanRequest, 'inventory' | 'managedClusterUpdate'>> & {
    readonly images?: readonly LatestNodeImage[];
    readonly offered?: readonly OfferedVersions[];
    readonly asOf?: Readonly<Record<string, string>>;
    readonly upgrade?: Upgrade;
    readonly selection?: NodeImageSelection;
  } = {},
): PlanRequest {
  const { images, offered, asOf, upgrade, selection, ...rest } = more;
  return {
    stages: stagesOf('first: test'),
    implicit: false,
    fleets: ['demo'],
    assignments: [],
    managedClusterUpdate: {
      upgrade: upgrade ?? { type: 'NodeImageOnly' },
      nodeImageSelection: selection ?? { type: 'Latest' },
    },
    inventory: {
      members,
      latestNodeImages: images ?? [anImage('westeurope', NEW_UBUNTU)],
      offeredVersions: offered ?? [],
      asOf: asOf ?? { demo: READ_AT },
    },
    ...rest,
  };
}

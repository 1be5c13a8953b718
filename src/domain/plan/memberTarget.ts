import type { Cluster, InventoryMember, NodePool } from '../fleet/inventory.ts';
import {
  kubernetesStanding,
  minorSteps,
  parseKubernetesVersion,
  type Standing,
} from '../fleet/kubernetesVersion.ts';
import { imageStanding, parseNodeImage } from '../fleet/nodeImage.ts';
import type { LeftOut, MemberVersions, NodePoolVersions, PlannedMember } from './plan.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { Upgrade } from './updateSpec.ts';
import type { ImageTarget } from './versionLock.ts';

/** What a run brings every member to. */
export interface RunTarget {
  readonly upgrade: Upgrade;
  readonly imageTarget: ImageTarget;
}

export interface TargetedMember {
  readonly member: InventoryMember;
  readonly planned: PlannedMember;
  /** Absent when the cluster cannot be read. */
  readonly changes?: ClusterChanges;
}

export interface ClusterChanges {
  readonly controlPlane: Change;
  /** Sorted by name. */
  readonly pools: readonly PoolChange[];
}

export interface PoolChange {
  readonly pool: NodePool;
  readonly kubernetes: Change;
  readonly image: Change;
}

/** One version of a cluster that a run may change. */
export interface Change {
  /**
   * `Unknown`: Fleet Manager is to look. `Untold`: AKS does not tell what runs, and will not after an update
   * either, so it is no reason for one. What is `Ahead` stays: Fleet Manager never goes back.
   */
  readonly standing: Standing | 'Unknown' | 'Untold' | 'LeftAlone';
  /** Absent when unknown. */
  readonly to?: string | undefined;
}

/**
 * From and to of a member. What is not known counts as to be updated: Fleet Manager reads the cluster itself
 * and skips it if there is nothing to do.
 */
export function targetMember(member: InventoryMember, target: RunTarget): TargetedMember {
  const { fleet, name, clusterResourceId, cluster, access } = member;
  const place = { fleet, name, clusterResourceId };
  if (!cluster) {
    const unknown: MemberVersions = { nodePools: [] };
    const planned = { ...place, from: unknown, to: unknown };
    return access === 'NotAks'
      ? { member, planned: { ...planned, update: false, leftOut: NOT_AKS } }
      : { member, planned: { ...planned, update: true } };
  }
  const changes = changesOf(cluster, target);
  const { controlPlane, pools } = changes;
  const from = {
    kubernetesVersion: cluster.kubernetesVersion,
    nodePools: pools.map(({ pool }) =>
      poolVersions(pool.name, pool.kubernetesVersion, pool.nodeImageVersion),
    ),
  };
  const to = withoutUndefined({
    kubernetesVersion: controlPlane.to,
    nodePools: pools.map(({ pool, kubernetes, image }) => poolVersions(pool.name, kubernetes.to, image.to)),
  });
  const update = standingsOf(changes).some((standing) => standing === 'Behind' || standing === 'Unknown');
  return { member, planned: { ...place, from, to, update }, changes };
}

const NOT_AKS: LeftOut = {
  code: 'NotAksCluster',
  message: 'It is no cluster of AKS, and Fleet Manager updates no other.',
};

/** How everything that the run may change stands to its target. */
export const standingsOf = ({ controlPlane, pools }: ClusterChanges) =>
  [controlPlane, ...pools.flatMap(({ kubernetes, image }) => [kubernetes, image])].map(
    ({ standing }) => standing,
  );

const poolVersions = (
  name: string,
  kubernetesVersion?: string,
  nodeImageVersion?: string,
): NodePoolVersions => withoutUndefined({ name, kubernetesVersion, nodeImageVersion });

function changesOf(cluster: Cluster, target: RunTarget): ClusterChanges {
  const pools = cluster.nodePools.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const { upgrade } = target;
  return {
    controlPlane: changeKubernetes(cluster.kubernetesVersion, upgrade),
    pools: pools.map((pool) => {
      const { kubernetesVersion } = pool;
      const kubernetes: Change =
        upgrade.type === 'Full'
          ? changeKubernetes(kubernetesVersion, upgrade)
          : { standing: 'LeftAlone', to: kubernetesVersion };
      return { pool, kubernetes, image: changeImage(cluster, pool, kubernetes, target) };
    }),
  };
}

function changeKubernetes(current: string | undefined, upgrade: Upgrade): Change {
  if (upgrade.type === 'NodeImageOnly') return { standing: 'LeftAlone', to: current };
  const running = parseKubernetesVersion(current ?? '');
  const target = parseKubernetesVersion(upgrade.kubernetesVersion);
  if (!running || !target) return { standing: 'Unknown' };
  const standing = kubernetesStanding(running, target);
  return { standing, to: standing === 'Behind' ? target.text : current };
}

function changeImage(
  cluster: Cluster,
  pool: NodePool,
  kubernetes: Change,
  { upgrade, imageTarget }: RunTarget,
): Change {
  const current = pool.nodeImageVersion;
  if (upgrade.type === 'ControlPlaneOnly') return { standing: 'LeftAlone', to: current };
  if (current === undefined) return { standing: 'Untold' };
  const running = parseNodeImage(current);
  // Which image of the next family it gets is AKS's choice.
  if (running && losesItsFamily(running.family, kubernetes)) return { standing: 'Behind' };
  const target = running && imageTarget(cluster, running.family);
  if (target === 'LeftAlone') return { standing: 'LeftAlone', to: current };
  if (!running || !target) return { standing: 'Unknown' };
  const standing = imageStanding(running, target) ?? 'Unknown';
  return { standing, to: standing === 'Behind' ? target.fullName : current };
}

/** Azure Linux 2 has no images for Kubernetes 1.32 and later: AKS goes to Azure Linux 3 with the version. */
const AZURE_LINUX_2 = /^AKS(AzureLinux|CBLMariner)-V2/i;
const WITHOUT_AZURE_LINUX_2 = parseKubernetesVersion('1.32');

export function losesItsFamily(family: string, { standing, to }: Change): boolean {
  if (standing !== 'Behind' || !AZURE_LINUX_2.test(family)) return false;
  const version = parseKubernetesVersion(to ?? '');
  return (
    version !== undefined &&
    WITHOUT_AZURE_LINUX_2 !== undefined &&
    minorSteps(WITHOUT_AZURE_LINUX_2, version) >= 0
  );
}

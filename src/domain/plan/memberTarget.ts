import type { Cluster, InventoryMember, NodePool } from '../fleet/inventory.ts';
import { kubernetesStanding, parseKubernetesVersion, type Standing } from '../fleet/kubernetesVersion.ts';
import { imageStanding, parseNodeImage } from '../fleet/nodeImage.ts';
import type { MemberVersions, PlannedMember } from './plan.ts';
import { present } from '../present.ts';
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
  /** Something of it is newer than the run's target; it stays, as Fleet Manager never goes back. */
  readonly isAhead: boolean;
}

/** One version of a cluster that a run may change. */
interface Change {
  readonly standing: Standing | 'Unknown' | 'LeftAlone';
  /** Absent when unknown. */
  readonly to?: string | undefined;
}

/**
 * From and to of a member. What is not known counts as to be updated: Fleet Manager reads the cluster itself
 * and skips it if there is nothing to do.
 */
export function targetMember(member: InventoryMember, target: RunTarget): TargetedMember {
  const { fleet, name, clusterResourceId, cluster } = member;
  const place = { fleet, name, clusterResourceId };
  if (!cluster) {
    const unknown: MemberVersions = { nodePools: [] };
    return { member, planned: { ...place, from: unknown, to: unknown, update: true }, isAhead: false };
  }
  const pools = cluster.nodePools.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const controlPlane = changeKubernetes(cluster.kubernetesVersion, target.upgrade);
  const images = pools.map((pool) => changeImage(cluster, pool, target));
  const poolVersions =
    target.upgrade.type === 'Full'
      ? pools.map((pool) => changeKubernetes(pool.kubernetesVersion, target.upgrade))
      : [];
  const standings = [controlPlane, ...images, ...poolVersions].map(({ standing }) => standing);
  const from = {
    kubernetesVersion: cluster.kubernetesVersion,
    nodePools: pools.map((pool) => present({ name: pool.name, nodeImageVersion: pool.nodeImageVersion })),
  };
  const to = present({
    kubernetesVersion: controlPlane.to,
    nodePools: pools.map(({ name: pool }, index) =>
      present({ name: pool, nodeImageVersion: images[index]?.to }),
    ),
  });
  const update = standings.some((standing) => standing === 'Behind' || standing === 'Unknown');
  return { member, planned: { ...place, from, to, update }, isAhead: standings.includes('Ahead') };
}

function changeKubernetes(current: string | undefined, upgrade: Upgrade): Change {
  if (upgrade.type === 'NodeImageOnly') return { standing: 'LeftAlone', to: current };
  const running = parseKubernetesVersion(current ?? '');
  const target = parseKubernetesVersion(upgrade.kubernetesVersion);
  if (!running || !target) return { standing: 'Unknown' };
  const standing = kubernetesStanding(running, target);
  return { standing, to: standing === 'Behind' ? target.text : current };
}

function changeImage(cluster: Cluster, pool: NodePool, { upgrade, imageTarget }: RunTarget): Change {
  const current = pool.nodeImageVersion;
  if (upgrade.type === 'ControlPlaneOnly') return { standing: 'LeftAlone', to: current };
  const running = parseNodeImage(current ?? '');
  const target = running && imageTarget(cluster, running.family);
  if (target === 'LeftAlone') return { standing: 'LeftAlone', to: current };
  if (!running || !target) return { standing: 'Unknown' };
  const standing = imageStanding(running, target) ?? 'Unknown';
  return { standing, to: standing === 'Behind' ? target.fullName : current };
}

import type { Cluster, NodePool, Region } from '../state/clusterState.ts';
import type { ErrorDetail, ManagedClusterUpdate } from '../state/fleetState.ts';
import type { ClusterVersions } from '../upgradeRecord.ts';
import { compareKubernetes, isAtOrAhead, minorsAhead, offeredVersion } from './kubernetesVersion.ts';
import { compareImageVersions, parseNodeImage } from './nodeImage.ts';

export type PlannedUpgrade =
  | { readonly kind: 'upgrade'; readonly to: PlannedVersions }
  | { readonly kind: 'upToDate'; readonly message: string }
  /** Not in the region yet: the member waits. */
  | { readonly kind: 'unavailable'; readonly error: ErrorDetail }
  | { readonly kind: 'impossible'; readonly error: ErrorDetail };

export interface PlannedVersions extends ClusterVersions {
  /** Kubernetes version that the node pools get; absent when they keep theirs. */
  readonly nodePoolsKubernetesVersion?: string;
}

/** What an update would do to a cluster. `images` are full names, one for a family; without, the region's latest. */
export function planUpgrade(
  cluster: Cluster,
  region: Region,
  update: ManagedClusterUpdate,
  images: readonly string[] | undefined,
): PlannedUpgrade {
  const control = planControlPlane(cluster, region, update);
  if (typeof control === 'object') return control;
  const withPools = update.upgrade.type !== 'ControlPlaneOnly';
  const nodeImages: Record<string, string> = {};
  for (const pool of cluster.nodePools) {
    const image = withPools ? targetImage(pool, region, images) : pool.nodeImageVersion;
    if (typeof image === 'object') return image;
    nodeImages[pool.name] = image;
  }
  const poolsBehind =
    update.upgrade.type === 'Full' &&
    cluster.nodePools.some((pool) => compareKubernetes(pool.kubernetesVersion, control) < 0);
  const imagesBehind = cluster.nodePools.some((pool) => nodeImages[pool.name] !== pool.nodeImageVersion);
  if (control === cluster.kubernetesVersion && !poolsBehind && !imagesBehind) {
    return { kind: 'upToDate', message: upToDateMessage(cluster, update) };
  }
  return {
    kind: 'upgrade',
    to: {
      kubernetesVersion: control,
      nodeImages,
      ...(poolsBehind && { nodePoolsKubernetesVersion: control }),
    },
  };
}

function planControlPlane(
  cluster: Cluster,
  region: Region,
  { upgrade }: ManagedClusterUpdate,
): string | PlannedUpgrade {
  const { kubernetesVersion: target } = upgrade;
  if (target === undefined || isAtOrAhead(cluster.kubernetesVersion, target))
    return cluster.kubernetesVersion;
  const offered = offeredVersion(target, region.kubernetesVersions);
  if (offered === undefined) {
    const message = `target upgrade Kubernetes version "${target}" for cluster "${cluster.name}" is not available in region "${region.location}" \n`;
    return { kind: 'unavailable', error: { code: 'KubernetesVersionNotAvailable', message } };
  }
  if (minorsAhead(cluster.kubernetesVersion, offered) > 1) {
    const message = `Upgrading Kubernetes version ${cluster.kubernetesVersion} to ${offered} is not allowed: a minor version cannot be skipped.`;
    return { kind: 'impossible', error: { code: 'OperationNotAllowed', message } };
  }
  return offered;
}

/** The image that a pool would get: its own when there is no newer one for its family. */
function targetImage(
  pool: NodePool,
  region: Region,
  images: readonly string[] | undefined,
): string | PlannedUpgrade {
  const current = parseNodeImage(pool.nodeImageVersion);
  if (!current) return pool.nodeImageVersion;
  const latest = region.latestNodeImages[current.family];
  const named = images?.map(parseNodeImage).find((image) => image?.family === current.family)?.version;
  const wanted = images ? named : latest;
  if (wanted === undefined || compareImageVersions(wanted, current.version) <= 0)
    return pool.nodeImageVersion;
  const name = `${current.family}-${wanted}`;
  if (latest !== undefined && compareImageVersions(wanted, latest) <= 0) return name;
  const message = `target upgrade node image version "${name}" for agent pool ${pool.name} is not available in region "${region.location}" \n`;
  return { kind: 'unavailable', error: { code: 'NodeImageVersionNotAvailable', message } };
}

/** The words of a recorded skip; those for node images alone are not recorded. */
function upToDateMessage({ name }: Cluster, { upgrade }: ManagedClusterUpdate): string {
  const control = `Skipped control plane upgrade for cluster "${name}": already at or ahead of the target Kubernetes version.`;
  const pools = `Skipped agent pool upgrade for cluster "${name}": already at or ahead of the target Kubernetes version.`;
  const images = `Skipped agent pool upgrade for cluster "${name}": already at the target node image version.`;
  const messages = { Full: `${control} ${pools}`, ControlPlaneOnly: control, NodeImageOnly: images };
  return messages[upgrade.type];
}

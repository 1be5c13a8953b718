import type { Cluster } from '../fleet/inventory.ts';
import { normaliseKubernetesVersion } from '../fleet/kubernetesVersion.ts';
import type { LatestNodeImages } from '../fleet/latestNodeImages.ts';
import { compareNodeImages, onePerFamily, parseNodeImage, type NodeImage } from '../fleet/nodeImage.ts';
import { deniesImage, type DeniedVersion } from './deniedVersion.ts';
import type { VersionLock } from './plan.ts';
import type { ManagedClusterUpdate } from './updateSpec.ts';

/** The image that a pool of a family is brought to in a cluster; undefined when it is not known. */
export type ImageTarget = (cluster: Cluster, family: string) => NodeImage | 'LeftAlone' | undefined;

/** An image family that no one version can be chosen for, with the clusters where none is known. */
interface MissingFamily {
  readonly family: string;
  readonly clusters: readonly Cluster[];
}

export interface LockedVersions {
  readonly lock: VersionLock;
  readonly imageTarget: ImageTarget;
  /** Sorted by family; always empty unless images are `Consistent`. */
  readonly missing: readonly MissingFamily[];
}

/**
 * The versions that a run over these clusters is held to. `Consistent` takes per image family the newest image
 * that every subscription and region with a pool of that family has, which is the oldest of their latest; where that is
 * denied, the newest before it that one of the clusters has.
 */
export function lockVersions(
  update: ManagedClusterUpdate,
  clusters: readonly Cluster[],
  latest: LatestNodeImages,
  denied: readonly DeniedVersion[] = [],
): LockedVersions {
  const kubernetes = kubernetesLock(update);
  const selection = update.nodeImageSelection ?? { type: 'Latest' };
  if (update.upgrade.type === 'ControlPlaneOnly')
    return { lock: kubernetes, imageTarget: () => 'LeftAlone', missing: [] };
  switch (selection.type) {
    case 'Latest':
      return { lock: kubernetes, imageTarget: latest, missing: [] };
    case 'Custom': {
      const names = selection.customNodeImageVersions.map(({ version }) => version);
      const images = onePerFamily(parsedImages(names), 'newest');
      const lock = { ...kubernetes, nodeImageVersions: [...new Set(names)].toSorted() };
      return { lock, imageTarget: (_, family) => images.get(family) ?? 'LeftAlone', missing: [] };
    }
    case 'Consistent': {
      const { images: newest, missing } = consistentImages(clusters, latest);
      const images = allowedImages(newest, clusters, denied);
      const nodeImageVersions = [...images.values()].map((image) => image.fullName).toSorted();
      return {
        lock: { ...kubernetes, nodeImageVersions },
        imageTarget: (_, family) => images.get(family),
        missing,
      };
    }
  }
}

function kubernetesLock({ upgrade }: ManagedClusterUpdate): VersionLock {
  if (upgrade.type === 'NodeImageOnly') return {};
  return {
    kubernetesVersion: normaliseKubernetesVersion(upgrade.kubernetesVersion) ?? upgrade.kubernetesVersion,
  };
}

function consistentImages(
  clusters: readonly Cluster[],
  latest: LatestNodeImages,
): { readonly images: ReadonlyMap<string, NodeImage>; readonly missing: readonly MissingFamily[] } {
  const wanted = clusters.flatMap((cluster) =>
    [...familiesOf(cluster)].map((family) => ({ family, cluster, image: latest(cluster, family) })),
  );
  const lacking = Map.groupBy(
    wanted.filter(({ image }) => !image),
    ({ family }) => family,
  );
  const available = wanted.flatMap(({ family, image }) => (image && !lacking.has(family) ? image : []));
  const missing = [...lacking].map(([family, where]) => ({
    family,
    clusters: where.map(({ cluster }) => cluster),
  }));
  return {
    images: onePerFamily(available, 'oldest'),
    missing: missing.toSorted((one, other) => (one.family < other.family ? -1 : 1)),
  };
}

/**
 * Of older images only those are known that a cluster runs. Where none is known the denied one stays, and the plan objects
 * to it.
 */
function allowedImages(
  images: ReadonlyMap<string, NodeImage>,
  clusters: readonly Cluster[],
  denied: readonly DeniedVersion[],
): ReadonlyMap<string, NodeImage> {
  const isDenied = ({ fullName }: NodeImage) => denied.some((each) => deniesImage(each, fullName));
  if (![...images.values()].some(isDenied)) return images;
  const allowed = clusters.flatMap(imagesOf).filter((image) => !isDenied(image));
  const before = (image: NodeImage) =>
    onePerFamily(
      allowed.filter((other) => (compareNodeImages(other, image) ?? 0) < 0),
      'newest',
    ).get(image.family);
  return new Map(
    [...images].map(([family, image]) => [family, isDenied(image) ? (before(image) ?? image) : image]),
  );
}

function familiesOf(cluster: Cluster): ReadonlySet<string> {
  return new Set(imagesOf(cluster).map((image) => image.family));
}

const imagesOf = ({ nodePools }: Cluster) =>
  parsedImages(nodePools.flatMap(({ nodeImageVersion }) => nodeImageVersion ?? []));

function parsedImages(names: readonly string[]): NodeImage[] {
  return names.map(parseNodeImage).filter((image) => image !== undefined);
}

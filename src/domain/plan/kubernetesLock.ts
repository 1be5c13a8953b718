import type { Cluster } from '../fleet/inventory.ts';
import {
  minorSteps,
  normaliseKubernetesVersion,
  parseKubernetesVersion,
  type KubernetesVersion,
} from '../fleet/kubernetesVersion.ts';
import type { OffersTo } from '../fleet/offeredVersions.ts';
import type { Upgrade } from './updateSpec.ts';

export interface KubernetesLock {
  /** With the patch version that its minor was resolved to; unchanged where none could be chosen. */
  readonly upgrade: Upgrade;
  /** Clusters that cannot have the patch version that most of them could. */
  readonly lacking: readonly Cluster[];
  /** That patch version; absent when AKS offers none of the minor to any of them. */
  readonly most?: string;
  /** Clusters of whose region is not known what it offers. */
  readonly unknown: readonly Cluster[];
}

/**
 * A minor version means one patch for the whole run: the newest that every region concerned offers to those
 * clusters. Left to Fleet Manager it would be the newest of each region at the time of each member.
 */
export function lockKubernetes(
  upgrade: Upgrade,
  clusters: readonly Cluster[],
  offers: OffersTo,
): KubernetesLock {
  const none = { lacking: [], unknown: [] };
  if (upgrade.type === 'NodeImageOnly') return { upgrade, ...none };
  const kubernetesVersion =
    normaliseKubernetesVersion(upgrade.kubernetesVersion) ?? upgrade.kubernetesVersion;
  const asked = { ...upgrade, kubernetesVersion };
  const minor = parseKubernetesVersion(kubernetesVersion);
  if (!minor || minor.hasPatch) return { upgrade: asked, ...none };
  const concerned = clusters.filter((cluster) => isConcerned(cluster, minor, upgrade));
  const unknown = concerned.filter((cluster) => offers(cluster) === undefined);
  const known = concerned.filter((cluster) => !unknown.includes(cluster));
  const patches = known.map((cluster) => patchesOf(offers(cluster) ?? [], minor));
  const most = mostOffered(patches);
  const lacking = known.filter((_, index) => most === undefined || !patches[index]?.has(most));
  const isResolved = most !== undefined && lacking.length === 0 && unknown.length === 0;
  return {
    upgrade: isResolved ? { ...upgrade, kubernetesVersion: most } : asked,
    lacking,
    ...(most !== undefined && { most }),
    unknown,
  };
}

/** Something of the cluster is not beyond the minor already. */
function isConcerned(cluster: Cluster, minor: KubernetesVersion, { type }: Upgrade): boolean {
  const pools =
    type === 'Full' ? cluster.nodePools.flatMap(({ kubernetesVersion }) => kubernetesVersion ?? []) : [];
  return [cluster.kubernetesVersion, ...pools].some((version) => {
    const running = parseKubernetesVersion(version);
    return running === undefined || minorSteps(running, minor) >= 0;
  });
}

function patchesOf(
  offered: readonly { readonly version: string }[],
  minor: KubernetesVersion,
): ReadonlySet<string> {
  const versions = offered.map(({ version }) => parseKubernetesVersion(version));
  return new Set(
    versions.flatMap((version) =>
      version?.hasPatch && minorSteps(minor, version) === 0 ? version.text : [],
    ),
  );
}

/** Of the versions that most have, the newest. */
function mostOffered(patches: readonly ReadonlySet<string>[]): string | undefined {
  const counted = [
    ...Map.groupBy(
      patches.flatMap((each) => [...each]),
      (version) => version,
    ),
  ];
  const patchOf = (version: string) => parseKubernetesVersion(version)?.release.patch ?? 0;
  return counted
    .toSorted(([one, a], [other, b]) => b.length - a.length || patchOf(other) - patchOf(one))
    .at(0)?.[0];
}

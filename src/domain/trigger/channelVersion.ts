import type { Cluster, OfferedVersion } from '../fleet/inventory.ts';
import { minorSteps, parseKubernetesVersion, type KubernetesVersion } from '../fleet/kubernetesVersion.ts';
import type { OffersTo } from '../fleet/offeredVersions.ts';
import { compareVersions } from './release.ts';
import type { Release } from './trigger.ts';

/** The version of a channel, or why there is none; `Unknown` may be known later. */
export type ChannelVersion =
  { readonly version: string } | { readonly none: 'Unknown' | 'NotOffered'; readonly message: string };

/**
 * What a channel means now for some clusters: the newest patch that all their regions offer to their support plans,
 * of the newest minor (Rapid), the one before (Stable), or a given one (Patch). A release that has not reached every
 * region is none yet: else one region's members would wait in the middle of the run, with their locks.
 */
export function channelVersion(
  release: Release,
  clusters: readonly Cluster[],
  offers: OffersTo,
): ChannelVersion {
  const lists = new Map<string, readonly OfferedVersion[] | undefined>();
  for (const cluster of clusters) {
    lists.set(`${cluster.location} ${cluster.supportPlan ?? ''}`, offers(cluster));
  }
  const known = [...lists.values()].filter((list) => list !== undefined);
  if (known.length === 0 || known.length < lists.size) {
    const unknown = clusters.filter((cluster) => offers(cluster) === undefined);
    const where = [...new Set(unknown.map(({ location }) => location))].join(', ');
    const of = where === '' ? 'the members, of which no cluster could be read' : `the members in ${where}`;
    return { none: 'Unknown', message: `It is not known which versions AKS offers to ${of}.` };
  }
  const version = newestOf(release, offeredByAll(known));
  if (version !== undefined) return { version };
  const wanted =
    release.minor === undefined ? `the channel ${release.channel}` : `Kubernetes ${release.minor}`;
  const regions = [...new Set(clusters.map(({ location }) => location))].join(', ');
  return {
    none: 'NotOffered',
    message: `AKS offers no version of ${wanted} in all regions of the members (${regions}).`,
  };
}

function offeredByAll(lists: readonly (readonly OfferedVersion[])[]): KubernetesVersion[] {
  const [first = [], ...others] = lists.map((list) => list.map(({ version }) => version));
  return first
    .filter((version) => others.every((list) => list.includes(version)))
    .toSorted(compareVersions)
    .flatMap((version) => parseKubernetesVersion(version) ?? []);
}

/** Of versions from the oldest to the newest. */
function newestOf({ channel, minor }: Release, versions: readonly KubernetesVersion[]): string | undefined {
  const newest = versions.at(-1);
  if (!newest) return undefined;
  const asked = parseKubernetesVersion(minor ?? '');
  return versions.findLast((version) => {
    if (channel === 'Patch') return asked !== undefined && minorSteps(asked, version) === 0;
    return minorSteps(version, newest) === (channel === 'Rapid' ? 0 : 1);
  })?.text;
}

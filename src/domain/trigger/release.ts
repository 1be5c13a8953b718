import { compare } from 'semver';
import { parseKubernetesVersion } from '../fleet/kubernetesVersion.ts';
import type { Release } from './trigger.ts';

/** What `Microsoft.ContainerService.NewKubernetesVersionAvailable` says is there (facts of AKS's event schema). */
export interface ReleasedVersions {
  /** Newest patch of the newest minor, N. */
  readonly latestSupported: string;
  /** Newest patch of N-1. */
  readonly latestStable: string;
  /** Newest patch of the oldest supported minor. */
  readonly lowestMinor: string;
}

/** The version that an event means for a channel; undefined when it says nothing of it. Previews never count. */
export function versionOf(
  { channel, minor }: Release,
  { latestSupported, latestStable, lowestMinor }: ReleasedVersions,
): string | undefined {
  if (channel === 'Rapid') return latestSupported;
  if (channel === 'Stable') return latestStable;
  return [latestSupported, latestStable, lowestMinor]
    .filter((version) => version.startsWith(`${minor ?? ''}.`))
    .toSorted(compareVersions)
    .at(-1);
}

/** Below zero when `a` is older. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [parseKubernetesVersion(a), parseKubernetesVersion(b)];
  return one && other ? compare(one.release, other.release) : 0;
}

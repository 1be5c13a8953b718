import pLimit from 'p-limit';
import { DependencyError } from '../../domain/errors.ts';
import { subscriptionOf, type InventoryMember, type OfferedVersions } from '../../domain/fleet/inventory.ts';
import type { App } from '../../ports/app.ts';

/** Well under AKS's bucket of 60 requests with one more a second. */
const REQUESTS_AT_ONCE = 4;

interface Place {
  readonly fleet: string;
  readonly subscriptionId: string;
  readonly location: string;
}

/**
 * Reads and stores the Kubernetes versions that AKS offers where the members are, so that a plan can choose among
 * them and ask nobody. Returns the error of what could not be read, by a fleet with a member there; what is
 * offered where AKS refuses to tell (no right to ask, no such region) stays unknown.
 */
export async function refreshOfferedVersions(
  { clusters, inventory }: Pick<App, 'clusters' | 'inventory'>,
  members: readonly InventoryMember[],
  now: string,
): Promise<ReadonlyMap<string, DependencyError>> {
  const failures = new Map<string, DependencyError>();
  const limit = pLimit(REQUESTS_AT_ONCE);
  const read = async ({ fleet, ...place }: Place): Promise<OfferedVersions | undefined> => {
    try {
      const versions = await clusters.offeredVersions(place.subscriptionId, place.location);
      return { ...place, versions, asOf: now };
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      if (error.retryable) failures.set(fleet, error);
      return undefined;
    }
  };
  const offered = await Promise.all(placesOf(members).map((place) => limit(() => read(place))));
  await inventory.putOfferedVersions(offered.filter((place) => place !== undefined));
  return failures;
}

function placesOf(members: readonly InventoryMember[]): Place[] {
  const places = new Map<string, Place>();
  for (const { fleet, cluster } of members) {
    if (!cluster) continue;
    const { id, location } = cluster;
    const subscriptionId = subscriptionOf(id);
    places.set(`${subscriptionId}/${location}`.toLowerCase(), { fleet, subscriptionId, location });
  }
  return [...places.values()];
}

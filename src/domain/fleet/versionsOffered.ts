import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { compareVersions } from '../trigger/release.ts';
import { subscriptionOf, type Inventory, type OfferedVersion, type OfferedVersions } from './inventory.ts';

/** What a region offers to the clusters of each support plan. */
export const regionVersionsSchema = z.object({
  location: z.string(),
  subscriptionId: z.string(),
  /** Members whose cluster is there. */
  members: z.int().nonnegative(),
  /** When AKS was asked; absent while it has not answered, and then there are no plans. */
  asOf: z.string().exactOptional(),
  supportPlans: z.array(
    z.object({
      name: z.string(),
      /** Newest first. */
      versions: z.array(z.object({ version: z.string(), isPreview: z.boolean() })),
    }),
  ),
});
export type RegionVersions = Immutable<z.infer<typeof regionVersionsSchema>>;

/** AKS's plans, whether or not a version names them. */
const PLANS = ['KubernetesOfficial', 'AKSLongTermSupport'];

/** By region and subscription, those in which members are. */
export function versionsOffered({
  members,
  offeredVersions,
}: Pick<Inventory, 'members' | 'offeredVersions'>): RegionVersions[] {
  const known = new Map(offeredVersions.map((place) => [keyOf(place.subscriptionId, place.location), place]));
  const clusters = members.flatMap(({ cluster }) => cluster ?? []);
  const places = Map.groupBy(clusters, ({ id, location }) => keyOf(subscriptionOf(id), location));
  return [...places]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, [first, ...others]]): RegionVersions[] => {
      if (!first) return [];
      const place = known.get(key);
      return [
        {
          location: first.location,
          subscriptionId: subscriptionOf(first.id),
          members: others.length + 1,
          ...(place && { asOf: place.asOf }),
          supportPlans: place ? plansOf(place) : [],
        },
      ];
    });
}

function plansOf({ versions }: OfferedVersions): RegionVersions['supportPlans'] {
  return [...new Set([...PLANS, ...versions.flatMap(({ supportPlans }) => supportPlans)])].map((name) => ({
    name,
    versions: versions
      .filter((version) => isForPlan(version, name))
      .toSorted((one, other) => compareVersions(other.version, one.version))
      .map(({ version, isPreview }) => ({ version, isPreview: isPreview === true })),
  }));
}

/** AKS offers to all what it names no plan for. */
const isForPlan = ({ supportPlans }: OfferedVersion, plan: string) =>
  supportPlans.length === 0 || supportPlans.includes(plan);

/** By region first; Azure spells regions and subscriptions in any case. */
const keyOf = (subscriptionId: string, location: string) => `${location}/${subscriptionId}`.toLowerCase();

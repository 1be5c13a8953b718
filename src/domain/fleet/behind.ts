import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { compareVersions } from '../trigger/release.ts';
import type { Cluster } from './inventory.ts';
import { minorSteps, parseKubernetesVersion } from './kubernetesVersion.ts';
import type { LatestNodeImages } from './latestNodeImages.ts';
import { imageAge, imageStanding, parseNodeImage } from './nodeImage.ts';
import type { OffersTo } from './offeredVersions.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { endOfSupport } from './supportCalendar.ts';

const poolBehind = z.object({
  name: z.string(),
  /** Days since the date in the image's name. */
  imageDays: z.int().exactOptional(),
  /** The newest image of its family in its region, where that is newer than the pool's. */
  newestImage: z.string().exactOptional(),
});

/** How far a cluster is from what its region offers to its support plan. */
export const behindSchema = z.object({
  /** The newest patch of its minor version, where that is newer than what it runs. */
  newestPatch: z.string().exactOptional(),
  /** Minor versions up to the newest that is offered; absent while it is not known what the region offers. */
  minors: z.int().nonnegative().exactOptional(),
  /** The newest version that is offered, where that is newer than what it runs. */
  newestVersion: z.string().exactOptional(),
  pools: z.array(poolBehind),
  /** The last day of AKS's support, and the days up to it: negative once it is over. */
  supportEnds: z.object({ on: z.string(), inDays: z.int() }).exactOptional(),
});
export type Behind = Immutable<z.infer<typeof behindSchema>>;

const DAY_MS = 86_400_000;

/** What a cluster could have, on a day (`2026-11-26`). */
export function behindOf(
  cluster: Cluster,
  offers: OffersTo,
  latestImages: LatestNodeImages,
  today: string,
): Behind {
  const on = endOfSupport(cluster.kubernetesVersion, cluster.supportPlan);
  return withoutUndefined({
    ...versionsBehind(cluster, offers),
    pools: cluster.nodePools.map(({ name, nodeImageVersion }) => {
      const image = parseNodeImage(nodeImageVersion ?? '');
      const newest = image && latestImages(cluster, image.family);
      const isOlder = image && newest && imageStanding(image, newest) === 'Behind';
      return withoutUndefined({
        name,
        imageDays: image && imageAge(image, today),
        newestImage: isOlder ? newest.fullName : undefined,
      });
    }),
    supportEnds: on === undefined ? undefined : { on, inDays: (Date.parse(on) - Date.parse(today)) / DAY_MS },
  });
}

function versionsBehind(
  cluster: Cluster,
  offers: OffersTo,
): { minors?: number | undefined; newestPatch?: string | undefined; newestVersion?: string | undefined } {
  const running = parseKubernetesVersion(cluster.kubernetesVersion);
  const offered = (offers(cluster) ?? []).map(({ version }) => version).toSorted(compareVersions);
  const newest = parseKubernetesVersion(offered.at(-1) ?? '');
  if (!running || !newest) return {};
  const patch = offered.findLast((version) => {
    const parsed = parseKubernetesVersion(version);
    return parsed && minorSteps(running, parsed) === 0;
  });
  const ifNewer = (version: string | undefined) =>
    version !== undefined && compareVersions(running.text, version) < 0 ? version : undefined;
  return {
    newestPatch: ifNewer(patch),
    minors: Math.max(0, minorSteps(running, newest)),
    newestVersion: ifNewer(newest.text),
  };
}

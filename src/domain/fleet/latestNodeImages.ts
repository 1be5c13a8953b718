import { subscriptionOf, type Cluster, type LatestNodeImage } from './inventory.ts';
import { onePerFamily, parseNodeImage, type NodeImage } from './nodeImage.ts';

/** The newest image of a family where the cluster is; undefined when the inventory does not know one. */
export type LatestNodeImages = (cluster: Cluster, family: string) => NodeImage | undefined;

/** Looks up what agentPool upgrade profiles said: availability is by subscription and region. */
export function latestNodeImages(images: readonly LatestNodeImage[]): LatestNodeImages {
  const byPlace = new Map(
    [...Map.groupBy(images, placeOfImage)].map(([place, here]) => {
      const parsed = here.map((image) => parseNodeImage(image.nodeImageVersion));
      return [
        place,
        onePerFamily(
          parsed.filter((image) => image !== undefined),
          'newest',
        ),
      ];
    }),
  );
  return (cluster, family) => byPlace.get(placeOfCluster(cluster))?.get(family);
}

/** Azure spells subscriptions and regions in any case. */
const place = (subscriptionId: string, location: string) => `${subscriptionId}/${location}`.toLowerCase();

const placeOfImage = (image: LatestNodeImage) => place(image.subscriptionId, image.location);

const placeOfCluster = ({ id, location }: Cluster) => place(subscriptionOf(id), location);

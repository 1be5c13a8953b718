import { compareVersions } from '../domain/trigger/release.ts';
import { parseKubernetesVersion } from '../domain/fleet/kubernetesVersion.ts';
import { parseNodeImage } from '../domain/fleet/nodeImage.ts';
import type { VersionLock } from '../domain/plan/plan.ts';
import type { SeedRegion } from '../simulator/seed.ts';
import type { SceneMember } from './sceneMember.ts';

/** What a plan says: the lock of the run, and the images that members of a region come to. */
export interface Planned {
  readonly lock: VersionLock;
  /** By location, full names. */
  readonly images: Readonly<Record<string, readonly string[]>>;
}

/** Newer than any: where nobody says which image is the newest, members have one to go to. */
const NEWER_LINUX = '299901.01.0';
const NEWER_WINDOWS = '29999.1.991231';

/**
 * What the regions of the members offer: the versions that are in use there, the one that is asked for, and of each
 * image family the one that the plan comes to, else a newer one.
 */
export function offeredTo(
  members: readonly SceneMember[],
  asked: string | undefined,
  planned: Planned | undefined,
): Record<string, SeedRegion> {
  const used = members.flatMap(({ kubernetesVersion, nodePools }) => [
    kubernetesVersion,
    ...nodePools.flatMap((pool) => pool.kubernetesVersion ?? []),
  ]);
  const target = planned?.lock.kubernetesVersion ?? patchOf(asked, used);
  const kubernetesVersions = [...new Set([...used, ...(target === undefined ? [] : [target])])].toSorted(
    compareVersions,
  );
  const byRegion = Map.groupBy(members, ({ location }) => location);
  return Object.fromEntries(
    [...byRegion].map(([location, own]) => [
      location,
      { kubernetesVersions, latestNodeImages: imagesOf(own, planned, planned?.images[location] ?? []) },
    ]),
  );
}

/** A minor alone means its newest patch; where none is known, the first. */
function patchOf(asked: string | undefined, known: readonly string[]): string | undefined {
  const version = asked === undefined ? undefined : parseKubernetesVersion(asked);
  if (version === undefined || version.hasPatch) return version?.text;
  return known.some((one) => one.startsWith(`${version.text}.`)) ? undefined : `${version.text}.0`;
}

function imagesOf(
  members: readonly SceneMember[],
  planned: Planned | undefined,
  ofRegion: readonly string[],
): Record<string, string> {
  const inUse = members.flatMap(({ nodePools }) => nodePools.flatMap((pool) => pool.nodeImageVersion ?? []));
  const families = new Set(inUse.flatMap((image) => parseNodeImage(image)?.family ?? []));
  const told = [...(planned?.lock.nodeImageVersions ?? []), ...ofRegion];
  return Object.fromEntries(
    [...families].map((family) => {
      const image = told.find((one) => parseNodeImage(one)?.family === family);
      const newer = family.startsWith('AKSWindows') ? NEWER_WINDOWS : NEWER_LINUX;
      return [family, image?.slice(family.length + 1) ?? newer];
    }),
  );
}

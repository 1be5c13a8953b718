import type { Cluster, OfferedVersion, OfferedVersions } from './inventory.ts';
import { subscriptionOf } from './inventory.ts';
import {
  kubernetesStanding,
  minorSteps,
  parseKubernetesVersion,
  type KubernetesVersion,
} from './kubernetesVersion.ts';

/** AKS's plan of a cluster that says none. */
const STANDARD_PLAN = 'KubernetesOfficial';

/** What the region of a cluster offers to it; undefined when that was not read. */
export type OffersTo = (
  cluster: Pick<Cluster, 'id' | 'location' | 'supportPlan'>,
) => readonly OfferedVersion[] | undefined;

/** Looks up what regions offer, without previews and without what only another support plan may have. */
export function offersTo(offered: readonly OfferedVersions[]): OffersTo {
  const byPlace = new Map(offered.map((place) => [placeOf(place.subscriptionId, place.location), place]));
  return ({ id, location, supportPlan }) =>
    byPlace
      .get(placeOf(subscriptionOf(id), location))
      ?.versions.filter((version) => isOfferedTo(version, supportPlan));
}

/** Long-term support ends later than the standard one: what is left of a version then is for its clusters only. */
export function isOfferedTo(
  { isPreview, supportPlans }: OfferedVersion,
  supportPlan: string | undefined,
): boolean {
  if (isPreview === true) return false;
  const plan = (supportPlan ?? STANDARD_PLAN).toLowerCase();
  return supportPlans.length === 0 || supportPlans.some((each) => each.toLowerCase() === plan);
}

/** Azure spells subscriptions and regions in any case. */
const placeOf = (subscriptionId: string, location: string) => `${subscriptionId}/${location}`.toLowerCase();

/** AKS offers no patch of the minor any more: such a version is out of support. */
export function isOutOfSupport(running: KubernetesVersion, offered: readonly OfferedVersion[]): boolean {
  const minors = minorsOf(offered);
  return minors.length > 0 && minors.every((minor) => minorSteps(running, minor) > 0);
}

/**
 * Whether AKS takes a cluster over more than one minor version: where its list of upgrades says so (long-term
 * support), and from a version out of support to the oldest minor that is supported.
 */
export function mayJump(
  running: KubernetesVersion,
  target: KubernetesVersion,
  offered: readonly OfferedVersion[],
): boolean {
  const here = offered.find(({ version }) => version === running.text);
  if (here?.upgrades.some((version) => leadsTo(version, target))) return true;
  if (!isOutOfSupport(running, offered)) return false;
  return minorsOf(offered).every((minor) => minorSteps(target, minor) >= 0);
}

function leadsTo(version: string, target: KubernetesVersion): boolean {
  const parsed = parseKubernetesVersion(version);
  if (!parsed) return false;
  return target.hasPatch ? parsed.text === target.text : minorSteps(parsed, target) === 0;
}

const minorsOf = (offered: readonly OfferedVersion[]) =>
  offered.map(({ version }) => parseKubernetesVersion(version)).filter((version) => version !== undefined);

/**
 * Whether an upgrade changes the Kubernetes version of a cluster: of its control plane, or with `Full` of a pool. What
 * is there already need not be offered any more, and a node image needs no version at all.
 */
export function needsVersion(
  { kubernetesVersion, nodePools }: Cluster,
  upgrade: { readonly type: 'Full' | 'ControlPlaneOnly'; readonly kubernetesVersion: string },
): boolean {
  const target = parseKubernetesVersion(upgrade.kubernetesVersion);
  const pools = upgrade.type === 'Full' ? nodePools.map((pool) => pool.kubernetesVersion) : [];
  return [kubernetesVersion, ...pools].some((running) => {
    const current = parseKubernetesVersion(running ?? '');
    return !current || !target || kubernetesStanding(current, target) === 'Behind';
  });
}

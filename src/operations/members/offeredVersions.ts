import { subscriptionOf } from '../../domain/fleet/inventory.ts';
import { isOfferedTo, needsVersion } from '../../domain/fleet/offeredVersions.ts';
import { nameSome } from '../../domain/plan/findings.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Run } from '../../domain/run/run.ts';
import type { Obstacle } from '../../domain/run/waiting.ts';
import type { App } from '../../ports/app.ts';

/**
 * What to tell while a release has not reached all regions of members whose Kubernetes version the plan changes;
 * undefined once it has. A region that only others are in may never offer it: an older patch is withdrawn.
 * AKS would let such a member wait in the middle of the run, with its group and its locks.
 */
export async function whereVersionIsMissing(
  { clusters, inventory }: App,
  { fleets, managedClusterUpdate: { upgrade } }: Run,
  plan: Plan,
): Promise<Obstacle | undefined> {
  if (upgrade.type === 'NodeImageOnly') return undefined;
  const { kubernetesVersion } = upgrade;
  const planned = plan.stages.flatMap((stage) => stage.groups.flatMap((group) => group.members));
  const updated = new Set(
    planned.filter(({ update }) => update).map(({ fleet, name }) => `${fleet}/${name}`),
  );
  const { members } = await inventory.read(fleets);
  const missing = new Set<string>();
  for (const { fleet, name, cluster } of members) {
    if (!cluster || !updated.has(`${fleet}/${name}`) || missing.has(cluster.location)) continue;
    if (!needsVersion(cluster, upgrade)) continue;
    const { id, location, supportPlan } = cluster;
    const offered = await clusters.offeredVersions(subscriptionOf(id), location);
    const isThere = offered.some((one) => one.version === kubernetesVersion && isOfferedTo(one, supportPlan));
    if (!isThere) missing.add(location);
  }
  if (missing.size === 0) return undefined;
  const message = `Kubernetes ${kubernetesVersion} is not offered in ${nameSome([...missing])} yet. The run begins when it is.`;
  return { reason: 'VersionNotInRegion', message };
}

import { subscriptionOf } from '../../domain/fleet/inventory.ts';
import { isOfferedTo, needsVersion } from '../../domain/fleet/offeredVersions.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { membersOfPlan } from '../../domain/run/beginObstacles.ts';
import type { Run } from '../../domain/run/run.ts';
import type { App } from '../../ports/app.ts';

/**
 * Regions that a release has not reached, of members whose Kubernetes version the plan changes. A region that only others
 * are in may never offer it: an older patch is withdrawn. AKS would let such a member wait in the middle of the run, with
 * its group and its locks.
 */
export async function regionsWithout(
  { clusters, inventory }: App,
  { fleets, managedClusterUpdate: { upgrade } }: Run,
  plan: Plan,
): Promise<string[]> {
  if (upgrade.type === 'NodeImageOnly') return [];
  const { members } = await inventory.read(fleets);
  const missing = new Set<string>();
  for (const { cluster } of membersOfPlan(plan, members)) {
    if (!cluster || missing.has(cluster.location) || !needsVersion(cluster, upgrade)) continue;
    const { id, location, supportPlan } = cluster;
    const offered = await clusters.offeredVersions(subscriptionOf(id), location);
    const isThere = offered.some(
      (one) => one.version === upgrade.kubernetesVersion && isOfferedTo(one, supportPlan),
    );
    if (!isThere) missing.add(location);
  }
  return [...missing];
}

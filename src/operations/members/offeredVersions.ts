import { nameSome } from '../../domain/plan/findings.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Run } from '../../domain/run/run.ts';
import type { ClusterGateway } from '../../ports/clusterGateway.ts';
import type { InventoryStore } from '../../ports/stores.ts';

/**
 * What to tell while a release has not reached all regions in which the plan updates members; undefined once it has.
 * AKS would let such a member wait in the middle of the run, with its group and its locks.
 */
export async function whereVersionIsMissing(
  { clusters, inventory }: { readonly clusters: ClusterGateway; readonly inventory: InventoryStore },
  { fleets, managedClusterUpdate: { upgrade } }: Run,
  plan: Plan,
): Promise<string | undefined> {
  if (upgrade.type === 'NodeImageOnly') return undefined;
  const { kubernetesVersion } = upgrade;
  const planned = plan.stages.flatMap((stage) => stage.groups.flatMap((group) => group.members));
  const updated = new Set(
    planned.filter(({ update }) => update).map(({ fleet, name }) => `${fleet}/${name}`),
  );
  const { members } = await inventory.read(fleets);
  const places = new Map<string, { readonly subscriptionId: string; readonly location: string }>();
  for (const { fleet, name, clusterResourceId, cluster } of members) {
    if (!cluster || !updated.has(`${fleet}/${name}`)) continue;
    const subscriptionId = clusterResourceId.split('/')[2] ?? '';
    places.set(`${subscriptionId}/${cluster.location}`.toLowerCase(), {
      subscriptionId,
      location: cluster.location,
    });
  }
  const missing = new Set<string>();
  for (const { subscriptionId, location } of places.values()) {
    if (!(await clusters.offersKubernetesVersion(subscriptionId, location, kubernetesVersion)))
      missing.add(location);
  }
  if (missing.size === 0) return undefined;
  return `Kubernetes ${kubernetesVersion} is not offered in ${nameSome([...missing])} yet. The run begins when it is.`;
}

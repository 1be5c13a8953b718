import type { ClusterItem } from '../../domain/fleet/memberView.ts';
import type { InventoryMember } from '../../domain/fleet/inventory.ts';
import { clusterKey } from '../../domain/group/lock.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { sharedClusterList } from './sharedClusterList.ts';
import type { App } from '../../ports/app.ts';

const SUBSCRIPTION = /^\/subscriptions\/([^/]+)\//i;

/**
 * The AKS clusters in the subscriptions of the fleets and of their members, by name, each with the member that it
 * is. A subscription that the app may not look into has none. All who ask within a minute share a list.
 */
export async function readClusters(app: App): Promise<ClusterItem[]> {
  const { members } = await app.inventory.read(app.fleetAliases);
  const ids = [
    ...Object.values(app.settings.fleets),
    ...members.map(({ clusterResourceId }) => clusterResourceId),
  ];
  const lists = await Promise.all(
    subscriptionsOf(ids).map((subscription) => sharedClusterList(app, subscription)),
  );
  const byCluster = new Map(members.map((member) => [clusterKey(member.clusterResourceId), member]));
  return lists
    .flatMap((list) => (list === 'NoAccess' ? [] : list))
    .map(({ id, location, kubernetesVersion }) => {
      const name = id.split('/').at(-1) ?? id;
      const member = memberOf(byCluster.get(clusterKey(id)));
      return withoutUndefined({ clusterResourceId: id, name, location, kubernetesVersion, member });
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function subscriptionsOf(ids: readonly string[]): string[] {
  return [...new Set(ids.flatMap((id) => SUBSCRIPTION.exec(id)?.[1]?.toLowerCase() ?? []))].toSorted();
}

const memberOf = (member: InventoryMember | undefined) =>
  member && { fleet: member.fleet, name: member.name };

import { standingOf } from '../../domain/fleet/clusterStanding.ts';
import type { ClusterAnswer } from '../../domain/fleet/clusterActivity.ts';
import { subscriptionOf } from '../../domain/fleet/inventory.ts';
import type { Standings } from '../../domain/group/clusterRules.ts';
import { clusterKey } from '../../domain/group/lock.ts';
import type { App } from '../../ports/app.ts';
import { sharedClusterList } from '../members/sharedClusterList.ts';

/** How clusters stand by the lists of their subscriptions: one request a minute for all groups of a process. */
export async function listedStandings(app: App, ids: readonly string[]): Promise<Standings> {
  const wanted = new Set(ids.map(clusterKey));
  const subscriptions = new Set(ids.map((id) => subscriptionOf(id).toLowerCase()));
  const lists = await Promise.all(
    [...subscriptions].map((subscription) => sharedClusterList(app, subscription)),
  );
  const listed = lists.flatMap((list) => (list === 'NoAccess' ? [] : list));
  return standingsOf(listed.filter(({ id }) => wanted.has(clusterKey(id))).map((each) => [each.id, each]));
}

/** The same by asking for each. */
export async function standings(app: App, ids: readonly string[]): Promise<Standings> {
  const answers: [string, ClusterAnswer][] = [];
  for (const id of ids) answers.push([id, await app.clusters.getCluster(id)]);
  return standingsOf(answers);
}

function standingsOf(answers: readonly (readonly [string, ClusterAnswer])[]): Standings {
  const known = answers.flatMap(([id, answer]) => {
    const standing = standingOf(answer);
    return standing ? [[clusterKey(id), standing] as const] : [];
  });
  return new Map(known);
}

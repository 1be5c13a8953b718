import type { Cluster } from '../../domain/fleet/inventory.ts';
import { offersTo } from '../../domain/fleet/offeredVersions.ts';
import { offersWithout } from '../../domain/plan/deniedVersion.ts';
import { placeMembers } from '../../domain/plan/placement.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { channelVersion, type ChannelVersion } from '../../domain/trigger/channelVersion.ts';
import type { Release, ScheduleTrigger } from '../../domain/trigger/trigger.ts';
import type { App } from '../../ports/app.ts';
import { readFleets } from '../members/readFleets.ts';
import { resolveRequest } from '../runs/resolveRequest.ts';

type Scope = Pick<ScheduleTrigger, 'strategy' | 'fleets'>;

/** The update stands for none: which members a run has does not depend on it. */
const NO_UPDATE = { upgrade: { type: 'NodeImageOnly' } } as const;

/**
 * What a channel means for the members that a run of the trigger would update, by what AKS says now: nobody may have
 * read it for days. Throws while Azure does not answer, as it can be asked again.
 */
export async function versionOfChannel(app: App, release: Release, scope: Scope): Promise<ChannelVersion> {
  const { fleets } = await resolved(app, scope);
  const failures = await readFleets(app, fleets, await app.inventory.read(fleets));
  for (const failure of failures.values()) if (failure.retryable) throw failure;
  return await knownVersionOfChannel(app, release, scope);
}

/** The same by what is known, without a call to Azure. */
export async function knownVersionOfChannel(
  app: App,
  release: Release,
  scope: Scope,
): Promise<ChannelVersion> {
  const { stages, implicit, fleets, managedClusterUpdate } = await resolved(app, scope);
  const [inventory, assignments, denials] = await Promise.all([
    app.inventory.read(fleets),
    app.assignments.list(fleets),
    app.deniedVersions.list(),
  ]);
  const placed = placeMembers({ stages, implicit, fleets, managedClusterUpdate, inventory, assignments });
  const clusters = placed.stages
    .flat(2)
    .flatMap(({ cluster }): readonly Cluster[] => (cluster ? [cluster] : []));
  const denied = denials.map(({ value }) => value);
  return channelVersion(release, clusters, offersWithout(offersTo(inventory.offeredVersions), denied));
}

const resolved = (app: App, { strategy, fleets }: Scope) =>
  resolveRequest(app, {
    ...withoutUndefined({ strategy, fleets: fleets && [...fleets] }),
    managedClusterUpdate: NO_UPDATE,
  });

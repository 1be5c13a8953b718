import { secondsAfter } from '../../domain/seconds.ts';
import { nameSome } from '../../domain/plan/findings.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import type { Attempt } from '../../domain/run/run.ts';
import { waitingOf, type Obstacle } from '../../domain/run/waiting.ts';
import type { App } from '../../ports/app.ts';

/** AKS was seen to need half a minute; what takes longer is something else, and a finding of the plan. */
const LONGEST_WAIT_SECONDS = 120;

/**
 * What to tell while AKS is Updating clusters that the plan updates: it is so for a while after a join or a change of
 * group, and a member met in that state would fail. Undefined when there is nothing, or no more, to wait for.
 */
export async function whatAksIsUpdating(
  app: App,
  fleets: readonly string[],
  plan: Plan,
  attempt: Attempt,
): Promise<Obstacle | undefined> {
  const now = new Date(app.now());
  const waiting = waitingOf(attempt);
  const since = waiting?.reason === 'ClusterBusy' ? new Date(waiting.since) : now;
  const until = secondsAfter(since, LONGEST_WAIT_SECONDS);
  if (until <= now) return undefined;
  const planned = plan.stages.flatMap((stage) => stage.groups.flatMap((group) => group.members));
  const updated = new Set(
    planned.filter(({ update }) => update).map(({ fleet, name }) => `${fleet}/${name}`),
  );
  const { members } = await app.inventory.read(fleets);
  const updating = members.filter(
    ({ fleet, name, cluster }) =>
      updated.has(`${fleet}/${name}`) && cluster?.provisioningState === 'Updating',
  );
  if (updating.length === 0) return undefined;
  const message = `Waits until AKS has taken note of the membership of ${nameSome(updating.map(({ name }) => name))}.`;
  return { reason: 'ClusterBusy', message, until: until.toISOString() };
}

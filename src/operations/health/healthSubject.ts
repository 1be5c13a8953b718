import type { Timing } from '../../domain/gate/gateRow.ts';
import type { HealthSubject } from '../../domain/health/subject.ts';
import type { MemberRow } from '../../domain/run/run.ts';
import { hasEnded } from '../../domain/run/states.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { App } from '../../ports/app.ts';

/**
 * After: the members that were updated, at their new versions. Before: those that are left to update, at the versions
 * that they have.
 */
export async function healthSubject(
  app: App,
  { runId }: { readonly runId: string },
  members: readonly MemberRow[],
  timing: Timing,
  since: string,
): Promise<HealthSubject> {
  const isMeant = ({ state }: MemberRow) => (timing === 'After' ? state === 'Completed' : !hasEnded(state));
  const meant = members.filter(isMeant);
  const fleets = [...new Set(meant.map(({ fleet }) => fleet))];
  const known = await app.inventory.read(fleets);
  const locations = new Map(
    known.members.map(({ clusterResourceId, cluster }) => [
      clusterResourceId.toLowerCase(),
      cluster?.location,
    ]),
  );
  const clusters = meant.map(({ name, clusterResourceId, from, to }) =>
    withoutUndefined({
      name,
      clusterResourceId,
      location: locations.get(clusterResourceId.toLowerCase()),
      to: timing === 'After' ? to : from,
    }),
  );
  const plan = await app.runs.plan(runId);
  return { clusters, lock: plan?.lock ?? {}, since };
}

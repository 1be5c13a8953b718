import { FleetUpdatesError, invalidRequest } from '../../domain/errors.ts';
import type { RequestedUpdate } from '../../domain/plan/requestedUpdate.ts';
import { takeVersions } from '../../domain/plan/takenVersions.ts';
import type { ManagedClusterUpdate } from '../../domain/plan/updateSpec.ts';
import { runState } from '../../domain/run/rollUp.ts';
import type { App } from '../../ports/app.ts';

/** The update with the versions of a run that ended Completed. Throws with the pointer of what stands against it. */
export async function takeVersionsFrom(
  { runs }: App,
  update: RequestedUpdate,
  name: string,
): Promise<ManagedClusterUpdate> {
  const run = await runs.findByName(name);
  const tree = run && (await runs.tree(run.runId));
  if (!tree) throw noSuchRun(name);
  const { plan } = tree;
  const members = plan ? await runs.members(tree.run.runId, plan.planId) : [];
  const taken = takeVersions(update, {
    name,
    state: runState(tree),
    managedClusterUpdate: tree.run.managedClusterUpdate,
    lock: plan?.lock,
    members: members.map(({ member }) => member),
  });
  if (!('detail' in taken)) return taken;
  const { pointer, detail, isBadRequest } = taken;
  if (isBadRequest) throw invalidRequest({ pointer, detail });
  throw new FleetUpdatesError('VersionsNotProven', detail, { errors: [{ pointer, detail }] });
}

/** Of a name in `versionsFrom`. */
export function noSuchRun(name: string): FleetUpdatesError {
  const detail = `There is no run ${name} to take versions from: it was never made, or is deleted. GET /api/runs lists those there are.`;
  return new FleetUpdatesError('UnknownRun', detail, {
    errors: [{ pointer: '/versionsFrom/run', detail }],
  });
}

import { FleetUpdatesError } from '../../domain/errors.ts';
import { deniedOfMembers } from '../../domain/plan/deniedFindings.ts';
import { isDone } from '../../domain/run/states.ts';
import type { App } from '../../ports/app.ts';
import type { RunTree } from '../../ports/stores.ts';

/**
 * Throws when the frozen plan of a run would bring a version that was denied since: after a bad night the next start
 * must not do it again.
 */
export async function refuseDenied(
  { runs, deniedVersions }: App,
  { run, plan }: Pick<RunTree, 'run' | 'plan'>,
): Promise<void> {
  const denied = (await deniedVersions.list()).map(({ value }) => value);
  if (!plan || denied.length === 0) return;
  const members = (await runs.members(run.runId, plan.planId)).map(({ member }) => member);
  const findings = deniedOfMembers(
    members.filter(({ state }) => !isDone(state)),
    denied,
  );
  if (findings.length === 0) return;
  const detail = `The plan of run ${run.name} is frozen with a version that was denied since. ${findings.map(({ message }) => message).join(' ')} Create a new run, or allow the version again.`;
  throw new FleetUpdatesError('PlanRefused', detail, { extensions: { findings } });
}

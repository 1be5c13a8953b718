import { FleetUpdatesError } from '../../domain/errors.ts';
import { deniedOfMembers, unreadableFindings } from '../../domain/plan/deniedFindings.ts';
import { isDone } from '../../domain/run/states.ts';
import type { App } from '../../ports/app.ts';
import type { RunTree } from '../../ports/runStore.ts';

/**
 * Throws when the frozen plan of a run would bring a version that was denied since: after a bad night the next start
 * must not do it again.
 */
export async function refuseDenied(
  { runs, deniedVersions }: App,
  { run, plan }: Pick<RunTree, 'run' | 'plan'>,
): Promise<void> {
  const { value, unreadable } = await deniedVersions.listAll();
  if (!plan || value.length + unreadable.length === 0) return;
  const unknown = unreadableFindings(unreadable.map(({ name }) => name));
  const members = (await runs.members(run.runId, plan.planId)).map(({ member }) => member);
  const since = deniedOfMembers(
    members.filter(({ state, postponed }) => !isDone(state) || postponed),
    value.map((stored) => stored.value),
  );
  const findings = [...unknown, ...since];
  if (findings.length === 0) return;
  const words = findings.map(({ message }) => message).join(' ');
  const detail =
    since.length === 0
      ? `Run ${run.name} cannot be started. ${words}`
      : `The plan of run ${run.name} is frozen with a version that was denied since. ${words} Create a new run, or allow the version again.`;
  throw new FleetUpdatesError('PlanRefused', detail, { extensions: { findings } });
}

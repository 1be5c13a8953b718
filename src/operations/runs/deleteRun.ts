import type { Caller } from '../caller.ts';
import { DELETION_ASKED } from '../../domain/run/deletion.ts';
import { runState } from '../../domain/run/rollUp.ts';
import { removeRun } from '../upkeep/removedRuns.ts';
import { treeThatTakes, type NamedRun } from './namedRun.ts';
import type { DurableApp } from '../../ports/app.ts';

/** Deletes a run that has ended or never started, with everything of it, and leaves an audit entry. */
export async function deleteRun(
  app: DurableApp,
  { actor, now }: Caller,
  { name, ifMatch }: NamedRun,
): Promise<void> {
  const tree = await treeThatTakes('delete', app, { name, ifMatch });
  const { runId, createdAt } = tree.run;
  const message = `Deleted run ${name} (${runState(tree)}, ${tree.attempts.length} attempts, created ${createdAt}).`;
  await removeRun(app, runId, { time: now, type: DELETION_ASKED, actor, message });
}

import type { Caller } from '../caller.ts';
import { DELETION_ASKED } from '../../domain/run/deletion.ts';
import { runState } from '../../domain/run/rollUp.ts';
import type { Orchestrations } from '../../ports/orchestrations.ts';
import { removeRun } from '../upkeep/removedRuns.ts';
import { invalidState, treeOf, type RunPorts } from './runPorts.ts';

/** Deletes a run that has ended or never started, with everything of it, and leaves an audit entry. */
export async function deleteRun(
  ports: RunPorts,
  orchestrations: Orchestrations,
  name: string,
  { actor, now }: Caller,
  ifMatch?: string,
): Promise<void> {
  const tree = await treeOf(ports, name, ifMatch);
  const newest = tree.attempts.at(-1);
  if (newest && newest.endedAt === undefined) {
    throw invalidState(`Run ${name} is ${runState(tree)}: stop it first, and delete it when it has ended.`);
  }
  const { runId, createdAt } = tree.run;
  const message = `Deleted run ${name} (${runState(tree)}, ${tree.attempts.length} attempts, created ${createdAt}).`;
  await removeRun(ports, orchestrations, runId, { time: now, type: DELETION_ASKED, actor, message });
}

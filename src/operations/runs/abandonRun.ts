import type { Caller } from '../caller.ts';
import { runState } from '../../domain/run/rollUp.ts';
import { endAbandoned, type AbandonPorts } from '../upkeep/abandonedRuns.ts';
import { invalidState, treeOf } from './runPorts.ts';

/** The way out when nothing else helps: the attempt ends at once, whatever Azure and its orchestration do. */
export async function abandonRun(
  ports: AbandonPorts,
  name: string,
  reason: string,
  { actor, now }: Caller,
  ifMatch?: string,
): Promise<void> {
  const tree = await treeOf(ports, name, ifMatch);
  const { runId } = tree.run;
  const newest = tree.attempts.at(-1);
  if (newest?.endedAt !== undefined || newest === undefined) {
    throw invalidState(`Run ${name} is ${runState(tree)}: only one that goes on can be abandoned.`);
  }
  const abandoned = await endAbandoned(ports, runId, newest.number, { by: actor, at: now, reason });
  if (!abandoned) throw invalidState(`Run ${name} ended at the same time. Read it again.`);
}

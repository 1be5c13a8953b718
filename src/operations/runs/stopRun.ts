import type { Caller } from '../caller.ts';
import { runState } from '../../domain/run/rollUp.ts';
import { hasEnded } from '../../domain/run/states.ts';
import { invalidState, treeOf, type RunPorts } from './runPorts.ts';

/** Stops the attempt that goes on: members that are running finish, nothing new starts. Safe to repeat. */
export async function stopRun(
  { runs, commands }: RunPorts,
  name: string,
  { actor, now }: Caller,
  ifMatch?: string,
): Promise<void> {
  const tree = await treeOf({ runs }, name, ifMatch);
  const attempt = tree.attempts.at(-1);
  const state = runState(tree);
  if (!attempt || hasEnded(state))
    throw invalidState(`Run ${name} is ${state}: only one that goes on can be stopped.`);
  const message = `Stopped by ${actor}.`;
  const stop = { attempt: attempt.number, reason: 'User', by: actor, at: now, message } as const;
  await commands.addStop(tree.run.runId, stop);
}

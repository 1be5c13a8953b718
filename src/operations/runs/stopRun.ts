import type { Caller } from '../caller.ts';
import { runState } from '../../domain/run/rollUp.ts';
import { hasEnded } from '../../domain/run/states.ts';
import { invalidState, treeOf, type NamedRun } from './namedRun.ts';
import type { App } from '../../ports/app.ts';

/** Stops the attempt that goes on: members that are running finish, nothing new starts. Safe to repeat. */
export async function stopRun(app: App, { actor, now }: Caller, { name, ifMatch }: NamedRun): Promise<void> {
  const tree = await treeOf(app, { name, ifMatch });
  const attempt = tree.attempts.at(-1);
  const state = runState(tree);
  if (!attempt || hasEnded(state))
    throw invalidState(`Run ${name} is ${state}: only one that goes on can be stopped.`);
  const message = `Stopped by ${actor}.`;
  const stop = { attempt: attempt.number, reason: 'User', by: actor, at: now, message } as const;
  await app.commands.addStop(tree.run.runId, stop);
}

import type { Caller } from '../caller.ts';
import { treeThatTakes, type NamedRun } from './namedRun.ts';
import type { App } from '../../ports/app.ts';

/** Stops the attempt that goes on: members that are running finish, nothing new starts. Safe to repeat. */
export async function stopRun(app: App, { actor, now }: Caller, { name, ifMatch }: NamedRun): Promise<void> {
  const tree = await treeThatTakes('stop', app, { name, ifMatch });
  const message = `Stopped by ${actor}.`;
  const stop = {
    attempt: tree.attempts.at(-1)?.number ?? 0,
    reason: 'User',
    by: actor,
    at: now,
    message,
  } as const;
  await app.commands.addStop(tree.run.runId, stop);
}

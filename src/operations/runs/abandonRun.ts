import type { Caller } from '../caller.ts';
import { runState } from '../../domain/run/rollUp.ts';
import { endAbandoned } from '../upkeep/abandonedRuns.ts';
import type { AbandonBody } from '../../contracts/runs.ts';
import { invalidState, treeOf, type NamedRun } from './namedRun.ts';
import type { App } from '../../ports/app.ts';

/** The way out when nothing else helps: the attempt ends at once, whatever Azure and its orchestration do. */
export async function abandonRun(
  app: App,
  { actor, now }: Caller,
  { name, ifMatch, reason }: NamedRun & AbandonBody,
): Promise<void> {
  const tree = await treeOf(app, { name, ifMatch });
  const { runId } = tree.run;
  const newest = tree.attempts.at(-1);
  if (newest?.endedAt !== undefined || newest === undefined) {
    throw invalidState(`Run ${name} is ${runState(tree)}: only one that goes on can be abandoned.`);
  }
  const abandoned = await endAbandoned(app, runId, newest.number, { by: actor, at: now, reason });
  if (abandoned === 'lost') throw invalidState(`Run ${name} ended at the same time. Read it again.`);
}

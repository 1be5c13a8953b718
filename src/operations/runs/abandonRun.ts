import type { Caller } from '../caller.ts';
import { endAbandoned } from '../upkeep/abandonedRuns.ts';
import type { AbandonBody } from '../../contracts/runs.ts';
import { invalidState, treeThatTakes, type NamedRun } from './namedRun.ts';
import type { App } from '../../ports/app.ts';

/** The way out when nothing else helps: the attempt ends at once, whatever Azure and its orchestration do. */
export async function abandonRun(
  app: App,
  { actor, now }: Caller,
  { name, ifMatch, reason }: NamedRun & AbandonBody,
): Promise<void> {
  const { run, attempts } = await treeThatTakes('abandon', app, { name, ifMatch });
  const newest = attempts.at(-1)?.number ?? 0;
  const abandoned = await endAbandoned(app, run.runId, newest, { by: actor, at: now, reason });
  if (abandoned === 'lost') throw invalidState(`Run ${name} ended at the same time. Read it again.`);
}

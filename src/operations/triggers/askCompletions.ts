import { hasEnded } from '../../domain/run/states.ts';
import type { RunListEntry } from '../../domain/run/run.ts';
import { circleOf } from '../../domain/trigger/circle.ts';
import {
  completionKey,
  completionStart,
  firstEnd,
  isNews,
  waitsFor,
} from '../../domain/trigger/completion.ts';
import type { CompletionTrigger, Trigger } from '../../domain/trigger/trigger.ts';
import type { App, DurableApp } from '../../ports/app.ts';
import type { Report } from '../upkeep/guarded.ts';
import { admit } from './startRequests.ts';

const PAGE = 100;

/**
 * Asks for a start for each run that came to a state that a trigger waits for. It looks at what there is, not at events,
 * so an end while the app was down is found afterwards; a run that was asked for is never asked for again.
 */
export async function askCompletions(
  app: DurableApp,
  all: readonly Trigger[],
  report: Report,
): Promise<void> {
  const triggers = all.flatMap((each) => (each.kind === 'completion' && each.enabled ? [each] : []));
  if (triggers.length === 0) return;
  const runs = await allRuns(app);
  for (const trigger of triggers) {
    try {
      await ask(app, trigger, runs, all);
    } catch (error) {
      report(`trigger ${trigger.name}`, error);
    }
  }
}

async function ask(
  app: DurableApp,
  trigger: CompletionTrigger,
  runs: readonly RunListEntry[],
  all: readonly Trigger[],
): Promise<void> {
  const now = app.now();
  const asked = runs.filter((run) => waitsFor(trigger, run) && mayHaveEnded(trigger, run, now));
  // Two triggers that were written at the same moment may have made one that each PUT alone refuses.
  const circle = asked.length > 0 && circleOf(trigger, all);
  if (circle)
    throw new Error(`It starts nothing: its runs would start it again (${circle.join(', then ')}).`);
  // Oldest first, so that of two ends the later one waits for the earlier.
  for (const run of asked.toReversed()) await askFor(app, trigger, run, now);
}

async function askFor(
  app: DurableApp,
  trigger: CompletionTrigger,
  { runId, name }: RunListEntry,
  now: string,
): Promise<void> {
  if (await app.triggers.requests.get(completionKey(trigger, runId))) return;
  const tree = await app.runs.tree(runId);
  const end = tree && firstEnd(trigger, tree.attempts);
  if (!end || !isNews(trigger, end.at, now)) return;
  await admit(app, completionStart(trigger, { runId, name }, end, now));
}

/** As far as the list of runs says it: a run that was started again may have ended so before. */
function mayHaveEnded(trigger: CompletionTrigger, run: RunListEntry, now: string): boolean {
  const { attempt, state, completedTime } = run;
  if (completedTime !== undefined && !isNews(trigger, completedTime, now)) return false;
  return attempt > 1 || (hasEnded(state) && trigger.completion.states.includes(state));
}

/** Newest first. */
async function allRuns({ runs }: App): Promise<RunListEntry[]> {
  const all: RunListEntry[] = [];
  let page = await runs.list(PAGE);
  for (;;) {
    all.push(...page.value);
    if (page.continuation === undefined) return all;
    page = await runs.list(PAGE, page.continuation);
  }
}

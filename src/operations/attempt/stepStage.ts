import type { StageKey, StageRound } from '../../contracts/orchestration.ts';
import { decideStage, type StageStep } from '../../domain/run/decideStage.ts';
import { withAskedWait } from '../../domain/run/askedWait.ts';
import { budgetsAt } from '../../domain/run/failureBudget.ts';
import { isUnderWay } from '../../domain/run/abandon.ts';
import { refreshListEntry } from '../runs/refreshListEntry.ts';
import { traced } from './traced.ts';
import type { App } from '../../ports/app.ts';

type StageStepKey = StageKey & { readonly fannedOut: boolean };

const OVER: StageRound = { next: 'ended', goesOn: false };

/** One round of a stage: reads its rows, decides, writes its own row. Safe to repeat. */
export async function stepStage(app: App, key: StageStepKey): Promise<StageRound> {
  const { runs, commands } = app;
  const { runId, planId, stage: index, attempt, fannedOut } = key;
  return await traced(app, key, `stage ${index + 1}`, OVER, async () => {
    const [newest, run, stage, groups, given] = await Promise.all([
      runs.attempt(runId),
      runs.get(runId),
      runs.stage(runId, planId, index),
      runs.groupsOfStage(runId, planId, index),
      commands.commands(runId, attempt),
    ]);
    if (!run || !stage || !isUnderWay(newest?.value, attempt)) return OVER;
    const now = app.now();
    const counted = run.policy?.maxAllowedFailures === undefined ? groups : await runs.groups(runId, planId);
    const budgets = budgetsAt(run, { stage: index }, counted, attempt);
    const step = decideStage({
      now,
      attempt,
      stage: withAskedWait(stage.value, run.stages[index]),
      groups,
      commands: given,
      budgets,
      fannedOut,
    });
    if (step.change) {
      const write = { value: step.change.stage, eTag: stage.eTag };
      if ((await runs.writeStage(runId, planId, write, step.change.events)) === 'lost')
        return { next: 'again' };
      if (step.next.kind === 'ended') await refreshListEntry(app, runId);
    }
    return roundOf(step.next);
  });
}

function roundOf(next: StageStep['next']): StageRound {
  switch (next.kind) {
    case 'again':
      return { next: 'again' };
    case 'fanOut':
      return { next: 'fanOut', groups: next.groups, seconds: next.afterSeconds };
    case 'wait':
      return { next: 'wait', seconds: next.seconds };
    case 'ended':
      return { next: 'ended', goesOn: next.goesOn };
  }
}

import type { StageKey, StageRound } from '../../contracts/orchestration.ts';
import { decideStage } from '../../domain/run/decideStage.ts';
import type { StageStep } from '../../domain/run/stageSteps.ts';
import { gatesGiven, heldBefore } from '../../domain/gate/gates.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { inStepWithInbox } from '../gates/inStepWithInbox.ts';
import { evaluateStage } from '../health/evaluatePlaces.ts';
import { hasWorkLeft } from './workLeft.ts';
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
    const definition = run.stages[index];
    const gates = gatesGiven(definition);
    const isHeld =
      gates !== undefined &&
      heldBefore({ stage: stage.value.name }, gates, stage.value.gates, attempt) !== undefined;
    const evaluations = given.stop ? undefined : await evaluateStage(app, key, stage.value, gates, now);
    const step = decideStage(
      withoutUndefined({
        now,
        attempt,
        stage: withAskedWait(stage.value, definition),
        groups,
        commands: given,
        budgets,
        gates,
        evaluations,
        hasWork: isHeld ? await hasWorkLeft(app, key, stage.value.name, groups, given.skips) : undefined,
        fannedOut,
      }),
    );
    if (step.stop) await commands.addStop(runId, step.stop);
    if (step.change) {
      const write = { value: step.change.stage, eTag: stage.eTag };
      const { events } = step.change;
      const written = await inStepWithInbox(
        app,
        {
          runId,
          place: { stage: stage.value.name },
          before: stage.value.gates,
          after: write.value.gates,
        },
        () => runs.writeStage(runId, planId, write, events),
      );
      if (written === 'lost') return { next: 'again' };
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

import type { StageKey, StageRound } from '../../contracts/orchestration.ts';
import { decideStage, type StageStep } from '../../domain/run/decideStage.ts';
import { isUnderWay } from '../../domain/run/abandon.ts';
import { listEntryOf } from '../../domain/run/listEntry.ts';
import type { CommandStore, RunStore } from '../../ports/stores.ts';

export interface StepStagePorts {
  readonly runs: RunStore;
  readonly commands: CommandStore;
}

/** One round of a stage: reads its rows, decides, writes its own row. Safe to repeat. */
export function createStepStage({
  runs,
  commands,
}: StepStagePorts): (key: StageKey & { readonly fannedOut: boolean }) => Promise<StageRound> {
  return async ({ runId, planId, stage: index, attempt, fannedOut }) => {
    const [newest, stage, groups, given] = await Promise.all([
      runs.attempt(runId),
      runs.stage(runId, planId, index),
      runs.groupsOfStage(runId, planId, index),
      commands.commands(runId, attempt),
    ]);
    if (!stage || !isUnderWay(newest?.value, attempt)) return { next: 'ended', goesOn: false };
    const now = new Date().toISOString();
    const step = decideStage({ now, attempt, stage: stage.value, groups, commands: given, fannedOut });
    if (step.change) {
      const write = { value: step.change.stage, eTag: stage.eTag };
      if ((await runs.writeStage(runId, planId, write, step.change.events)) === 'lost')
        return { next: 'again' };
      if (step.next.kind === 'ended') await refreshListEntry(runs, runId);
    }
    return roundOf(step.next);
  };
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

/** Keeps the list of runs cheap to read: its entries follow at the ends of stages and attempts. */
export async function refreshListEntry(runs: RunStore, runId: string): Promise<void> {
  const tree = await runs.tree(runId);
  if (tree) await runs.putListEntry(listEntryOf(tree));
}

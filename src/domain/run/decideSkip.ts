import type { SkipTarget } from './commands.ts';
import { refusalOfSkip } from './runCommands.ts';
import { gatesOfRun } from '../gate/gateView.ts';
import type { RunView } from './runView.ts';
import type { State } from './states.ts';

export type SkipDecision =
  | { readonly do: 'skip' }
  /** What is asked for contradicts the state of a target. */
  | { readonly do: 'refuse'; readonly detail: string }
  /** The positions of targets that the run does not have. */
  | { readonly do: 'unknown'; readonly targets: readonly number[] };

/** Whether a run skips these targets: all of them, or none when one is unknown or cannot be skipped any more. */
export function decideSkip(view: Pick<RunView, 'stages'>, targets: readonly SkipTarget[]): SkipDecision {
  const states = targets.map((target) => statesOf(view, target));
  for (const [index, target] of targets.entries()) {
    const detail = refusalOfSkip(target, states[index] ?? []);
    if (detail !== undefined) return { do: 'refuse', detail };
  }
  const unknown = [...targets.keys()].filter((index) => states[index]?.length === 0);
  return unknown.length > 0 ? { do: 'unknown', targets: unknown } : { do: 'skip' };
}

function statesOf(view: Pick<RunView, 'stages'>, target: SkipTarget): State[] {
  const stages = view.stages.filter(({ name }) => name === target.name);
  const groups = view.stages.flatMap((stage) => stage.groups);
  switch (target.type) {
    case 'Member':
      return groups
        .flatMap((group) => group.members)
        .filter(({ name, fleet }) => name === target.name && (target.fleet ?? fleet) === fleet)
        .map(({ state }) => state);
    case 'Group':
      return groups.filter(({ name }) => name === target.name).map(({ state }) => state);
    case 'Stage':
      return stages.map(({ state }) => state);
    case 'AfterStageWait':
      return stages.flatMap(({ afterStageWait }) => (afterStageWait ? [afterStageWait.state] : []));
    case 'Gate':
      return gatesOfRun(view)
        .filter(({ id }) => id === target.name)
        .map(({ state }) => state);
  }
}

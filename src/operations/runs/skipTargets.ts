import type { Caller } from '../caller.ts';
import type { SkipBody } from '../../contracts/runs.ts';
import type { SkipTarget } from '../../domain/run/commands.ts';
import { FleetUpdatesError, type FieldError } from '../../domain/errors.ts';
import { runState } from '../../domain/run/rollUp.ts';
import type { RunView, StageView } from '../../domain/run/runView.ts';
import { hasEnded, type State } from '../../domain/run/states.ts';
import { readRun } from './readRun.ts';
import { invalidState, treeOf, type NamedRun } from './namedRun.ts';
import type { App } from '../../ports/app.ts';

/** Skips members, groups, stages or waits: all targets, or none when one is unknown or has ended. */
export async function skipTargets(
  app: App,
  { actor, now }: Caller,
  { name, ifMatch, targets }: NamedRun & SkipBody,
): Promise<void> {
  const tree = await treeOf(app, { name, ifMatch });
  const state = runState(tree);
  if (state === 'Completed' || state === 'Skipped') {
    throw invalidState(`Run ${name} is ${state}: nothing of it is left to skip.`);
  }
  const { view } = await readRun(app, tree.run);
  const unknown: FieldError[] = [];
  for (const [index, target] of targets.entries()) {
    const states = statesOf(view, target);
    if (states.length === 0) {
      unknown.push({ pointer: `/targets/${index}`, detail: `The run has no ${target.type} ${target.name}.` });
    }
    refuseIfTooLate(target, states);
  }
  if (unknown.length > 0) {
    throw new FleetUpdatesError('InvalidRequest', 'A target is not known; nothing was skipped.', {
      errors: unknown,
    });
  }
  await app.commands.addSkips(
    tree.run.runId,
    targets.map((target) => ({ target, by: actor, at: now })),
  );
}

function statesOf(view: RunView, target: SkipTarget): State[] {
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
      return stages.flatMap((stage: StageView) => (stage.afterStageWait ? [stage.afterStageWait.state] : []));
  }
}

/** A failed or stopped one is taken up by the next attempt, so skipping it then is no contradiction. */
function refuseIfTooLate(target: SkipTarget, states: readonly State[]): void {
  const what = `${target.type} ${target.name}`;
  if (target.type === 'Member' && states.some((state) => state === 'Running' || state === 'Stopping')) {
    throw invalidState(`${what} is Running: an upgrade under way cannot be skipped.`);
  }
  const done = states.find((state) => hasEnded(state) && state !== 'Failed' && state !== 'Stopped');
  if (done && states.every(hasEnded))
    throw invalidState(`${what} is ${done}: nothing of it is left to skip.`);
}

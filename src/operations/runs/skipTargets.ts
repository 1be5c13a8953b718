import type { Caller } from '../caller.ts';
import type { SkipBody } from '../../contracts/runs.ts';
import { wordsOfGate } from '../../domain/gate/gateRow.ts';
import { gatesOfRun } from '../../domain/gate/gateView.ts';
import type { SkipTarget } from '../../domain/run/commands.ts';
import { decideSkip } from '../../domain/run/decideSkip.ts';
import type { RunView } from '../../domain/run/runView.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { readRun } from './readRun.ts';
import { invalidState, treeThatTakes, type NamedRun } from './namedRun.ts';
import type { App } from '../../ports/app.ts';

/** Skips members, groups, stages or waits: all targets, or none when one is unknown or has ended. */
export async function skipTargets(
  app: App,
  { actor, now }: Caller,
  { name, ifMatch, targets }: NamedRun & SkipBody,
): Promise<void> {
  const tree = await treeThatTakes('skip', app, { name, ifMatch });
  const { view } = await readRun(app, tree.run);
  const decision = decideSkip(view, targets);
  if (decision.do === 'refuse') throw invalidState(decision.detail);
  if (decision.do === 'unknown') {
    throw new FleetUpdatesError('InvalidRequest', 'A target is not known; nothing was skipped.', {
      errors: decision.targets.map((index) => ({
        pointer: `/targets/${index}`,
        detail: `The run has no ${targets[index]?.type ?? ''} ${targets[index]?.name ?? ''}.`,
      })),
    });
  }
  await app.commands.addSkips(
    tree.run.runId,
    targets.map((target) => ({ target: calledByWords(target, view), by: actor, at: now })),
  );
}

/** The id of a gate says nothing to whoever reads the trail. */
function calledByWords(target: SkipBody['targets'][number], view: RunView): SkipTarget {
  if (target.type !== 'Gate') return target;
  const gate = gatesOfRun(view).find(({ id }) => id === target.name);
  return withoutUndefined({ ...target, words: gate && wordsOfGate(gate, gate) });
}

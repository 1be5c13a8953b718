import { FleetUpdatesError } from '../../domain/errors.ts';
import { postponedCount, runCounts, runState } from '../../domain/run/rollUp.ts';
import { refusalOf, type RunCommand } from '../../domain/run/runCommands.ts';
import type { RunTree } from '../../ports/runStore.ts';
import { rowsTag } from './minuteTag.ts';
import type { App } from '../../ports/app.ts';

/** The run that is meant, and how the caller read it. */
export interface NamedRun {
  readonly name: string;
  readonly ifMatch?: string | undefined;
}

/** The rows of a run by its name. Throws `NotFound`, and `PreconditionFailed` when it is not as the caller read it. */
async function treeOf({ runs }: App, { name, ifMatch }: NamedRun): Promise<RunTree> {
  const run = await runs.findByName(name);
  const tree = run && (await runs.tree(run.runId));
  if (!tree) throw new FleetUpdatesError('NotFound', `There is no run ${name}.`);
  if (ifMatch !== undefined && ifMatch !== '*' && rowsTag(ifMatch) !== tree.eTag) {
    const detail = `Run ${name} is not as you read it. Read it again and decide then.`;
    throw new FleetUpdatesError('PreconditionFailed', detail);
  }
  return tree;
}

/** Its rows, when the run takes this command in the state that it is in; throws `InvalidState` otherwise. */
export async function treeThatTakes(command: RunCommand, app: App, named: NamedRun): Promise<RunTree> {
  const tree = await treeOf(app, named);
  const refusal = refusalOf(command, {
    name: named.name,
    state: runState(tree),
    counts: runCounts(tree),
    postponedCount: postponedCount(tree.groups),
  });
  if (refusal !== undefined) throw invalidState(refusal);
  return tree;
}

export function invalidState(detail: string): FleetUpdatesError {
  return new FleetUpdatesError('InvalidState', detail);
}

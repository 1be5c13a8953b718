import { FleetUpdatesError } from '../../domain/errors.ts';
import type { RunTree } from '../../ports/stores.ts';
import type {
  AssignmentStore,
  AuditLog,
  CommandStore,
  InventoryStore,
  LeftFleetRunStore,
  LockStore,
  RunStore,
} from '../../ports/stores.ts';

/** What the operations on a run work with. */
export interface RunPorts {
  readonly runs: RunStore;
  readonly leftFleetRuns: LeftFleetRunStore;
  readonly locks: LockStore;
  readonly commands: CommandStore;
  readonly inventory: InventoryStore;
  readonly assignments: AssignmentStore;
  readonly audit: AuditLog;
}

/** The rows of a run by its name. Throws `NotFound`, and `PreconditionFailed` when it is not as the caller read it. */
export async function treeOf(
  { runs }: Pick<RunPorts, 'runs'>,
  name: string,
  ifMatch?: string,
): Promise<RunTree> {
  const run = await runs.findByName(name);
  const tree = run && (await runs.tree(run.runId));
  if (!tree) throw new FleetUpdatesError('NotFound', `There is no run ${name}.`);
  if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== tree.eTag) {
    const detail = `Run ${name} is not as you read it. Read it again and decide then.`;
    throw new FleetUpdatesError('PreconditionFailed', detail);
  }
  return tree;
}

export function invalidState(detail: string): FleetUpdatesError {
  return new FleetUpdatesError('InvalidState', detail);
}

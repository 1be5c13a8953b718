import { pendingGates, without } from '../../domain/gate/pendingGate.ts';
import type { GatePlace, GateRow } from '../../domain/gate/gateRow.ts';
import type { Written } from '../../ports/written.ts';
import type { App } from '../../ports/app.ts';

interface GatesWritten {
  readonly runId: string;
  readonly place: GatePlace;
  readonly before: readonly GateRow[] | undefined;
  readonly after: readonly GateRow[] | undefined;
}

/**
 * Writes a row that has gates, with the inbox's index: a gate is entered before its row says that it is Pending, and leaves
 * when it says so no more. So none that is Pending is missing; what a lost race or a crash leaves, reconcile takes out.
 */
export async function inStepWithInbox(
  { pendingGates: index }: App,
  { runId, place, before, after }: GatesWritten,
  write: () => Promise<Written>,
): Promise<Written> {
  const [were, are] = [pendingGates(runId, place, before), pendingGates(runId, place, after)];
  await index.enter(without(are, were));
  const written = await write();
  if (written !== 'lost') await index.leave(without(were, are));
  return written;
}

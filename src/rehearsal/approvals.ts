import type { StageKey } from '../contracts/orchestration.ts';
import { gateId } from '../domain/gate/gateRow.ts';
import type { Decider } from '../domain/gate/mayDecide.ts';
import { decideOnGate } from '../operations/gates/decideOnGate.ts';
import type { App } from '../ports/app.ts';
import { decidedAt, type PendingGate } from './pendingGates.ts';

interface Approvals {
  /** Of the run. */
  readonly name: string;
  /** So long after a gate came to whoever decides on it. */
  readonly afterSeconds: number;
}

/** As many people as are needed approve, by the product's own operation, what of these gates is due. */
export async function approveDue(
  app: App,
  { name, afterSeconds }: Approvals,
  { runId, attempt }: Pick<StageKey, 'runId' | 'attempt'>,
  gates: readonly PendingGate[],
): Promise<void> {
  const isDue = (gate: PendingGate) => (decidedAt(gate, afterSeconds) ?? '~') <= app.now();
  const due = gates.filter(isDue);
  if (due.length === 0) return;
  const { decisions = [] } = await app.commands.commands(runId, attempt);
  for (const pending of due) {
    const id = gateId(pending.place, pending.row.timing, pending.row.name);
    // Decisions take some seconds to count; until then the gate is Pending still.
    if (decisions.some(({ gate }) => gate === id)) continue;
    for (const by of decidersOf(pending)) await decideOnGate(app, by, { name, id, decision: 'Approved' });
  }
}

/** People who are in every group that may approve. */
function decidersOf({ gate }: PendingGate): Decider[] {
  const { minimumApprovals = 1, approvers = [] } = gate.type === 'Approval' ? gate : {};
  return Array.from({ length: minimumApprovals }, (_, index) => ({
    user: `approver-${index + 1}`,
    groups: approvers,
  }));
}

import type { PendingGate } from '../api/types.ts';
import { isForPeople } from '../gates/gateProgress.ts';

/** What it asks of whoever looks: to decide, or why that is not theirs to do. */
export function askedText(gate: PendingGate): string {
  if (gate.allowed.allowed) return 'You may decide';
  return (isForPeople(gate) ? gate.allowed.message : gate.message) ?? 'Opens by itself';
}

/** What the viewer may decide on, as the count in the navigation has it. */
export const forViewer = (gates: readonly PendingGate[]) => gates.filter(({ allowed }) => allowed.allowed);

/** What the viewer may decide on comes first; within that what expires soonest, then what has waited longest. */
export function inOrder(gates: readonly PendingGate[]): readonly PendingGate[] {
  const key = ({ allowed, expiresAt, startTime }: PendingGate) =>
    `${allowed.allowed ? 0 : 1} ${expiresAt ?? '~'} ${startTime ?? '~'}`;
  return gates.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

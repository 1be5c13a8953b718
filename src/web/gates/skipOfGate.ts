import type { Gate, Run } from '../api/types.ts';

type Allowed = Run['allowed'];

/** Whether the viewer may have this gate skipped, and why not; whoever wants the run does not go around its approvals. */
export function permissionToSkip(
  { type, requesterMayApprove = false }: Gate,
  { skipGate }: Allowed,
): Allowed['start'] {
  return type === 'Approval' && !requesterMayApprove ? skipGate.approvals : skipGate;
}

/** Something of it is left to skip. */
export const isSkippable = ({ state }: Gate, { skip }: Allowed): boolean => skip.targets.Gate.includes(state);

/** Whether to offer it to the viewer. */
export const maySkip = (gate: Gate, allowed: Allowed): boolean =>
  isSkippable(gate, allowed) && permissionToSkip(gate, allowed).allowed;

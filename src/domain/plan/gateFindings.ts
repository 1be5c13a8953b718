import type { GatesGiven } from '../gate/gates.ts';
import { wordsOfGate, type GatePlace, type Timing } from '../gate/gateRow.ts';
import type { ApprovalGate, Gate } from '../gate/gate.ts';
import { finding, type Finding } from './findings.ts';
import type { PlanRequest } from './plan.ts';

/** Approvals that only somebody could give who may not: the run would hold there for good. */
export function gateFindings({ stages, requesters = [] }: PlanRequest): Finding[] {
  if (requesters.length === 0) return [];
  return stages.flatMap((stage) => [
    ...impossible({ stage: stage.name }, stage, requesters),
    ...stage.groups.flatMap((group) =>
      impossible({ stage: stage.name, group: group.name }, group, requesters),
    ),
  ]);
}

function impossible(place: GatePlace, given: GatesGiven, requesters: readonly string[]): Finding[] {
  const { beforeGates = [], afterGates = [] } = given;
  const of = (timing: Timing, gates: readonly Gate[]) =>
    gates
      .filter((gate) => gate.type === 'Approval' && isForNobodyElse(gate, requesters))
      .map(({ name }) => {
        const words = wordsOfGate(place, { timing, name });
        const message = `Nobody may approve ${words}: its only approvers are those who want the run. Name somebody else, or set requesterMayApprove.`;
        return finding('NobodyMayApprove', message, place);
      });
  return [...of('Before', beforeGates), ...of('After', afterGates)];
}

function isForNobodyElse(
  { approvers, requesterMayApprove }: ApprovalGate,
  requesters: readonly string[],
): boolean {
  if (approvers === undefined || requesterMayApprove === true) return false;
  const wanting = new Set(requesters.map((id) => id.toLowerCase()));
  return approvers.every((id) => wanting.has(id.toLowerCase()));
}

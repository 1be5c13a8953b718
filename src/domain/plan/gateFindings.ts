import type { GatesGiven } from '../gate/gates.ts';
import { wordsOfGate, type GatePlace, type Timing } from '../gate/gateRow.ts';
import type { ApprovalGate, Gate } from '../gate/gate.ts';
import { hostsAsked, notAllowed } from '../gate/askedOutside.ts';
import { finding, type Finding } from './findings.ts';
import type { PlanRequest } from './plan.ts';

/** Gates that would hold the run for good, or fail it whatever the clusters are like. */
export function gateFindings({ stages, requesters = [], healthCheckHosts }: PlanRequest): Finding[] {
  const approvals = stages.flatMap((stage) => [
    ...ofApprovals({ stage: stage.name }, stage, requesters),
    ...stage.groups.flatMap((group) =>
      ofApprovals({ stage: stage.name, group: group.name }, group, requesters),
    ),
  ]);
  const hosts = hostsAsked(stages)
    .filter(({ host }) => healthCheckHosts?.includes(host) === false)
    .map(({ place, timing, gate, host }) => {
      const words = wordsOfGate(place, { timing, name: gate });
      return finding(
        'HostNotAllowed',
        `An Http check of ${words} has no answer: ${notAllowed(host)}.`,
        place,
      );
    });
  return [...approvals, ...hosts];
}

function ofApprovals(place: GatePlace, given: GatesGiven, requesters: readonly string[]): Finding[] {
  const { beforeGates = [], afterGates = [] } = given;
  const of = (timing: Timing, gates: readonly Gate[]) =>
    gates.flatMap((gate) => {
      if (gate.type !== 'Approval') return [];
      return ofApproval(place, gate, wordsOfGate(place, { timing, name: gate.name }), requesters);
    });
  return [...of('Before', beforeGates), ...of('After', afterGates)];
}

function ofApproval(
  place: GatePlace,
  { approvers, requesterMayApprove, minimumApprovals = 1 }: ApprovalGate,
  words: string,
  requesters: readonly string[],
): Finding[] {
  if (approvers === undefined || requesterMayApprove === true) return [];
  const wanting = new Set(requesters.map((id) => id.toLowerCase()));
  const others = approvers.filter((id) => !wanting.has(id.toLowerCase())).length;
  if (others === 0) {
    const message = `Nobody may approve ${words}: its only approvers are those who want the run. Name somebody else, or set requesterMayApprove.`;
    return [finding('NobodyMayApprove', message, place)];
  }
  if (others >= minimumApprovals) return [];
  const message = `For ${minimumApprovals} approvals of ${words} there are ${others} approvers beside those who want the run: they are too few unless one is a group. Name more, or set requesterMayApprove.`;
  return [finding('TooFewApprovers', message, place)];
}

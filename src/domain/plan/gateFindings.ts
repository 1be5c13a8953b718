import { wordsOfGate, type GatePlace } from '../gate/gateRow.ts';
import type { ApprovalGate } from '../gate/gate.ts';
import { hostsAsked, notAllowed } from '../gate/askedOutside.ts';
import { placedGates } from '../gate/placedGates.ts';
import { opensAt } from '../gate/scheduledStart.ts';
import { finding, type Finding } from './findings.ts';
import type { PlanRequest } from './plan.ts';

/** Gates that would hold the run for good, or fail it whatever the clusters are like. */
export function gateFindings({ stages, requesters = [], healthCheckHosts }: PlanRequest): Finding[] {
  const approvals = placedGates(stages).flatMap(({ place, timing, gate }) =>
    gate.type === 'Approval'
      ? ofApproval(place, gate, wordsOfGate(place, { timing, name: gate.name }), requesters)
      : [],
  );
  const hosts = hostsAsked(stages)
    .filter(({ host }) => healthCheckHosts?.includes(host) === false)
    .map(({ place, timing, gate, host }) => {
      const words = wordsOfGate(place, { timing, name: gate.name });
      return finding(
        'HostNotAllowed',
        `An Http check of ${words} has no answer: ${notAllowed(host)}.`,
        place,
      );
    });
  return [...approvals, ...hosts];
}

/** Gates that wait for a time which is over at `now`: a forgotten one would let a run go that was to wait. */
export function passedTimes(stages: PlanRequest['stages'], now: string): Finding[] {
  return placedGates(stages).flatMap(({ place, timing, gate }) => {
    if (gate.type !== 'ScheduledStart' || typeof gate.notBefore !== 'string') return [];
    const opens = opensAt(gate, now);
    if (opens >= now) return [];
    const words = wordsOfGate(place, { timing, name: gate.name });
    const message = `The time of ${words} is over (${opens}): it opens as soon as it is reached. Give it a later one, or a weekday.`;
    return [finding('GateTimePassed', message, place)];
  });
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

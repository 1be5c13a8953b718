import type { Gate, StageDefinition } from '../api/types.ts';
import { counted } from '../parts/counted.ts';
import { durationText } from '../parts/timeText.ts';
import { GATE_TYPES, notBeforeText } from './gateProgress.ts';

/** What is said of a gate: of one that is asked for, planned or under way. */
export type SaidGate = Pick<
  Gate,
  | 'type'
  | 'name'
  | 'minimumApprovals'
  | 'approvers'
  | 'expiresInSeconds'
  | 'soakInSeconds'
  | 'timeoutInSeconds'
  | 'notBefore'
> & { readonly checks?: readonly { readonly type: string; readonly name?: string }[] };

interface SaidGates {
  readonly beforeGates?: readonly SaidGate[];
  readonly afterGates?: readonly SaidGate[];
}

const lasting = (seconds: number) => durationText(seconds * 1_000);

/** `Approval go (2 approvals, within 3 d)`, `Health soak (Clusters, Metrics; healthy for 30 min within 2 h)` */
export function gateText(gate: SaidGate): string {
  const said = detailsOf(gate);
  return `${GATE_TYPES[gate.type]} ${gate.name}${said === '' ? '' : ` (${said})`}`;
}

function detailsOf(gate: SaidGate): string {
  switch (gate.type) {
    case 'Approval': {
      const { minimumApprovals: quorum = 1, approvers, expiresInSeconds: expiry } = gate;
      return [
        ...(quorum > 1 ? [counted(quorum, 'approval')] : []),
        ...(approvers === undefined ? [] : [`${counted(approvers.length, 'approver')} named`]),
        ...(expiry === undefined ? [] : [`within ${lasting(expiry)}`]),
      ].join(', ');
    }
    case 'Health': {
      const { checks = [], soakInSeconds: soak = 0, timeoutInSeconds: most = 0 } = gate;
      const asked = checks.map(({ name, type }) => name ?? type).join(', ');
      return `${asked}; ${soak > 0 ? `healthy for ${lasting(soak)}` : 'healthy once'} within ${lasting(most)}`;
    }
    case 'ScheduledStart':
      return notBeforeText(gate) ?? '';
  }
}

/** Gates in a list: `Approval go, Health soak (…)`; empty for none. */
export const gatesText = (gates: readonly SaidGate[] = []): string => gates.map(gateText).join(', ');

/** The gates of a stage and its groups in the order in which they are reached, a line for each place that has some. */
export function gatesLines(
  stage: SaidGates & { readonly groups: readonly (SaidGates & Pick<StageDefinition, 'name'>)[] },
): string[] {
  const line = (place: string, gates: readonly SaidGate[] = []) =>
    gates.length === 0 ? [] : [`${place}: ${gatesText(gates)}`];
  return [
    ...line('Before it', stage.beforeGates),
    ...stage.groups.flatMap(({ name, beforeGates, afterGates }) => [
      ...line(`Before group ${name}`, beforeGates),
      ...line(`After group ${name}`, afterGates),
    ]),
    ...line('After it', stage.afterGates),
  ];
}

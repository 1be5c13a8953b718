import type { Run, RunGate } from '../api/types.ts';
import { counted } from '../parts/counted.ts';
import { followsText } from './comesNext.ts';
import { isForPeople } from '../gates/gateProgress.ts';

/** Where a gate stands for whoever looks at it. */
export interface Standing {
  readonly kind: 'asks' | 'given' | 'refused' | 'waits' | 'went' | 'failed';
  readonly title: string;
  readonly text: string;
}

/** What to tell a viewer of a gate: to decide, why not to, or what became of it and follows. */
export function standingOf(
  gate: RunGate,
  viewer: string | undefined,
  run: Pick<Run, 'stages'> | undefined,
): Standing {
  const { state, message = '', allowed } = gate;
  if (state === 'NotStarted') return { kind: 'waits', title: 'It is not reached yet', text: message };
  if (state !== 'Pending') return ended(gate, run);
  if (allowed.allowed) return { kind: 'asks', title: 'For you to decide', text: neededText(gate) };
  if (!isForPeople(gate)) return { kind: 'waits', title: 'Nobody decides on it', text: message };
  const own = gate.decisions.find(({ by }) => by === viewer);
  if (own || allowed.because === 'State') return given(gate, own?.decision);
  return { kind: 'refused', title: 'Not for you to decide', text: allowed.message ?? '' };
}

function ended(gate: RunGate, run: Pick<Run, 'stages'> | undefined): Standing {
  const text = [gate.message, run && followsText(run, gate)].filter((part) => part !== undefined).join(' ');
  if (gate.state === 'Failed') return { kind: 'failed', title: 'It does not open', text };
  return { kind: 'went', title: gate.state === 'Skipped' ? 'It was skipped' : 'It is open', text };
}

function neededText(gate: RunGate): string {
  const { minimumApprovals = 1 } = gate;
  if (minimumApprovals === 1) return 'One approval opens it.';
  const missing = missingApprovals(gate);
  return missing === 1 ? 'Your approval is the last that it needs.' : `It needs ${missing} more approvals.`;
}

function given(gate: RunGate, own: 'Approved' | 'Rejected' | undefined): Standing {
  const { message = '' } = gate.allowed;
  if (own === undefined) return { kind: 'given', title: 'Nothing is left to decide', text: message };
  const missing = own === 'Approved' ? missingApprovals(gate) : 0;
  return {
    kind: 'given',
    title: own === 'Approved' ? 'You have approved' : 'You have rejected it',
    text: missing > 0 ? `It needs ${counted(missing, 'more approval')}.` : 'It takes effect within a minute.',
  };
}

/** How many more it needs, with those that are not counted yet. */
function missingApprovals({ minimumApprovals = 1, decisions }: RunGate): number {
  return Math.max(0, minimumApprovals - decisions.filter(({ decision }) => decision === 'Approved').length);
}

import { lacking } from '../access/rights.ts';
import { NOBODY, type Principal } from '../access/roles.ts';
import type { Attempt, Run } from '../run/run.ts';
import { judge } from './gateDecision.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { GateView } from './gateView.ts';

/** Who asks, as far as a gate cares. */
export interface Decider {
  readonly user: string;
  /** Object ids. */
  readonly groups?: readonly string[];
  /** Which role is missing on which fleets of the run; absent where it is missing on none. */
  readonly lacks?: string;
}

/** What somebody is to the gates of a run on these fleets. */
export function deciderOf(principal: Principal, fleets: readonly string[]): Decider {
  const { user, groups } = principal;
  return withoutUndefined({ user, groups, lacks: lacking(principal, 'Approver', fleets, 'All') });
}

/** Why somebody may not decide. */
export interface GateRefusal {
  readonly because: 'Role' | 'State';
  readonly message: string;
}

interface Asked {
  readonly gate: GateView;
  readonly by: Decider;
  readonly requesters: readonly string[];
  /** Of the attempt; what comes after it decides nothing. */
  readonly stop: { readonly at: string } | undefined;
  readonly now: string;
}

/** With authentication off nobody can be told from anybody else. */
export const isAnonymous = (user: string) => user === NOBODY.user;

/** Who wants the run: who created it, who started this attempt of it, and whose trigger did. */
export function requestersOf(
  { createdBy, requestedBy = [] }: Pick<Run, 'createdBy' | 'requestedBy'>,
  attempt: Pick<Attempt, 'startedBy'> | undefined,
): string[] {
  const started = attempt === undefined ? [] : [attempt.startedBy];
  return [...new Set([createdBy, ...requestedBy, ...started])].filter((each) => !isAnonymous(each));
}

/** Whether this is one of them, however their ids are spelled. */
export const isAmong = (requesters: readonly string[], user: string): boolean =>
  requesters.some((each) => each.toLowerCase() === user.toLowerCase());

/** Why this person may not approve or reject this gate now; undefined when they may. */
export function refusalToDecide(asked: Asked): GateRefusal | undefined {
  const { gate, by } = asked;
  // Health is decided on by people only when it holds for them.
  if (gate.type !== 'Approval' && gate.heldAt === undefined)
    return { because: 'State', message: `${wordsOf(gate)} is no approval: nobody decides on it.` };
  return refusalOfPerson(asked) ?? refusalOfState(asked) ?? refusalOfSecond(gate, by);
}

/** Why this person may not have the gate skipped: who may not approve may not go around it. */
export function refusalToSkipGate({
  gate,
  by,
  requesters,
}: Omit<Asked, 'now' | 'stop'>): GateRefusal | undefined {
  if (by.lacks !== undefined)
    return { because: 'Role', message: `Skipping ${wordsOf(gate)} needs ${by.lacks}` };
  return gate.type === 'Approval' ? refusalOfRequester(gate, by, requesters) : undefined;
}

function refusalOfPerson({ gate, by, requesters }: Asked): GateRefusal | undefined {
  if (by.lacks !== undefined)
    return { because: 'Role', message: `Deciding on ${wordsOf(gate)} needs ${by.lacks}` };
  if (!isAnonymous(by.user) && gate.approvers !== undefined && !isNamed(gate.approvers, by)) {
    const message = `${wordsOf(gate)} is decided by its approvers only, and you are none of them.`;
    return { because: 'Role', message };
  }
  return refusalOfRequester(gate, by, requesters);
}

function isNamed(approvers: readonly string[], { user, groups = [] }: Decider): boolean {
  const ids = new Set([user, ...groups].map((id) => id.toLowerCase()));
  return approvers.some((id) => ids.has(id.toLowerCase()));
}

function refusalOfRequester(
  gate: GateView,
  { user }: Decider,
  requesters: readonly string[],
): GateRefusal | undefined {
  if (!isAmong(requesters, user) || gate.requesterMayApprove === true) return undefined;
  const message = `You created or started this run, or its trigger is yours, and ${wordsOf(gate)} is for somebody else to decide.`;
  return { because: 'Role', message };
}

function refusalOfState({ gate, stop, now }: Asked): GateRefusal | undefined {
  const { state, expiresAt, heldAt, startTime = now, decisions } = gate;
  if (state !== 'Pending') {
    const why = state === 'NotStarted' ? 'it is not reached yet' : (gate.message ?? 'it is decided');
    return { because: 'State', message: `${wordsOf(gate)} is ${state}: ${why}` };
  }
  if (expiresAt !== undefined && now >= expiresAt)
    return { because: 'State', message: `${wordsOf(gate)} has expired at ${expiresAt}.` };
  if (stop) {
    const message = `The run was stopped at ${stop.at}: ${wordsOf(gate)} is decided by its next attempt.`;
    return { because: 'State', message };
  }
  const judged = judge(gate, heldAt ?? startTime, decisions, now);
  if (judged.state === 'Pending') return undefined;
  return { because: 'State', message: `${wordsOf(gate)} is decided already. ${judged.message}` };
}

function refusalOfSecond(gate: GateView, { user }: Decider): GateRefusal | undefined {
  const earlier = gate.decisions.find(({ by }) => by === user && !isAnonymous(user));
  if (!earlier) return undefined;
  const message = `You have decided on ${wordsOf(gate)} already (${earlier.decision} at ${earlier.at}): once per person.`;
  return { because: 'State', message };
}

export function wordsOf({ name, timing, stage, group }: GateView): string {
  const place = group === undefined ? `stage ${stage}` : `group ${group}`;
  return `Gate ${name} ${timing === 'Before' ? 'before' : 'after'} ${place}`;
}

import type { MemberRow } from '../run/run.ts';
import { hasEnded, type State } from '../run/states.ts';
import { NOT_WAITING } from '../run/waiting.ts';
import type { GroupPatch } from './change.ts';
import { isFailedByMembers, toleratedMessage } from './failures.ts';
import { giveBackLocks } from './giveBackLocks.ts';
import { holdAfter, isHeldAfter } from './groupGates.ts';
import { placesLeft } from './groupPlaces.ts';
import type { GroupObservation, GroupStep } from './observation.ts';
import { saveAndEnd } from './steps.ts';

/** Nothing more is to be updated: releases locks and places, then ends the group. */
export function finishGroup(observed: GroupObservation): GroupStep {
  return (
    giveBackLocks(observed, observed.members) ??
    placesLeft(observed) ??
    holdAfter(observed) ??
    saveAndEnd(observed, { group: ending(observed) })
  );
}

function ending(observed: GroupObservation): GroupPatch {
  const state = endState(observed);
  return {
    state,
    finished: true,
    locked: false,
    placed: undefined,
    message: endMessage(observed),
    ...NOT_WAITING,
    completedTime: state === 'NotStarted' ? undefined : observed.now,
  };
}

function endState(observed: GroupObservation): State {
  const states = observed.members.map(({ state }) => state);
  if (observed.group.error || isFailedByMembers(observed)) return 'Failed';
  if (states.some((state) => !hasEnded(state) || state === 'Stopped')) {
    // The release before slices told it by the closed records that it kept.
    const begun =
      observed.group.begun ?? observed.group.fleetRuns.some(({ startedAt }) => startedAt !== undefined);
    return begun || states.includes('Completed') ? 'Stopped' : 'NotStarted';
  }
  if (isHeldAfter(observed)) return 'Stopped';
  return states.includes('Completed') || states.includes('Failed') ? 'Completed' : 'Skipped';
}

/** So many reasons say enough; each member has its own. */
const MOST_REASONS = 3;

function endMessage(observed: GroupObservation): string | undefined {
  if (observed.group.error) return observed.group.error.message;
  const failed = isFailedByMembers(observed)
    ? observed.members.find(({ state }) => state === 'Failed')
    : undefined;
  if (failed)
    return `Member ${failed.name} failed: ${failed.error?.message ?? failed.message ?? 'no reason given'}`;
  if (observed.members.some(({ state }) => !hasEnded(state) || state === 'Stopped') || isHeldAfter(observed))
    return observed.commands.stop?.message;
  if (observed.members.length === 0) return 'No member is in this group.';
  return toleratedMessage(observed) ?? leftOutMessage(observed.members);
}

function leftOutMessage(members: readonly MemberRow[]): string | undefined {
  const reasons = members.flatMap(({ passedOver, message }) =>
    passedOver && message !== undefined ? [message] : [],
  );
  return reasons.length > 0 ? reasons.slice(0, MOST_REASONS).join(' ') : undefined;
}

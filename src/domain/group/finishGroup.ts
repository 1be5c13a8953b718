import type { MemberRow } from '../run/run.ts';
import { hasEnded, type State } from '../run/states.ts';
import { NOT_WAITING } from '../run/waiting.ts';
import type { GroupPatch } from './change.ts';
import { isFailedByMembers, toleratedMessage } from './failures.ts';
import { giveBackLocks } from './giveBackLocks.ts';
import { placesLeft } from './groupPlaces.ts';
import type { GroupObservation, GroupStep } from './observation.ts';
import { saveAndEnd } from './steps.ts';

/** Nothing more is to be updated: releases locks and places, then ends the group. */
export function finishGroup(o: GroupObservation): GroupStep {
  return giveBackLocks(o, o.members) ?? placesLeft(o) ?? saveAndEnd(o, { group: ending(o) });
}

function ending(o: GroupObservation): GroupPatch {
  const state = endState(o);
  return {
    state,
    finished: true,
    locked: false,
    placed: undefined,
    message: endMessage(o),
    ...NOT_WAITING,
    completedTime: state === 'NotStarted' ? undefined : o.now,
  };
}

function endState(o: GroupObservation): State {
  const states = o.members.map(({ state }) => state);
  if (o.group.error || isFailedByMembers(o)) return 'Failed';
  if (states.some((state) => !hasEnded(state) || state === 'Stopped')) {
    // The release before slices told it by the closed records that it kept.
    const begun = o.group.begun ?? o.group.fleetRuns.some(({ startedAt }) => startedAt !== undefined);
    return begun || states.includes('Completed') ? 'Stopped' : 'NotStarted';
  }
  return states.includes('Completed') || states.includes('Failed') ? 'Completed' : 'Skipped';
}

/** So many reasons say enough; each member has its own. */
const MOST_REASONS = 3;

function endMessage(o: GroupObservation): string | undefined {
  if (o.group.error) return o.group.error.message;
  const failed = isFailedByMembers(o) ? o.members.find(({ state }) => state === 'Failed') : undefined;
  if (failed)
    return `Member ${failed.name} failed: ${failed.error?.message ?? failed.message ?? 'no reason given'}`;
  if (o.members.some(({ state }) => !hasEnded(state) || state === 'Stopped')) return o.commands.stop?.message;
  if (o.members.length === 0) return 'No member is in this group.';
  return toleratedMessage(o) ?? leftOutMessage(o.members);
}

function leftOutMessage(members: readonly MemberRow[]): string | undefined {
  const reasons = members.flatMap(({ passedOver, message }) =>
    passedOver && message !== undefined ? [message] : [],
  );
  return reasons.length > 0 ? reasons.slice(0, MOST_REASONS).join(' ') : undefined;
}

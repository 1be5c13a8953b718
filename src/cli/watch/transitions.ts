import { plainText } from '../show/plainText.ts';
import type { RunShape } from './runShape.ts';
import { waitText } from './waitText.ts';

/** A run, stage, group, member, wait or gate, and what is said of it now. */
export interface Place {
  readonly what: string;
  readonly state: string;
  readonly words: string;
  /** A failure to be told apart from others in a pipeline's log: of the run, or of a member. */
  readonly failure?: string;
}

/** Places whose state or words are new since the reading before; at first those that have begun. */
export function transitions(before: RunShape | undefined, now: RunShape): Place[] {
  const known = new Map((before ? placesOf(before) : []).map((place) => [place.what, place]));
  return placesOf(now).filter(({ what, state, words }) => {
    const then = known.get(what);
    if (then === undefined) return state !== 'NotStarted' || words !== '';
    return then.state !== state || then.words !== words;
  });
}

function placesOf(run: RunShape): Place[] {
  return [...run.stages.flatMap(stagePlaces), placeOf(`run ${run.name}`, run, run.message, true)];
}

function stagePlaces(stage: RunShape['stages'][number]): Place[] {
  const what = `stage ${stage.name}`;
  const wait = stage.afterStageWait;
  return [
    placeOf(what, stage, stage.message),
    ...gatePlaces(what, stage),
    ...stage.groups.flatMap((group) => [
      placeOf(`group ${group.name}`, group, group.message),
      ...gatePlaces(`group ${group.name}`, group),
      ...group.members.map((member) =>
        placeOf(
          `member ${member.fleet}/${member.name}`,
          member,
          member.error?.message ?? member.message,
          true,
        ),
      ),
    ]),
    ...(wait ? [placeOf(`wait of ${wait.durationInSeconds} s after ${what}`, wait, undefined)] : []),
  ];
}

type WithGates = Pick<RunShape['stages'][number], 'beforeGates' | 'afterGates'>;

function gatePlaces(of: string, { beforeGates = [], afterGates = [] }: WithGates): Place[] {
  const one = (when: string) => (gate: { name: string; state: string }) =>
    placeOf(`gate ${gate.name} ${when} ${of}`, gate, undefined);
  return [...beforeGates.map(one('before')), ...afterGates.map(one('after'))];
}

function placeOf(
  what: string,
  { state, waiting }: { state: string; waiting?: RunShape['waiting'] },
  message: string | undefined,
  fails = false,
): Place {
  const words = waiting ? waitText(waiting) : plainText(message ?? '');
  return {
    what: plainText(what),
    state: plainText(state),
    words,
    ...(fails && state === 'Failed' && { failure: `${plainText(what)} failed. ${words}`.trim() }),
  };
}

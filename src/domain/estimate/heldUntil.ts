import { freezesOverTime } from '../freeze/freezesOverTime.ts';
import type { KnownFreezes } from '../freeze/freezeOver.ts';
import type { StageDefinition } from '../plan/updateSpec.ts';
import { isOn, nextChange } from '../time/spans.ts';
import type { HeldUntil } from './listSchedule.ts';

/** Until when freezes, or the start windows of its stage, hold a member up. */
export function heldUntilOf(
  stages: readonly (Pick<StageDefinition, 'startWindows'> & {
    readonly groups: readonly { readonly name: string }[];
  })[],
  freezes: KnownFreezes,
): HeldUntil {
  const frozenUntil = freezesOverTime(freezes);
  const windows = new Map(
    stages.flatMap(({ startWindows, groups }) => groups.map(({ name }) => [name, startWindows] as const)),
  );
  return (place, now) => {
    const frozen = frozenUntil(place, now);
    const calendar = windows.get(place.group);
    const at = new Date(now).toISOString();
    if (!calendar || isOn(calendar, at)) return frozen;
    const opens = nextChange(calendar, at);
    return Math.max(frozen ?? 0, opens === undefined ? Infinity : Date.parse(opens));
  };
}

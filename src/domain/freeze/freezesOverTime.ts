import { isOn, nextChange } from '../time/spans.ts';
import type { Freeze } from './freeze.ts';
import { covers, type FreezePlace, type KnownFreezes } from './freezeOver.ts';

interface Stretch {
  readonly isOn: boolean;
  /** `Infinity` where nobody knows. */
  readonly until: number;
}

/**
 * Until when freezes hold a member up at a moment; undefined when none does. Moments are milliseconds since 1970 and never
 * go back: each stretch of a freeze is reckoned once, however many members ask.
 */
export function freezesOverTime({ freezes, unreadable }: KnownFreezes) {
  const stretches = new Map<Freeze, Stretch>();
  const stretchOf = (freeze: Freeze, now: number): Stretch => {
    const known = stretches.get(freeze);
    if (known && now < known.until) return known;
    const at = new Date(now).toISOString();
    const change = nextChange(freeze, at);
    const stretch = { isOn: isOn(freeze, at), until: change === undefined ? Infinity : Date.parse(change) };
    stretches.set(freeze, stretch);
    return stretch;
  };
  return (place: FreezePlace, now: number): number | undefined => {
    if (unreadable.length > 0) return Infinity;
    const ends = freezes
      .filter((freeze) => covers(freeze, place))
      .map((freeze) => stretchOf(freeze, now))
      .flatMap((stretch) => (stretch.isOn ? [stretch.until] : []));
    return ends.length === 0 ? undefined : Math.max(...ends);
  };
}

import { withoutUndefined } from '../withoutUndefined.ts';
import type { Obstacle } from '../run/waiting.ts';
import { isOn, nextChange } from '../time/spans.ts';
import { secondsAfter } from '../seconds.ts';
import type { Freeze } from './freeze.ts';

const SECONDS_PER_MEMBER = 3600;

/** The freezes there are. */
export interface KnownFreezes {
  readonly freezes: readonly Freeze[];
  /** Names of those that cannot be read. What they cover is not known, so it may be anything at any time. */
  readonly unreadable: readonly string[];
}

/** A member as a freeze sees it. */
export interface FreezePlace {
  readonly fleet: string;
  readonly group: string;
  readonly member: string;
}

/** Whether the freeze is for this member, at whatever time. */
export function covers({ fleets, groups, members }: Freeze, { fleet, group, member }: FreezePlace): boolean {
  const matches = (names: readonly string[] | undefined, name: string) => names?.includes(name) ?? true;
  return matches(fleets, fleet) && matches(groups, group) && matches(members, member);
}

/** The freeze because of which this member may not start now: of several the one that ends last. */
export function freezeOver(
  known: KnownFreezes | undefined,
  place: FreezePlace,
  now: string,
): Obstacle | undefined {
  const [unreadable] = known?.unreadable ?? [];
  if (unreadable !== undefined) return ofUnreadable(unreadable);
  const on = (known?.freezes ?? [])
    .filter((freeze) => covers(freeze, place) && isOn(freeze, now))
    .map((freeze) => ({ freeze, until: nextChange(freeze, now) }))
    .toSorted((one, other) => order(other.until, one.until));
  const [last] = on;
  return last && obstacleOf(last.freeze, last.until);
}

/** Whether a freeze may begin while these members are updated one after another: about an hour each. */
export function freezeAhead(
  known: KnownFreezes | undefined,
  places: readonly FreezePlace[],
  now: string,
): boolean {
  const end = secondsAfter(new Date(now), places.length * SECONDS_PER_MEMBER).toISOString();
  return (known?.freezes ?? []).some((freeze) => {
    if (isOn(freeze, now) || !places.some((place) => covers(freeze, place))) return false;
    const begin = nextChange(freeze, now);
    return begin !== undefined && begin < end;
  });
}

/** One that does not end comes after all that do. */
function order(one = '9999', other = '9999'): number {
  return one < other ? -1 : Number(one > other);
}

function obstacleOf({ name, reason }: Freeze, until: string | undefined): Obstacle {
  const end = until === undefined ? '' : ` until ${until}`;
  return withoutUndefined({
    reason: 'Freeze' as const,
    message: `Freeze ${name} is on${end}: ${reason}`,
    until,
  });
}

function ofUnreadable(name: string): Obstacle {
  const message = `Freeze ${name} cannot be read, so nothing starts. An Admin may put it again, or delete it.`;
  return { reason: 'Freeze', message };
}

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

/** Making one takes longer than a hundred uses of it. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether it is a time zone that this platform knows, for example `Europe/Berlin`. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** What a clock on the wall shows, written as if it were UTC; milliseconds since 1970, as all moments here. */
export function wallClock(at: number, timeZone: string): number {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const day = Date.UTC(part('year'), part('month') - 1, part('day'));
  return day + ((part('hour') * 60 + part('minute')) * 60 + part('second')) * SECOND_MS;
}

interface ShownAt {
  readonly first: number;
  readonly last: number;
}

/** A calendar asks for the same few moments again whenever it is looked at: once per member and decision. */
const moments = new Map<string, ShownAt>();
const MOST_MOMENTS = 10_000;

/**
 * The first and the last moment at which a clock on the wall shows this. Two where clocks are put back; the moment of
 * the change where they are put forward over it.
 */
export function momentsOf(shown: number, timeZone: string): ShownAt {
  const key = `${timeZone} ${shown}`;
  const known = moments.get(key);
  if (known) return known;
  if (moments.size >= MOST_MOMENTS) moments.clear();
  const found = findMoments(shown, timeZone);
  moments.set(key, found);
  return found;
}

function findMoments(shown: number, timeZone: string): ShownAt {
  // Between a day before and a day after, in whatever zone, clocks change once at most.
  const [before, after] = [shown - DAY_MS, shown + DAY_MS].map((at) => at - wallClock(at, timeZone));
  const candidates = [shown + (before ?? 0), shown + (after ?? 0)].toSorted((one, other) => one - other);
  const exact = candidates.filter((at) => wallClock(at, timeZone) === shown);
  const [first, last] = [exact[0], exact.at(-1)];
  if (first !== undefined && last !== undefined) return { first, last };
  const [early = shown, late = shown] = candidates;
  const change = firstShowing(shown, timeZone, early, late);
  return { first: change, last: change };
}

/** By halving; `early` is before the change of clocks, `late` after it. */
function firstShowing(shown: number, timeZone: string, early: number, late: number): number {
  let [from, until] = [early, late];
  while (until - from > SECOND_MS) {
    const middle = from + Math.floor((until - from) / 2 / SECOND_MS) * SECOND_MS;
    if (wallClock(middle, timeZone) < shown) from = middle;
    else until = middle;
  }
  return until;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

import type { Freeze } from '../api/types.ts';
import { dayOf } from '../forms/calendar.ts';

/** As far as the app says when freezes are on. */
const SHOWN_WEEKS = 5;

export interface FrozenDay {
  /** `2026-12-24`, in the viewer's zone. */
  readonly day: string;
  readonly isToday: boolean;
  readonly isOver: boolean;
  /** What is on that day, and in which hours of it. */
  readonly freezes: readonly { readonly name: string; readonly when: string }[];
}

type Shown = Pick<Freeze, 'name' | 'upcoming'>;

/** The next weeks, each from Monday to Sunday, by the viewer's clock. */
export function frozenWeeks(freezes: readonly Shown[], now: number): FrozenDay[][] {
  const today = new Date(now);
  const monday = today.getDate() - ((today.getDay() + 6) % 7);
  const dayAt = (offset: number) => new Date(today.getFullYear(), today.getMonth(), monday + offset);
  return Array.from({ length: SHOWN_WEEKS }, (_week, week) =>
    Array.from({ length: 7 }, (_day, day) =>
      frozenDay(freezes, dayAt(week * 7 + day), dayAt(week * 7 + day + 1), now),
    ),
  );
}

function frozenDay(freezes: readonly Shown[], begin: Date, end: Date, now: number): FrozenDay {
  const isToday = begin.getTime() <= now && now < end.getTime();
  return {
    day: dayOf(begin),
    isToday,
    isOver: end.getTime() <= now,
    freezes: freezes.flatMap(({ name, upcoming }) => {
      const whens = upcoming.flatMap(({ from, until }) => {
        // What is over of today is told no more.
        const first = Math.max(Date.parse(from), begin.getTime());
        const last = Math.min(Date.parse(until), end.getTime());
        if (first >= last) return [];
        const isFirst = first <= Math.max(begin.getTime(), isToday ? now : 0);
        return [hoursText(isFirst ? undefined : first, last === end.getTime() ? undefined : last)];
      });
      return whens.length === 0 ? [] : [{ name, when: whens.join(', ') }];
    }),
  };
}

/** `12:00–18:00`, `from 12:00`, `until 18:00`, `all day`. */
function hoursText(from: number | undefined, until: number | undefined): string {
  if (from === undefined) return until === undefined ? 'all day' : `until ${clock(until)}`;
  return until === undefined ? `from ${clock(from)}` : `${clock(from)}–${clock(until)}`;
}

function clock(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

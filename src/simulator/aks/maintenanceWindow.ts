import type { MaintenanceWindow } from '../state/clusterState.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const WEEK_INDEXES = ['First', 'Second', 'Third', 'Fourth'];
/** No schedule of a few months' interval has its next day further away. */
const LONGEST_SEARCH_IN_DAYS = 800;

export interface WindowNow {
  readonly open: boolean;
  /** The next opening, ms since the epoch; absent while it is open, or when none is near. */
  readonly opensAt?: number;
}

/** Whether a window is open at `time` (ms since the epoch), and when it opens next. */
export function windowAt(window: MaintenanceWindow, time: number): WindowNow {
  const offset = offsetOf(window.utcOffset ?? '+00:00');
  const [hours = 0, minutes = 0] = window.startTime.split(':').map(Number);
  const today = Math.floor((time + offset) / DAY);
  for (let day = today - 1; day < today + LONGEST_SEARCH_IN_DAYS; day += 1) {
    if (!isScheduled(window, day)) continue;
    const opensAt = day * DAY + hours * HOUR + minutes * 60_000 - offset;
    if (opensAt > time) return { open: false, opensAt };
    if (time < opensAt + window.durationHours * HOUR) return { open: true };
  }
  return { open: false };
}

/** Days are counted from 1970-01-01 in the window's own offset. */
function isScheduled(window: MaintenanceWindow, day: number): boolean {
  const first = dayOf(window.startDate ?? '1970-01-01');
  if (day < first) return false;
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  if (window.notAllowedDates?.some(({ start, end }) => start <= date && date <= end)) return false;
  const { daily, weekly, absoluteMonthly, relativeMonthly } = window.schedule;
  if (daily) return (day - first) % daily.intervalDays === 0;
  if (weekly) {
    const weeks = weekOf(day) - weekOf(first);
    return isWeekday(day, weekly.dayOfWeek) && weeks % weekly.intervalWeeks === 0;
  }
  const monthly = absoluteMonthly ?? relativeMonthly;
  if (!monthly || (monthOf(day) - monthOf(first)) % monthly.intervalMonths !== 0) return false;
  if (absoluteMonthly) return dayOfMonth(day) === absoluteMonthly.dayOfMonth;
  return relativeMonthly !== undefined && isNthWeekday(day, relativeMonthly);
}

function isNthWeekday(
  day: number,
  { weekIndex, dayOfWeek }: { weekIndex: string; dayOfWeek: string },
): boolean {
  if (!isWeekday(day, dayOfWeek)) return false;
  if (weekIndex === 'Last') return monthOf(day + 7) !== monthOf(day);
  return Math.ceil(dayOfMonth(day) / 7) === WEEK_INDEXES.indexOf(weekIndex) + 1;
}

function isWeekday(day: number, name: string): boolean {
  return WEEKDAYS[new Date(day * DAY).getUTCDay()]?.toLowerCase() === name.toLowerCase();
}

/** 1970-01-01 was a Thursday; weeks begin on Sunday. */
function weekOf(day: number): number {
  return Math.floor((day + 4) / 7);
}

function monthOf(day: number): number {
  const date = new Date(day * DAY);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function dayOfMonth(day: number): number {
  return new Date(day * DAY).getUTCDate();
}

function dayOf(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY);
}

function offsetOf(text: string): number {
  const [hours = 0, minutes = 0] = text.slice(1).split(':').map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * 60_000);
}

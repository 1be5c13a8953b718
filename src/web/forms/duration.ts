export const UNITS = {
  days: 86_400,
  hours: 3_600,
  minutes: 60,
  seconds: 1,
} as const;
export type Unit = keyof typeof UNITS;

export interface Duration {
  readonly text: string;
  readonly unit: Unit;
}

/** Seconds in the largest unit of which they are a whole number: `90` in minutes for 5400. */
export function durationOf(seconds: number | undefined): Duration {
  if (seconds === undefined || Number.isNaN(seconds)) return { text: '', unit: 'hours' };
  if (seconds === 0) return { text: '0', unit: 'minutes' };
  if (seconds % UNITS.days === 0) return { text: String(seconds / UNITS.days), unit: 'days' };
  if (seconds % UNITS.hours === 0) return { text: String(seconds / UNITS.hours), unit: 'hours' };
  if (seconds % UNITS.minutes === 0) return { text: String(seconds / UNITS.minutes), unit: 'minutes' };
  return { text: String(seconds), unit: 'seconds' };
}

/** Undefined for an empty text, NaN for one that is no number. */
export const secondsOf = ({ text, unit }: Duration): number | undefined =>
  text.trim() === '' ? undefined : Number(text) * UNITS[unit];

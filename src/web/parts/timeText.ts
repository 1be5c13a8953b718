const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The two largest units: `2 d 3 h`, `5 min 12 s`, `0 s`. */
export function durationText(ms: number): string {
  const left = Math.max(0, Math.floor(ms / SECOND) * SECOND);
  const parts = [
    [Math.floor(left / DAY), 'd'],
    [Math.floor((left % DAY) / HOUR), 'h'],
    [Math.floor((left % HOUR) / MINUTE), 'min'],
    [Math.floor((left % MINUTE) / SECOND), 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** `2026-03-02 08:00:05 UTC` */
export function utcText(time: string): string {
  return `${time.slice(0, 19).replace('T', ' ')} UTC`;
}

const DATE_AND_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A time in the viewer's zone. */
export const localText = (time: string): string => DATE_AND_TIME.format(new Date(time));

/** What the app says, with its times in the viewer's zone: `It expires at 3 Mar 2026, 12:44:05.` */
export const withLocalTimes = (text: string): string =>
  text.replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g, localText);

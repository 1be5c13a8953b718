const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `about 3 h 20 min`: no more exact than it can be. */
export function aboutText(ms: number): string {
  if (ms < MINUTE) return 'less than a minute';
  const step = ms < HOUR ? MINUTE : ms < DAY ? 5 * MINUTE : HOUR;
  const about = Math.ceil(ms / step) * step;
  const [days, hours, minutes] = [
    Math.floor(about / DAY),
    Math.floor((about % DAY) / HOUR),
    Math.floor((about % HOUR) / MINUTE),
  ];
  const parts = [
    days > 0 ? `${days} d` : '',
    hours > 0 ? `${hours} h` : '',
    minutes > 0 ? `${minutes} min` : '',
  ];
  return `about ${parts.filter((part) => part !== '').join(' ')}`;
}

/** `17:40`, `Tue 17:40`, `24 Dec 17:40`: as much as says which day it is. */
export function untilText(at: string, now: number): string {
  const date = new Date(at);
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  if (date.toDateString() === new Date(now).toDateString()) return date.toLocaleTimeString(undefined, time);
  const isNear = date.getTime() > now && date.getTime() - now < 6 * DAY;
  const day = isNear ? ({ weekday: 'short' } as const) : ({ day: 'numeric', month: 'short' } as const);
  return date.toLocaleString(undefined, { ...day, ...time });
}

/** `about 3 h 20 min left, until 17:40`. */
export const leftText = (endsAt: string, now: number) =>
  `${aboutText(Date.parse(endsAt) - now)} left, until ${untilText(endsAt, now)}`;

/** A length of time as people say it: `45 s`, `20 min`, `3 h 20 min`, `2 d 4 h`; from a minute on to the minute. */
export function lengthText(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60];
  return [`${days} d`, `${hours} h`, `${rest} min`].filter((part) => !part.startsWith('0 ')).join(' ');
}

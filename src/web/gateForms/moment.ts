/** A moment as fields have it, in UTC. */
export interface Moment {
  readonly day: string;
  readonly time: string;
}

/** `2026-12-01` and `06:00` of `2026-12-01T07:00:00+01:00`; of one that is not whole yet what there is. */
export function momentOf(text: string): Moment {
  const date = new Date(text);
  const whole = Number.isNaN(date.getTime()) ? text : date.toISOString();
  const [day = '', time = ''] = whole.split('T');
  return { day, time: time.replace(/Z$/, '').slice(0, 5) };
}

export const momentText = ({ day, time }: Moment) => `${day}T${time}${time === '' ? '' : ':00'}Z`;

/** What a day of the week begins with: early on a Monday, where the viewer is. */
export const ownMonday = () => ({
  day: 'Mon' as const,
  time: '06:00',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});

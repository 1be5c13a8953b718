/** What the placeholders of a trigger's name template stand for. */
export interface NameParts {
  readonly trigger: string;
  /** Date and time are taken from it, UTC. */
  readonly at: string;
  readonly delivery?: string;
  readonly version?: string;
  readonly completion?: string;
}

/** The name of a run: the same every time it is asked for. */
export function runNameFor(
  template: string,
  { trigger, at, delivery = '', version = '', completion = '' }: NameParts,
): string {
  const { date, time } = dateAndTime(at);
  return template
    .replaceAll('{trigger}', trigger)
    .replaceAll('{date}', date)
    .replaceAll('{time}', time)
    .replaceAll('{delivery}', delivery)
    .replaceAll('{completion}', completion)
    .replaceAll('{version}', version.replaceAll('.', '-'));
}

/** Of a run that somebody asked for by hand, at any time beside those of the trigger's own. */
export function runNowName(trigger: string, at: string, unique: string): string {
  const { date, time } = dateAndTime(at);
  return `${trigger.slice(0, 20).replace(/-+$/, '')}-now-${date}-${time}-${unique}`;
}

function dateAndTime(at: string): { date: string; time: string } {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  return { date: date.replaceAll('-', ''), time: time.slice(0, 5).replace(':', '') };
}

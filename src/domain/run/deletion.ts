import type { StoredRunEvent } from './run.ts';

/** The type of the event that says who wants a run deleted; the audit log calls it `RunDeleted`. */
export const DELETION_ASKED = 'DeletionRequested';

/** What the audit log keeps of a run that somebody deleted. */
export function trailOf(
  name: string,
  events: readonly StoredRunEvent[],
): (StoredRunEvent & { readonly actor: string; readonly subject: string })[] {
  return events.map((event) => ({
    ...event,
    actor: event.actor ?? 'fleet-updates',
    subject: `runs/${name}`,
    type: event.type === DELETION_ASKED ? 'RunDeleted' : event.type,
  }));
}

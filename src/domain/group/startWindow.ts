import type { StartWindows } from '../plan/updateSpec.ts';
import type { Obstacle } from '../run/waiting.ts';
import { isOn, nextChange } from '../time/spans.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { freezeOf, type GroupObservation } from './observation.ts';
import type { MemberRow } from '../run/run.ts';

type Closed = { readonly now: string; readonly found: Obstacle | undefined };

/** By the windows as they were read: a round asks for each of its members, of which there may be a thousand. */
const known = new WeakMap<StartWindows, Closed>();

/** Why no member of the stage may start now: its windows are closed. */
export function closedWindow({ windows, stageName, now }: GroupObservation): Obstacle | undefined {
  if (!windows) return undefined;
  const kept = known.get(windows);
  if (kept?.now === now) return kept.found;
  const found = closedNow(windows, stageName, now);
  known.set(windows, { now, found });
  return found;
}

function closedNow(windows: StartWindows, stageName: string, now: string): Obstacle | undefined {
  if (isOn(windows, now)) return undefined;
  const until = nextChange(windows, now);
  const opening = until === undefined ? 'do not open within a year' : `next open ${until}`;
  const message = `The start windows of stage ${stageName} are closed; they ${opening}.`;
  return withoutUndefined({ reason: 'Window' as const, message, until });
}

/** What the clock says against a start of this member: a freeze, or the windows of its stage. */
export function heldByTime(observed: GroupObservation, row: MemberRow): Obstacle | undefined {
  return freezeOf(observed, row) ?? closedWindow(observed);
}

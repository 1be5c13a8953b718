import type { Obstacle } from '../run/waiting.ts';
import { slicesOf, type GroupObservation } from './observation.ts';

/**
 * Whether so many lanes of the group update already. No more are opened than may be; but what is open may have been opened
 * when more were allowed.
 */
export function noLane({ group, slice, slicing }: GroupObservation): Obstacle | undefined {
  const updating = slicesOf(group).filter(
    ({ name, startedAt, result }) => name !== slice?.name && startedAt !== undefined && result === undefined,
  );
  if (updating.length < slicing.lanes) return undefined;
  const message = `Waits for a lane of group ${group.name}: ${updating.length} of ${slicing.lanes} at once.`;
  return { reason: 'Concurrency', message };
}

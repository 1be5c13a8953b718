import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { secondsBetween } from '../seconds.ts';

/** How long something will take, and what that rests on. Times are ISO 8601 UTC. */
export const estimateSchema = z.object({
  /** Absent where something holds it up that has no known end. */
  endsAt: z.string().exactOptional(),
  /** From now until then. */
  seconds: z.int().nonnegative().exactOptional(),
  /** How many members still to be updated are reckoned with which time. */
  basis: z.object({
    /** The median of the cluster's own latest updates. */
    ownUpdates: z.int().nonnegative(),
    /** The median of those of its fleet. */
    fleetUpdates: z.int().nonnegative(),
    /** Nothing of the kind has been updated yet: as long as it usually takes. */
    assumed: z.int().nonnegative(),
    message: z.string(),
  }),
  /** In their order; without times from where on nothing is known. */
  stages: z.array(
    z.object({
      name: z.string(),
      startsAt: z.string().exactOptional(),
      /** Its wait included. */
      endsAt: z.string().exactOptional(),
    }),
  ),
});
export type Estimate = Immutable<z.infer<typeof estimateSchema>>;

/** What a member's time rests on. */
const timeSourceSchema = z.enum(['ownUpdates', 'fleetUpdates', 'assumed']);
export type TimeSource = z.infer<typeof timeSourceSchema>;

/** Of a run that has not begun: with the time that each member to be updated is reckoned with. */
export const planEstimateSchema = estimateSchema.extend({
  members: z.array(
    z.object({ fleet: z.string(), name: z.string(), seconds: z.number(), basis: timeSourceSchema }),
  ),
});
export type PlanEstimate = Immutable<z.infer<typeof planEstimateSchema>>;

/** When a run that is under way is expected to end, for its line in the list: as it was reckoned a while ago. */
export const expectedEndSchema = estimateSchema.pick({ endsAt: true, seconds: true });

/** One that is overdue is expected any moment. */
export function expectedEnd(endsAt: string, now: string): z.infer<typeof expectedEndSchema> {
  return { endsAt, seconds: Math.max(0, Math.round(secondsBetween(now, endsAt))) };
}

/** Words of a basis. What is not reckoned with is said: whoever plans by the figure has to know. */
export function basisOf(sources: readonly TimeSource[]): Estimate['basis'] {
  const count = (source: TimeSource) => sources.filter((each) => each === source).length;
  const ownUpdates = count('ownUpdates');
  const fleetUpdates = count('fleetUpdates');
  const assumed = count('assumed');
  const parts = [
    ...(ownUpdates > 0 ? [`${members(ownUpdates)} by earlier updates of the same cluster`] : []),
    ...(fleetUpdates > 0 ? [`${members(fleetUpdates)} by earlier updates in the same fleet`] : []),
    ...(assumed > 0 ? [`${members(assumed)} by an assumed 14 minutes`] : []),
  ];
  const based = parts.length > 0 ? parts.join(', ') : 'No member is to be updated';
  const message = `${based}. Failures, maintenance windows of clusters and waits for other runs are not reckoned with.`;
  return { ownUpdates, fleetUpdates, assumed, message };
}

const members = (count: number) => (count === 1 ? '1 member' : `${count} members`);

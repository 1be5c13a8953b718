import { z } from 'zod';
import type { GateDecision } from '../gate/gateDecision.ts';
import type { Immutable } from '../immutable.ts';
import { errorDetailSchema } from './run.ts';

/**
 * Ends an attempt. Given by a user, by the group in which a member failed, or because somebody else stopped
 * our Fleet run. Never cleared: the next attempt has its own.
 */
export const stopCommandSchema = z.object({
  attempt: z.int().nonnegative(),
  reason: z.enum(['User', 'Failure', 'StoppedElsewhere']),
  by: z.string(),
  at: z.string(),
  /** What happened, naming member and error where one failed. */
  message: z.string(),
  error: errorDetailSchema.exactOptional(),
});
export type StopCommand = Immutable<z.infer<typeof stopCommandSchema>>;

const skipTargetSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Member'), name: z.string(), fleet: z.string().exactOptional() }),
  z.object({ type: z.enum(['Group', 'Stage', 'AfterStageWait']), name: z.string() }),
  /** `name` is the gate's id, `words` what it is called where people read of it. */
  z.object({
    type: z.literal('Gate'),
    name: z.string(),
    reason: z.string(),
    words: z.string().exactOptional(),
  }),
]);
export type SkipTarget = Immutable<z.infer<typeof skipTargetSchema>>;

/** Belongs to the run, so that it holds for all its attempts. */
export const skipCommandSchema = z.object({ target: skipTargetSchema, by: z.string(), at: z.string() });
export type SkipCommand = Immutable<z.infer<typeof skipCommandSchema>>;

export interface Commands {
  /** Of the attempt asked about. */
  readonly stop?: StopCommand;
  readonly skips: readonly SkipCommand[];
  /** Of people on gates. */
  readonly decisions?: readonly GateDecision[];
}

export function skipsMember(
  skips: readonly SkipCommand[],
  place: { readonly stage: string; readonly group: string; readonly fleet: string; readonly member: string },
): SkipCommand | undefined {
  return skips.find(({ target }) => {
    switch (target.type) {
      case 'Member':
        return target.name === place.member && (target.fleet === undefined || target.fleet === place.fleet);
      case 'Group':
        return target.name === place.group;
      case 'Stage':
        return target.name === place.stage;
      case 'AfterStageWait':
      case 'Gate':
        return false;
    }
  });
}

export function skipsWait(skips: readonly SkipCommand[], stage: string): SkipCommand | undefined {
  return skips.find(
    ({ target }) => (target.type === 'AfterStageWait' || target.type === 'Stage') && target.name === stage,
  );
}

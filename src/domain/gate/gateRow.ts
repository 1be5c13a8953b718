import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { healthRecordSchema } from '../health/decideHealth.ts';
import { sha256 } from '../sha256.ts';

/** Fleet Manager's states of a gate, and `Failed`. */
export const gateStateSchema = z.enum(['NotStarted', 'Pending', 'Completed', 'Failed', 'Skipped']);
export type GateState = z.infer<typeof gateStateSchema>;

export const timingSchema = z.enum(['Before', 'After']);
export type Timing = z.infer<typeof timingSchema>;

/** How far a gate is. It is kept on the row of its stage or group, and so has one writer and that row's ETag. */
export const gateRowSchema = z.object({
  timing: timingSchema,
  name: z.string(),
  /** The attempt that last wrote it. */
  attempt: z.int().nonnegative(),
  state: gateStateSchema,
  /** When it was reached. */
  startTime: z.string().exactOptional(),
  completedTime: z.string().exactOptional(),
  message: z.string().exactOptional(),
  /** When it opens, where that is known. */
  until: z.string().exactOptional(),
  /** Of a Health gate. */
  health: healthRecordSchema.exactOptional(),
  /** Since when an Approver is to decide on a Health gate. */
  heldAt: z.string().exactOptional(),
});
export type GateRow = Immutable<z.infer<typeof gateRowSchema>>;

/** Of a stage, or of a group in it. */
export interface GatePlace {
  readonly stage: string;
  readonly group?: string;
}

/** The same in every attempt, and of one run only one: stages, groups and the gates of a list have names of their own. */
export function gateId({ stage, group }: GatePlace, timing: Timing, name: string): string {
  return sha256(JSON.stringify([stage, group ?? null, timing, name]), 12);
}

export const isThrough = ({ state }: Pick<GateRow, 'state'>) => state === 'Completed' || state === 'Skipped';

/** In words that name its place. */
export function wordsOfGate({ stage, group }: GatePlace, { timing, name }: Pick<GateRow, 'timing' | 'name'>) {
  return `gate ${name} ${timing === 'Before' ? 'before' : 'after'} ${group === undefined ? `stage ${stage}` : `group ${group}`}`;
}

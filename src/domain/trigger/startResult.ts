import { z } from 'zod';
import type { Immutable } from '../immutable.ts';

const text = z.string();

export const OUTCOMES = [
  'Starting',
  'Waiting',
  'Started',
  'Created',
  'Skipped',
  'Cancelled',
  'Failed',
] as const;

/** What became of a start request. `Starting` is tried again every minute until it is anything else. */
export const startResultSchema = z.object({
  /** Of a schedule. */
  dueAt: text.exactOptional(),
  /** When this was written. */
  at: text,
  outcome: z.enum(OUTCOMES),
  message: text,
  run: text.exactOptional(),
  /** Of the error, when it failed. */
  code: text.exactOptional(),
});
export type StartResult = Immutable<z.infer<typeof startResultSchema>>;

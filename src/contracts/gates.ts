import { z } from 'zod';
import { gateStateSchema } from '../domain/gate/gateRow.ts';

/** A decision may be given without a word. */
export const gateDecisionBody = z
  .strictObject({ comment: z.string().trim().min(1).max(1_000).exactOptional() })
  .optional();

export const gateSkipBody = z.strictObject({ reason: z.string().trim().min(1, 'must say why').max(500) });

export const gateQuery = z.strictObject({
  /** `true`: members are read again from Azure for what speaks against going on. */
  refresh: z.enum(['true', 'false']).exactOptional(),
});

export const gatesQuery = z.strictObject({
  /** Those of runs that go on; all states where it is not said. */
  state: gateStateSchema.exactOptional(),
  top: z.coerce.number().int().min(1).max(100).exactOptional(),
  continuation: z.string().max(1_000).exactOptional(),
});

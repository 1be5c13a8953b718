import { z } from 'zod';

const time = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-03-01T12:00:00Z' })
  // Also asked for what is no time, and refused.
  .overwrite((text) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString()));

export const auditQuery = z.strictObject({
  /** The path of what it was done to, and all below: `runs/september`, `triggers`, `members/prod`. */
  subject: z
    .string()
    .max(200)
    .overwrite((text) => text.replace(/^\/|\/$/g, ''))
    .exactOptional(),
  /** An object id, or `trigger/<name>`, or `fleet-updates`. */
  actor: z.string().max(200).exactOptional(),
  type: z.string().max(100).exactOptional(),
  since: time.exactOptional(),
  until: time.exactOptional(),
  top: z.coerce.number().int().min(1).max(100).exactOptional(),
  continuation: z.string().max(1_000).exactOptional(),
});

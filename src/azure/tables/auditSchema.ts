import { z } from 'zod';
import type { StoredAuditEntry } from '../../ports/stores.ts';

const text = z.string();

export const auditEntrySchema: z.ZodType<StoredAuditEntry> = z.looseObject({
  time: text,
  actor: text,
  subject: text,
  type: text,
  message: text,
});

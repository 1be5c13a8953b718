import { z } from 'zod';
import type { AuditEntry } from '../../ports/stores.ts';

const text = z.string();

export const auditEntrySchema: z.ZodType<AuditEntry> = z.looseObject({
  ...{ time: text, actor: text, subject: text, type: text, message: text },
});

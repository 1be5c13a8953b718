import { z } from 'zod';
import { heldGrantSchema } from '../domain/access/grant.ts';
import { ROLES } from '../domain/access/roles.ts';

export const meView = z.object({
  user: z.string(),
  /** On all fleets. */
  roles: z.array(z.enum(ROLES)),
  /** On some fleets, by the caller's own id or by a group of theirs. */
  grants: z.array(heldGrantSchema),
});

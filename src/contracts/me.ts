import { z } from 'zod';
import { ROLES } from '../domain/access/roles.ts';

export const meView = z.object({ user: z.string(), roles: z.array(z.enum(ROLES)) });

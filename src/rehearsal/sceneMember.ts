import { z } from 'zod';
import type { Immutable } from '../domain/immutable.ts';
import { memberViewSchema } from '../domain/fleet/memberView.ts';

/** A member as `GET /api/members` answers it, with what a rehearsal needs to know of it. */
export const sceneMemberSchema = memberViewSchema
  .pick({ fleet: true, name: true, powerState: true, nodePools: true })
  .extend({
    /** Null or absent where it is in none. */
    group: z.string().nullable().exactOptional(),
    location: z.string(),
    kubernetesVersion: z.string(),
    /** How long an update of it takes, where that was measured. */
    seconds: z.number().positive().exactOptional(),
  });
export type SceneMember = Immutable<z.infer<typeof sceneMemberSchema>>;

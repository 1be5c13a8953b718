import { z } from 'zod';
import { clusterResourceId, name } from '../domain/nameSchemas.ts';

const MOST_MEMBERS_PER_CALL = 1_000;

export const joinBody = z.strictObject({ clusterResourceId, group: name.exactOptional() });
export type JoinBody = z.infer<typeof joinBody>;
export const assignGroupBody = z.strictObject({
  members: z
    .array(z.strictObject({ fleet: name, name }))
    .min(1, 'must have at least one member')
    .max(MOST_MEMBERS_PER_CALL, `must have at most ${MOST_MEMBERS_PER_CALL} members`),
  /** Null takes the members out of their group. */
  group: name.nullable(),
});
export type AssignGroupBody = z.infer<typeof assignGroupBody>;

export const memberQuery = z.strictObject({
  fleet: name.exactOptional(),
  group: name.exactOptional(),
  refresh: z.enum(['true', 'false']).exactOptional(),
});

export const versionQuery = z.strictObject({ fleet: name.exactOptional() });

export const clusterQuery = z.strictObject({ joined: z.enum(['true', 'false']).exactOptional() });

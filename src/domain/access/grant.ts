import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { name } from '../nameSchemas.ts';
import { authorship, type NamedKind } from '../named/namedKind.ts';
import { ROLES } from './roles.ts';

const MOST_FLEETS = 200;

const grantBody = z.strictObject({
  /** Object id of a user, a group or a service principal, as its token says it. */
  principal: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, 'must be an object id of Entra, which has letters, digits and - only')
    .overwrite((id) => id.toLowerCase()),
  role: z.enum(ROLES),
  /** Aliases. */
  fleets: z.array(name).min(1, 'must name at least one fleet').max(MOST_FLEETS),
});
export type GrantBody = Immutable<z.infer<typeof grantBody>>;

const grantSchema = z.object({
  name: z.string(),
  principal: z.string(),
  role: z.enum(ROLES),
  fleets: z.array(z.string()),
  ...authorship,
});
/** A role that somebody has on some fleets, beside the roles of the Entra application, which hold on all. */
export type Grant = Immutable<z.infer<typeof grantSchema>>;

/** A `HeldGrant` as it is shown. */
export const heldGrantSchema = grantSchema.pick({ name: true, principal: true, role: true, fleets: true });

export const grantKind: NamedKind<Grant, GrantBody, Grant> = {
  noun: 'grant',
  title: 'Access',
  path: 'access',
  stored: grantSchema,
  body: grantBody,
  view: grantSchema,
  roles: { read: 'Reader', put: 'Admin', delete: 'Admin' },
  inWords: ({ principal, role, fleets }) => `${role} on ${fleets.join(', ')} for ${principal}`,
  summaries: {
    list: 'All grants, by name: who has which role on which fleets',
    get: 'A grant, with its ETag',
    put: 'Gives somebody a role on some fleets, or replaces a grant',
    delete: 'Takes a grant back',
  },
};

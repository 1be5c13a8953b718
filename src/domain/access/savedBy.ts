import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { holding, lacking } from './rights.ts';
import { NOBODY, ROLES, type HeldGrant, type Principal } from './roles.ts';

/** Who saved something that acts later, when they are not there to be asked, and what let them. */
export const savedBySchema = z.object({
  user: z.string(),
  /** On all fleets, by their token. */
  roles: z.array(z.enum(ROLES)),
  /** Names of grants. */
  grants: z.array(z.string()).exactOptional(),
  /** Groups of theirs that such a grant is for. */
  groups: z.array(z.string()).exactOptional(),
});
export type SavedBy = Immutable<z.infer<typeof savedBySchema>>;

/** Undefined where nobody is told apart. */
export function savedByOf({ user, roles, grants = [] }: Principal): SavedBy | undefined {
  if (user === NOBODY.user) return undefined;
  if (grants.length === 0) return { user, roles };
  const groups = grants.map(({ principal }) => principal).filter((id) => id !== user.toLowerCase());
  const names = grants.map(({ name }) => name);
  return { user, roles, grants: names, ...(groups.length > 0 && { groups: [...new Set(groups)] }) };
}

/**
 * Why they could not save it any more by today's grants; undefined when they could. What their token said, roles and
 * groups, nobody can ask again without one, and counts as it was.
 */
export function takenBack(
  { user, roles, groups }: SavedBy,
  grants: readonly HeldGrant[],
  fleets: readonly string[],
): string | undefined {
  return lacking(holding({ user, roles, ...(groups && { groups }) }, grants), 'Admin', fleets, 'All');
}

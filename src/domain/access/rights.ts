import {
  effectiveRoles,
  ROLES,
  type HeldGrant,
  type Principal,
  type Requirement,
  type Role,
} from './roles.ts';

/** Where a role must be held for what concerns several fleets: to act on all of them, to stop on any. */
export type On = 'All' | 'Any';

/**
 * The caller with the grants that are theirs, by their own object id or by a group of theirs. Whoever has a grant on one
 * fleet reads everything.
 */
export function holding(principal: Principal, grants: readonly HeldGrant[]): Principal {
  const ids = new Set([principal.user, ...(principal.groups ?? [])].map((id) => id.toLowerCase()));
  const held = grants.filter(({ principal: id }) => ids.has(id.toLowerCase()));
  if (held.length === 0) return principal;
  const shown = held.map(({ name, principal: id, role, fleets }) => ({ name, principal: id, role, fleets }));
  return { ...principal, roles: effectiveRoles([...principal.roles, 'Reader']), grants: shown };
}

/** The roles that the caller has on these fleets: those of the app, and those granted on all, or on any, of them. */
export function rolesOn({ roles, grants = [] }: Principal, fleets: readonly string[], on: On): Role[] {
  const onEach = fleets.map((fleet) =>
    effectiveRoles(grants.filter((grant) => grant.fleets.includes(fleet)).map(({ role }) => role)),
  );
  const isGranted = (role: Role) =>
    // What concerns no fleet is nobody's by a grant.
    onEach.length > 0 && onEach[on === 'All' ? 'every' : 'some']((held) => held.includes(role));
  return ROLES.filter((role) => roles.includes(role) || isGranted(role));
}

/**
 * Whether the caller may, before it is known which fleets a call concerns; `on` says that grants count for it. Undefined
 * is a caller whom nobody knows.
 */
export function decideAccess(
  principal: Principal | undefined,
  required: Requirement,
  on?: On,
): 'Allowed' | 'NotSignedIn' | 'NotAllowed' {
  if (required === 'Public') return 'Allowed';
  if (!principal) return 'NotSignedIn';
  if (required === 'SignedIn' || principal.roles.includes(required)) return 'Allowed';
  const granted = on === undefined ? [] : effectiveRoles((principal.grants ?? []).map(({ role }) => role));
  return granted.includes(required) ? 'Allowed' : 'NotAllowed';
}

/** What is said to a caller who has not the role on these fleets; undefined to one who has. */
export function lacking(
  principal: Principal,
  role: Role,
  fleets: readonly string[],
  on: On,
): string | undefined {
  if (rolesOn(principal, fleets, on).includes(role)) return undefined;
  const missing = fleets.filter((fleet) => !rolesOn(principal, [fleet], 'All').includes(role));
  const where =
    on === 'All'
      ? `on every fleet that it concerns; you do not have it on ${missing.join(', ')}`
      : `on one of the fleets that it concerns (${fleets.join(', ')})`;
  return `the role ${role} ${fleets.length === 0 ? 'on all fleets' : where}.`;
}

/** The app roles of the Entra application, in the order in which they are shown. */
export const ROLES = ['Reader', 'Operator', 'Approver', 'Admin'] as const;
export type Role = (typeof ROLES)[number];

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

/** What a route asks of its caller: nothing, to be known, or a role. */
export type Requirement = 'Public' | 'SignedIn' | Role;

/** What of a grant decides who may do what. */
export interface HeldGrant {
  readonly name: string;
  /** Object id of a user, a group or a service principal. */
  readonly principal: string;
  readonly role: Role;
  /** Aliases. */
  readonly fleets: readonly string[];
}

/** Who asks. `roles` hold on all fleets, and have those included in others too. */
export interface Principal {
  /** Goes into the audit trail. */
  readonly user: string;
  readonly roles: readonly Role[];
  /** Object ids, where the token says them. */
  readonly groups?: readonly string[];
  /** What is theirs beside the roles, on some fleets. */
  readonly grants?: readonly HeldGrant[];
}

/** Nobody is known: what a public route sees of a caller without a principal. */
export const NOBODY: Principal = { user: 'anonymous', roles: [] };
/** With authentication off nobody is asked who they are, and everybody may do everything. */
export const EVERYBODY: Principal = { user: 'anonymous', roles: ROLES };

/** Admin does not approve: who changes a strategy must not be able to wave its runs through alone. */
const INCLUDES: Readonly<Record<Role, readonly Role[]>> = {
  Reader: ['Reader'],
  Operator: ['Reader', 'Operator'],
  Approver: ['Reader', 'Approver'],
  Admin: ['Reader', 'Operator', 'Admin'],
};

/** The roles with all that they include, in the order of `ROLES`. Names that are no role count for nothing. */
export function effectiveRoles(assigned: readonly string[]): Role[] {
  const held = ROLES.filter((role) => assigned.includes(role)).flatMap((role) => INCLUDES[role]);
  return ROLES.filter((role) => held.includes(role));
}

import { queryOptions, useQuery } from '@tanstack/react-query';
import { answered, api } from './client.ts';
import { fleetsQuery } from './queries.ts';
import type { Grant } from './types.ts';

/** Who the viewer is and what they may do; everything where nobody has to sign in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => answered(api.GET('/api/me', { signal })),
});

/** On which fleets the viewer has a role. */
export interface Reach {
  readonly has: (fleet: string) => boolean;
  /** On every one of these; what names none concerns all. */
  readonly hasAll: (fleets: readonly string[] | undefined) => boolean;
  /** On one of these at least. */
  readonly hasAny: (fleets: readonly string[] | undefined) => boolean;
  readonly isEverywhere: boolean;
  /** Why not on others: `You are an Operator on west only; …` */
  readonly words: string;
}

/** Where the viewer has the role, or one that includes it; nowhere until it is known. */
export function useReach(role: 'Operator' | 'Admin'): Reach {
  const { data: me } = useQuery(meQuery);
  const { roles = [], grants = [] } = me ?? {};
  const isOfApp = roles.includes(role);
  // Which fleets there are matters only to whom grants give the role.
  const { data: all } = useQuery({ ...fleetsQuery, enabled: grants.length > 0 });
  const granted = grantedOn(grants, role);
  const has = (fleet: string) => isOfApp || granted.has(fleet);
  const isEverywhere = isOfApp || (all?.every(({ name }) => has(name)) ?? false);
  return {
    has,
    hasAll: (fleets) => isEverywhere || (fleets?.every(has) ?? false),
    hasAny: (fleets) => isOfApp || (fleets?.some(has) ?? granted.size > 0),
    isEverywhere,
    words: me ? wordsOf(role, [...granted].toSorted()) : '',
  };
}

/** Fleets on which grants give the role: an Admin may what an Operator may. */
const grantedOn = (
  grants: readonly Pick<Grant, 'role' | 'fleets'>[],
  role: 'Operator' | 'Admin',
): ReadonlySet<string> =>
  new Set(
    grants.filter((each) => each.role === role || each.role === 'Admin').flatMap(({ fleets }) => fleets),
  );

const wordsOf = (role: string, fleets: readonly string[]) =>
  fleets.length === 0
    ? `You are an ${role} on no fleet; an Admin of all fleets grants it.`
    : `You are an ${role} on ${fleets.join(', ')} only; an Admin of all fleets grants it on others.`;

/**
 * What the viewer may do; nothing until it is known. `operate` and `administerSome` on some fleet at least: the app says of each
 * run what of it is allowed, and refuses what the page should not have offered.
 */
export function useMay(): {
  readonly operate: boolean;
  readonly administer: boolean;
  readonly administerSome: boolean;
} {
  const { roles = [], grants = [] } = useQuery(meQuery).data ?? {};
  const administer = roles.includes('Admin');
  const administerSome = administer || grantedOn(grants, 'Admin').size > 0;
  const operate = roles.includes('Operator') || grantedOn(grants, 'Operator').size > 0;
  return { administer, administerSome, operate };
}

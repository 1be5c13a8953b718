import { queryOptions, useQuery } from '@tanstack/react-query';
import { answered, api } from './client.ts';
import { fleetsQuery } from './queries.ts';

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
  readonly isEverywhere: boolean;
  /** Why not on others: `You are an Operator on west only; …` */
  readonly words: string;
}

/** Where the viewer has the role, or one that includes it; nowhere until it is known. */
export function useReach(role: 'Operator' | 'Admin'): Reach {
  const { data: me } = useQuery(meQuery);
  const { roles = [], grants = [] } = me ?? {};
  const { data: all } = useQuery(fleetsQuery);
  const counting = grants.filter((grant) => grant.role === role || grant.role === 'Admin');
  const granted = new Set(counting.flatMap(({ fleets }) => fleets));
  const has = (fleet: string) => roles.includes(role) || granted.has(fleet);
  const isEverywhere = roles.includes(role) || (all?.every(({ name }) => has(name)) ?? false);
  return {
    has,
    hasAll: (fleets) => isEverywhere || (fleets?.every(has) ?? false),
    isEverywhere,
    words: me ? wordsOf(role, [...granted].toSorted()) : '',
  };
}

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
  const granted = grants.map(({ role }) => role);
  const administer = roles.includes('Admin');
  const administerSome = administer || granted.includes('Admin');
  const operate = administerSome || roles.includes('Operator') || granted.includes('Operator');
  return { administer, administerSome, operate };
}

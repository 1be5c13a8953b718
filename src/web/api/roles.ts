import { queryOptions, useQuery } from '@tanstack/react-query';
import { answered, api } from './client.ts';

/** Who the viewer is and what they may do; everything where nobody has to sign in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => answered(api.GET('/api/me', { signal })),
});

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

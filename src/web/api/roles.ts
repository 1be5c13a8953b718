import { queryOptions, useQuery } from '@tanstack/react-query';
import { answered, api } from './client.ts';

/** Who the viewer is and what they may do; everything where nobody has to sign in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => answered(api.GET('/api/me', { signal })),
});

/** What the viewer may do; nothing until it is known. The app refuses what the page should not have offered. */
export function useMay(): { readonly operate: boolean; readonly administer: boolean } {
  const roles = useQuery(meQuery).data?.roles ?? [];
  return { administer: roles.includes('Admin'), operate: roles.includes('Operator') };
}

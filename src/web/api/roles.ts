import { queryOptions, useQuery } from '@tanstack/react-query';
import { heardFromApp } from './connection.ts';
import { ApiProblem } from './problem.ts';

export const ROLES = ['Reader', 'Operator', 'Approver', 'Admin'] as const;
export type Role = (typeof ROLES)[number];

interface Me {
  /** Absent where nobody has to sign in. */
  readonly user?: string;
  readonly roles: readonly Role[];
}

/** An app without authentication has no such path: everybody may do everything there. */
const EVERYBODY: Me = { roles: ROLES };

export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<Me> => {
    const response = await fetch('/api/me', { signal });
    heardFromApp(response.headers.get('date'));
    if (response.status === 404) return EVERYBODY;
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw new ApiProblem(response.status, body);
    return meOf(body);
  },
});

/** Reads `{user, roles}`, leaving out roles that this page does not know. */
export function meOf(body: unknown): Me {
  const read: Readonly<Record<string, unknown>> = typeof body === 'object' ? { ...body } : {};
  const given: readonly unknown[] = Array.isArray(read['roles']) ? read['roles'] : [];
  const roles = ROLES.filter((role) => given.includes(role));
  return typeof read['user'] === 'string' ? { user: read['user'], roles } : { roles };
}

/** What the viewer may do; nothing until it is known. */
export function useMay(): { readonly operate: boolean; readonly administer: boolean } {
  const roles = useQuery(meQuery).data?.roles ?? [];
  const administer = roles.includes('Admin');
  return { administer, operate: administer || roles.includes('Operator') };
}

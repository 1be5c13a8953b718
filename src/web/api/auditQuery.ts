import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { answered, api } from './client.ts';
import { continuationOf } from './nextPage.ts';

/** Pages of the audit log by what is asked for; an empty text asks for nothing. */
export const auditQuery = ({ subject, actor }: { readonly subject: string; readonly actor: string }) =>
  infiniteQueryOptions({
    queryKey: ['audit', subject, actor],
    initialPageParam: undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) => {
      const query = {
        ...(subject !== '' && { subject }),
        ...(actor !== '' && { actor }),
        ...(pageParam !== undefined && { continuation: pageParam }),
      };
      return await answered(api.GET('/api/audit', { signal, params: { query } }));
    },
    getNextPageParam: continuationOf,
  });

import { queryOptions } from '@tanstack/react-query';
import { answered, api, taggedAnswer } from './client.ts';

const WHILE_SHOWN_MS = 15_000;

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/members', { signal }))).value,
  refetchInterval: WHILE_SHOWN_MS,
});

export const fleetsQuery = queryOptions({
  queryKey: ['fleets'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/fleets', { signal }))).value,
  staleTime: Infinity,
});

export const strategiesQuery = queryOptions({
  queryKey: ['strategies'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/strategies', { signal }))).value,
});

export const strategyQuery = (name: string) =>
  queryOptions({
    queryKey: ['strategies', name],
    queryFn: ({ signal }) =>
      taggedAnswer(api.GET('/api/strategies/{name}', { params: { path: { name } }, signal })),
  });

export const triggersQuery = queryOptions({
  queryKey: ['triggers'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/triggers', { signal }))).value,
  refetchInterval: WHILE_SHOWN_MS,
});

export const triggerQuery = (name: string) =>
  queryOptions({
    queryKey: ['triggers', name],
    queryFn: ({ signal }) =>
      taggedAnswer(api.GET('/api/triggers/{name}', { params: { path: { name } }, signal })),
  });

import { queryOptions } from '@tanstack/react-query';
import { answered, api, taggedAnswer } from './client.ts';

const WHILE_SHOWN_MS = 15_000;

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/members', { signal }))).value,
  refetchInterval: WHILE_SHOWN_MS,
});

export const versionsQuery = queryOptions({
  queryKey: ['versions'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/versions', { signal }))).value,
  staleTime: 300_000,
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

export const readStrategy = (name: string, signal?: AbortSignal) =>
  taggedAnswer(api.GET('/api/strategies/{name}', { params: { path: { name } }, ...(signal && { signal }) }));

export const deniedVersionsQuery = queryOptions({
  queryKey: ['denied-versions'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/denied-versions', { signal }))).value,
});

export const readDeniedVersion = (name: string, signal?: AbortSignal) =>
  taggedAnswer(
    api.GET('/api/denied-versions/{name}', { params: { path: { name } }, ...(signal && { signal }) }),
  );

export const freezesQuery = queryOptions({
  queryKey: ['freezes'],
  queryFn: async ({ signal }) => await answered(api.GET('/api/freezes', { signal })),
  refetchInterval: WHILE_SHOWN_MS,
});

export const readFreeze = (name: string, signal?: AbortSignal) =>
  taggedAnswer(api.GET('/api/freezes/{name}', { params: { path: { name } }, ...(signal && { signal }) }));

export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/notifications', { signal }))).value,
  refetchInterval: WHILE_SHOWN_MS,
});

export const readNotification = (name: string, signal?: AbortSignal) =>
  taggedAnswer(
    api.GET('/api/notifications/{name}', { params: { path: { name } }, ...(signal && { signal }) }),
  );

/** The last that was told there. */
export const deliveriesQuery = (name: string) =>
  queryOptions({
    queryKey: ['deliveries', name],
    queryFn: async ({ signal }) => {
      const params = { path: { name } };
      return (await answered(api.GET('/api/notifications/{name}/deliveries', { params, signal }))).value;
    },
    refetchInterval: WHILE_SHOWN_MS,
  });

export const grantsQuery = queryOptions({
  queryKey: ['access'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/access', { signal }))).value,
});

export const readGrant = (name: string, signal?: AbortSignal) =>
  taggedAnswer(api.GET('/api/access/{name}', { params: { path: { name } }, ...(signal && { signal }) }));

export const triggersQuery = queryOptions({
  queryKey: ['triggers'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/triggers', { signal }))).value,
  refetchInterval: WHILE_SHOWN_MS,
});

export const readTrigger = (name: string, signal?: AbortSignal) =>
  taggedAnswer(api.GET('/api/triggers/{name}', { params: { path: { name } }, ...(signal && { signal }) }));

export const webhookSecretsQuery = queryOptions({
  queryKey: ['webhook-secrets'],
  queryFn: async ({ signal }) => (await answered(api.GET('/api/webhook-secrets', { signal }))).value,
  staleTime: Infinity,
});

/** Clusters that are in no fleet; Azure is asked for them. */
export const unjoinedQuery = queryOptions({
  queryKey: ['clusters', 'unjoined'],
  queryFn: async ({ signal }) =>
    (await answered(api.GET('/api/clusters', { signal, params: { query: { joined: 'false' } } }))).value,
});

import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { answered, api, taggedAnswer } from './client.ts';
import { ApiProblem } from './problem.ts';
import { isDone } from './states.ts';
import { withKnownMembers } from './withKnownMembers.ts';
import type { Run } from './types.ts';
import { continuationOf } from './nextPage.ts';

/** What may change at any time, by itself or by somebody else, is on the screen within two seconds. */
const LIVE_MS = 1_500;
/** What is over for good. */
const QUIET_MS = 20_000;

export const runsQuery = infiniteQueryOptions({
  queryKey: ['runs'],
  initialPageParam: undefined,
  queryFn: async ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
    await answered(
      api.GET('/api/runs', {
        signal,
        params: { query: pageParam === undefined ? {} : { continuation: pageParam } },
      }),
    ),
  getNextPageParam: continuationOf,
  // Each page that is shown costs the app a query.
  refetchInterval: ({ state }) => LIVE_MS * Math.max(1, state.data?.pages.length ?? 1),
});

/** Names of the newest runs, to find one that is free. */
export const runNamesQuery = queryOptions({
  queryKey: ['runs', '+', 'names'],
  queryFn: async ({ signal }) => {
    const { value } = await answered(api.GET('/api/runs', { signal, params: { query: { top: 100 } } }));
    return value.map(({ name }) => name);
  },
});

/** Names of the newest runs whose versions another may take over. */
export const provenRunsQuery = queryOptions({
  queryKey: ['runs', '+', 'proven'],
  queryFn: async ({ signal }) => {
    const { value } = await answered(api.GET('/api/runs', { signal, params: { query: { top: 100 } } }));
    return value.filter(({ state }) => state === 'Completed').map(({ name }) => name);
  },
});

export interface LiveRun {
  readonly run: Run;
  readonly eTag: string;
}

/**
 * A run as it is now. What the viewer has already is not sent again: nothing when nothing changed (304), and no
 * members of groups that did not (`since`). It is asked for only while the page is visible.
 */
export const runQuery = (client: QueryClient, name: string) =>
  queryOptions({
    queryKey: ['runs', name],
    queryFn: ({ signal }) => readRun(name, client.getQueryData<LiveRun>(['runs', name]), signal),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isDone(state.data.run.state) ? QUIET_MS : LIVE_MS,
  });

async function readRun(name: string, known: LiveRun | undefined, signal: AbortSignal): Promise<LiveRun> {
  const { data, error, response } = await api.GET('/api/runs/{name}', {
    params: {
      path: { name },
      query: known?.run.seen === undefined ? {} : { since: known.run.seen },
    },
    ...(known && { headers: { 'if-none-match': known.eTag } }),
    signal,
  });
  if (response.status === 304 && known) return known;
  if (!response.ok || data === undefined) throw new ApiProblem(response.status, error);
  return { run: withKnownMembers(data, known?.run), eTag: response.headers.get('etag') ?? '' };
}

/** The limits, retries and waits of a run as they hold now, with the ETag to change them. */
export const readPolicy = (name: string) =>
  taggedAnswer(api.GET('/api/runs/{name}/policy', { params: { path: { name } } }));

export const eventsQuery = (name: string, done: boolean) =>
  queryOptions({
    queryKey: ['runs', name, 'events'],
    queryFn: async ({ signal }) =>
      (await answered(api.GET('/api/runs/{name}/events', { params: { path: { name } }, signal }))).value,
    refetchInterval: done ? QUIET_MS : LIVE_MS,
  });

import { queryOptions } from '@tanstack/react-query';
import { accepted, answered, api } from './client.ts';
import { hasEnded } from './states.ts';
import { continuationOf } from './nextPage.ts';
import type { PendingGate, RunGate } from './types.ts';

/** For the count in the navigation: every page that is open asks. */
const GENTLE_MS = 30_000;
const LIVE_MS = 3_000;
const QUIET_MS = 20_000;
const PAGE = 100;
const MOST = 500;

/** What waits in all runs, those that were reached first; `more` when there are others behind them. */
export const pendingGatesQuery = queryOptions({
  queryKey: ['gates'],
  queryFn: async ({ signal }) => {
    const gates: PendingGate[] = [];
    let continuation: string | undefined;
    do {
      const query = {
        state: 'Pending' as const,
        top: PAGE,
        ...(continuation !== undefined && { continuation }),
      };
      const page = await answered(api.GET('/api/gates', { signal, params: { query } }));
      gates.push(...page.value);
      continuation = continuationOf(page);
    } while (continuation !== undefined && gates.length < MOST);
    return { gates, more: continuation !== undefined };
  },
  refetchInterval: GENTLE_MS,
});

/** A gate as it is now, with what speaks against going on. */
export const gateQuery = (run: string, id: string) =>
  queryOptions({
    queryKey: ['gates', run, id],
    queryFn: ({ signal }) => readGate(run, id, {}, signal),
    refetchInterval: ({ state: { data } }) => (data && !hasEnded(data.state) ? LIVE_MS : QUIET_MS),
  });

/** As `gateQuery`, after the members were read again from Azure. */
export const readGateAfresh = (run: string, id: string) => readGate(run, id, { refresh: 'true' });

async function readGate(
  run: string,
  id: string,
  query: { readonly refresh?: 'true' },
  signal?: AbortSignal,
): Promise<RunGate> {
  const params = { path: { name: run, id }, query };
  return await answered(api.GET('/api/runs/{name}/gates/{id}', { params, ...(signal && { signal }) }));
}

export interface Decision {
  readonly verb: 'approve' | 'reject';
  readonly comment: string;
}

/** Says what the viewer decides; rejects when it is decided already, or not theirs to decide. */
export async function decideOnGate(
  { run, id }: Pick<RunGate, 'run' | 'id'>,
  decision: Decision,
): Promise<void> {
  const params = { path: { name: run, id } };
  const comment = decision.comment.trim();
  const body = comment === '' ? {} : { comment };
  await accepted(
    decision.verb === 'approve'
      ? api.POST('/api/runs/{name}/gates/{id}/approve', { params, body })
      : api.POST('/api/runs/{name}/gates/{id}/reject', { params, body }),
  );
}

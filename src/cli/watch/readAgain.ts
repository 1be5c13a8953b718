import type { AppClient } from '../api/appClient.ts';
import { AwayError, ProblemError } from '../api/problem.ts';
import { CommandError } from '../exitCodes.ts';
import { runShape, type RunShape } from './runShape.ts';

export interface Reading {
  readonly run: RunShape;
  /** By the app's own clock, ms since the epoch: an agent's may be off. */
  readonly now: number;
}

/** The run as it is now; groups that did not change since the reading before come from there. */
export async function readAgain(
  api: AppClient,
  name: string,
  before: Reading | undefined,
  signal?: AbortSignal,
): Promise<Reading> {
  const since = before?.run.seen;
  const answer = await api.call('GET', `/api/runs/${encodeURIComponent(name)}`, {
    query: { since },
    ...(signal && { signal }),
  });
  const parsed = runShape.safeParse(answer.body);
  if (!parsed.success) {
    throw new CommandError(
      'The app answers a run in a shape that this version does not know. Is it of the same release?',
    );
  }
  const run = before ? withKnownMembers(parsed.data, before.run) : parsed.data;
  const now = Date.parse(answer.headers.get('date') ?? '') || Date.now();
  return { run, now };
}

/** What asking again may mend: an app that starts, is deployed, or whose tables do not answer. */
export function isPassing(error: unknown): boolean {
  if (error instanceof AwayError) return true;
  return error instanceof ProblemError && (error.status >= 500 || error.status === 429);
}

function withKnownMembers(run: RunShape, before: RunShape): RunShape {
  const known = new Map(
    before.stages.flatMap(({ groups }) => groups.map(({ name, members }) => [name, members])),
  );
  return {
    ...run,
    stages: run.stages.map((stage) => ({
      ...stage,
      groups: stage.groups.map(({ unchanged, ...group }) =>
        unchanged === true ? { ...group, members: known.get(group.name) ?? [] } : group,
      ),
    })),
  };
}

import { memberFailures, type MemberFailure } from '../../domain/run/memberFailures.ts';
import { LastMade } from '../../domain/lastMade.ts';
import { wholeView } from '../runs/readRun.ts';
import type { App } from '../../ports/app.ts';

/** Runs that are looked through: a failure that is older than these is history. */
const NEWEST_RUNS = 10;

const NONE: ReadonlyMap<string, MemberFailure> = new Map<string, MemberFailure>();

/** The members that the newest runs left failed, by their clusters' keys. Costs one query while no run has a failure. */
export async function readFailures({ runs }: App): Promise<ReadonlyMap<string, MemberFailure>> {
  const { value: newest } = await runs.list(NEWEST_RUNS);
  const oldest = newest.findLastIndex(({ counts }) => (counts.Failed ?? 0) > 0);
  const told = newest
    .slice(0, oldest + 1)
    .filter(({ counts }) => (counts.Failed ?? 0) > 0 || (counts.Completed ?? 0) > 0);
  if (told.length === 0) return NONE;
  const views = await Promise.all(
    told.map(async ({ runId }) => {
      const shown = await runs.show({ runId });
      return shown?.tree.plan ? [await wholeView(shown)] : [];
    }),
  );
  const known = views.flat();
  return last.of(known, () => memberFailures(known));
}

const last = new LastMade<ReadonlyMap<string, MemberFailure>>();

import pLimit from 'p-limit';
import {
  concerns,
  matches,
  newestFirst,
  trailedRun,
  type AuditFilter,
  type AuditView,
  type TimeSpan,
  type TrailedRun,
} from '../../domain/audit/auditEntries.ts';
import {
  afterMark,
  endOf,
  justAfter,
  markAfter,
  markOf,
  markText,
  windowsBack,
  type AuditMark,
} from '../../domain/audit/auditPages.ts';
import { CorruptRowError, FleetUpdatesError } from '../../domain/errors.ts';
import { trailOf } from '../../domain/run/deletion.ts';
import type { App } from '../../ports/app.ts';

const READ_AT_ONCE = 16;
const RUNS_A_PAGE = 1_000;
const DAY_MS = 86_400_000;

interface AskedAudit extends AuditFilter {
  readonly since?: string;
  readonly until?: string;
  readonly top: number;
  readonly continuation?: string;
}

interface AuditPage {
  readonly value: readonly AuditView[];
  /** Absent on the last page. A page may have fewer than were asked for, even none, and not be the last. */
  readonly continuation?: string;
}

/**
 * What was done and what happened, newest first: the audit log, and the trails of all runs. Nothing is stored for this
 * list: it is read from both, a span of time after the other, back until the page is full.
 */
export async function readAudit(app: App, asked: AskedAudit): Promise<AuditPage> {
  const { since, until, top } = asked;
  const mark =
    asked.continuation === undefined ? { time: until ?? justAfter(app.now()) } : marked(asked.continuation);
  const runs = await runsOf(app, asked.subject);
  const oldest = oldestOf(app, runs, since);
  const found: AuditView[] = [];
  let read = endOf(mark);
  for (const time of windowsBack(read, oldest)) {
    const entries = newestFirst(await entriesOf(app, runs, time));
    found.push(
      ...afterMark(
        entries.filter((entry) => matches(asked, entry)),
        mark,
      ),
    );
    if (found.length > top) return pageOf(found.slice(0, top));
    read = time.from;
  }
  return read > oldest ? { value: found, continuation: markText({ time: read }) } : { value: found };
}

function pageOf(value: readonly AuditView[]): AuditPage {
  const last = value.at(-1);
  return last ? { value, continuation: markText(markAfter(last)) } : { value };
}

function marked(continuation: string): AuditMark {
  const mark = markOf(continuation);
  if (mark) return mark;
  throw new FleetUpdatesError('InvalidRequest', 'The continuation is not one that this list gave out.');
}

/** Nothing is older than the retention leaves, or than the oldest run that it has not taken yet. */
function oldestOf({ settings, now }: App, runs: readonly TrailedRun[], since: string | undefined): string {
  const kept = new Date(Date.parse(now()) - (settings.retentionDays + 1) * DAY_MS).toISOString();
  const oldest = runs.reduce((earliest, { from }) => (from < earliest ? from : earliest), kept);
  return since !== undefined && since > oldest ? since : oldest;
}

async function entriesOf(app: App, runs: readonly TrailedRun[], time: TimeSpan): Promise<AuditView[]> {
  const limit = pLimit(READ_AT_ONCE);
  const trails = await limit.map(
    runs.filter((run) => concerns(run, time)),
    async ({ runId, name }) => trailOf(name, await app.runs.events(runId, time)),
  );
  return [...(await app.audit.during(time)), ...trails.flat()];
}

/** Those whose trails may have what is asked for. */
async function runsOf(app: App, subject: string | undefined): Promise<TrailedRun[]> {
  const [kind, name] = subject?.split('/') ?? [];
  if (kind !== undefined && kind !== 'runs') return [];
  if (name === undefined) return await allRuns(app);
  const run = await app.runs.findByName(name);
  return run ? [{ runId: run.runId, name, from: run.createdAt }] : [];
}

async function allRuns({ runs }: App): Promise<TrailedRun[]> {
  const unfinished = new Set(await runs.unfinished());
  const all: TrailedRun[] = [];
  let continuation: string | undefined;
  do {
    const page = await runs.list(RUNS_A_PAGE, continuation);
    all.push(...page.value.map((entry) => trailedRun(entry, unfinished.has(entry.runId))));
    for (const { name: runId } of page.unreadable) all.push(...(await byItsHeader(runs, runId)));
    continuation = page.continuation;
  } while (continuation !== undefined);
  return all;
}

/** For one whose line in the list cannot be read. */
async function byItsHeader(runs: App['runs'], runId: string): Promise<TrailedRun[]> {
  try {
    const run = await runs.get(runId);
    return run ? [{ runId, name: run.name, from: run.createdAt }] : [];
  } catch (error) {
    if (error instanceof CorruptRowError) return [];
    throw error;
  }
}

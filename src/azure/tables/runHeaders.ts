import { DependencyError, FleetUpdatesError } from '../../domain/errors.ts';
import {
  runListEntrySchema,
  runSchema,
  type Run,
  type RunEvent,
  type RunListEntry,
} from '../../domain/run/run.ts';
import { hasEnded } from '../../domain/run/states.ts';
import type { RunStore } from '../../ports/runStore.ts';
import { newestAttempt } from './attemptRows.ts';
import { runKeys, startingWith } from './keys.ts';
import { changePolicy, readRun } from './runPolicies.ts';
import { readable } from './readable.ts';
import { columnOf, fromRow, toRow } from './rows.ts';
import { eventRows } from './runEvents.ts';
import type { StoredRow, Table } from '../../ports/table.ts';
import { enterUnsettled, leaveUnsettled } from './unsettledRuns.ts';

type RunHeaders = Pick<
  RunStore,
  'create' | 'changePolicy' | 'findByName' | 'get' | 'list' | 'putListEntry' | 'beginRemoval' | 'remove'
>;

/** Runs as such: their names, the list, creation and removal. */
export function runHeaders(runs: Table, commands: Table, now: () => string): RunHeaders {
  const get = (runId: string) => readRun(runs, runId);
  return {
    get,
    create: async (run, event) => {
      await enterUnsettled(runs, run, now());
      const created = await create(runs, run, event);
      // The run is there and the call must not fail any more: reconcile takes it out then.
      await leaveUnsettled(runs, run.runId).catch(unlessStorage);
      return created;
    },
    changePolicy: (runId, policy, event) => changePolicy(runs, runId, policy, event),
    findByName: async (name) => {
      const row = await runs.read(runKeys.name(name));
      return row && get(columnOf(runs.name, row, 'runId'));
    },
    list: (pageSize, continuation) => list(runs, pageSize, continuation),
    putListEntry: (entry) => putListEntry(runs, entry),
    beginRemoval: async (runId, asked) => {
      await beginRemoval(runs, now, runId, asked);
    },
    remove: (runId) => remove(runs, commands, now, runId),
  };
}

async function create(runs: Table, run: Run, event: RunEvent): ReturnType<RunStore['create']> {
  // Header first: whoever finds the name finds the run.
  const header = toRow(runKeys.run(run.runId), run);
  const events = eventRows(run.runId, [event]).map((row) => ({ kind: 'put', row }) as const);
  const known = (await runs.write([{ kind: 'insert', row: header }, ...events])) === 'lost';
  // The same run again, not another of its name: what the first call wrote stays.
  if (known) return 'lost';
  const name = { ...runKeys.name(run.name), runId: run.runId };
  const entry = toRow(runKeys.listEntry(run.createdAt, run.runId), newEntry(run));
  const written = await runs.write([
    { kind: 'insert', row: name },
    { kind: 'insert', row: entry },
  ]);
  if (written !== 'lost') return 'written';
  await runs.removeAll(runKeys.everything(run.runId));
  return 'lost';
}

function unlessStorage(error: unknown): void {
  if (!(error instanceof DependencyError)) throw error;
}

function newEntry(run: Run): RunListEntry {
  const { runId, name, createdAt, createdBy, managedClusterUpdate, fleets } = run;
  const strategy = run.strategy === undefined ? {} : { strategy: run.strategy };
  const nothingYet = { attempt: 0, state: 'NotStarted', counts: {} } as const;
  return { runId, name, createdAt, createdBy, ...strategy, managedClusterUpdate, fleets, ...nothingYet };
}

async function list(runs: Table, pageSize: number, continuation?: string): ReturnType<RunStore['list']> {
  const range = continuation === undefined ? runKeys.list : { ...runKeys.list, from: after(continuation) };
  const rows = await runs.first(range, pageSize + 1);
  const page = rows.slice(0, pageSize);
  const { values, unreadable } = readable(runs, runListEntrySchema, page);
  const found = {
    value: values,
    unreadable: unreadable.map(({ row, error }) => ({
      name: runKeys.runIdOf(row.rowKey),
      reason: error.reason,
    })),
  };
  const last = page.at(-1);
  if (rows.length <= pageSize || !last) return found;
  return { ...found, continuation: Buffer.from(last.rowKey).toString('base64url') };
}

/** The least key after the last one shown: a run that is removed meanwhile moves nothing. */
function after(continuation: string): string {
  const rowKey = Buffer.from(continuation, 'base64url').toString();
  if (!/^list\|\d{13}\|[\w-]+$/.test(rowKey)) {
    throw new FleetUpdatesError('InvalidRequest', 'The continuation is not one that this list gave out.');
  }
  return `${rowKey}!`;
}

/** Late twins must not take an entry back: to an earlier attempt, or from its end to its middle. */
function isStale(entry: RunListEntry, stored: RunListEntry): boolean {
  if (entry.attempt !== stored.attempt) return entry.attempt < stored.attempt;
  return hasEnded(stored.state) && !hasEnded(entry.state);
}

async function putListEntry(runs: Table, entry: RunListEntry): Promise<void> {
  const key = runKeys.listEntry(entry.createdAt, entry.runId);
  for (;;) {
    const row = await runs.read(key);
    // A removed run stays removed. An entry that cannot be read is written anew.
    if (!row) return;
    const [stored] = readable(runs, runListEntrySchema, [row]).values;
    if (stored && isStale(entry, stored)) return;
    const written = await runs.write([{ kind: 'replace', row: toRow(key, entry), eTag: row.etag }]);
    if (written !== 'lost') return;
  }
}

/** How often a removal repeats itself that lost its race to a write that changes nothing. */
const MOST_TRIES = 5;

/**
 * The header says first that the run is being removed, which no attempt can overtake (`addAttempt`). Undefined when the
 * run is gone.
 */
async function beginRemoval(
  runs: Table,
  now: () => string,
  runId: string,
  asked?: RunEvent,
): Promise<StoredRow | undefined> {
  for (let tries = 1; ; tries += 1) {
    const header = await runs.read(runKeys.run(runId));
    if (header?.['removing'] !== undefined || !header) return header;
    const run = fromRow(runs.name, runSchema, header);
    const newest = await newestAttempt(runs, runId);
    if ((newest && newest.value.endedAt === undefined) || tries > MOST_TRIES) {
      await leaveUnsettled(runs, runId);
      throw new FleetUpdatesError('InvalidState', `Run ${run.name} has an attempt that is not finished.`);
    }
    await enterUnsettled(runs, run, now());
    await runs.write([
      { kind: 'replace', row: toRow(runKeys.run(runId), run, { removing: 'true' }), eTag: header.etag },
      ...eventRows(runId, asked ? [asked] : []).map((row) => ({ kind: 'put', row }) as const),
    ]);
  }
}

/** The name goes last of what can be found, so that a removal that was cut short is found and asked for again. */
async function remove(runs: Table, commands: Table, now: () => string, runId: string): Promise<void> {
  const header = await beginRemoval(runs, now, runId);
  if (header) {
    const run = fromRow(runs.name, runSchema, header);
    await runs.remove(runKeys.unfinished(runId));
    await commands.removeAll(startingWith(runId, ''));
    await runs.removeAll(runKeys.everything(runId), ({ rowKey }) => rowKey === header.rowKey);
    await runs.remove(runKeys.listEntry(run.createdAt, runId));
    await runs.remove(runKeys.name(run.name));
    await runs.remove(header);
  }
  await leaveUnsettled(runs, runId);
}

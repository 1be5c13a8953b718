import type { NewRow, RowKey, StoredRow, Table } from '../../ports/table.ts';
import {
  skipCommandSchema,
  stopCommandSchema,
  type SkipCommand,
  type SkipTarget,
  type StopCommand,
} from '../../domain/run/commands.ts';
import { gateDecisionSchema, type GateDecision } from '../../domain/gate/gateDecision.ts';
import { eventOfDecision, eventOfSkip, eventOfStop } from '../../domain/run/commandEvents.ts';
import { isAnonymous } from '../../domain/gate/mayDecide.ts';
import type { RunEvent } from '../../domain/run/run.ts';
import type { CommandStore } from '../../ports/commandStores.ts';
import { intoBatches } from './batches.ts';
import { runKeys, safe, startingWith } from './keys.ts';
import { readable } from './readable.ts';
import { fromRow, toRow } from './rows.ts';
import { announced } from './versions.ts';

/** All commands of a run, in a partition of its own: every round of every group asks for them. */
export interface RunCommands {
  readonly stops: readonly StopCommand[];
  readonly skips: readonly SkipCommand[];
  readonly decisions: readonly GateDecision[];
  readonly rows: readonly StoredRow[];
}

const STOP = 'stop|';
const GATE = 'gate|';
const SKIP = 'skip|';
const kindOf = (kind: string, rows: readonly StoredRow[]) =>
  rows.filter(({ rowKey }) => rowKey.startsWith(kind));

export async function readCommands(table: Table, runId: string): Promise<RunCommands> {
  const rows = await table.query(startingWith(runId, ''));
  return {
    stops: kindOf(STOP, rows).map((row) => fromRow(table.name, stopCommandSchema, row)),
    skips: kindOf(SKIP, rows).map((row) => fromRow(table.name, skipCommandSchema, row)),
    decisions: kindOf(GATE, rows).map((row) => fromRow(table.name, gateDecisionSchema, row)),
    rows,
  };
}

/** What the audit trail tells of the commands of a run; one that cannot be read tells nothing. */
export async function commandEvents(table: Table, runId: string): Promise<RunEvent[]> {
  const rows = await table.query(startingWith(runId, ''));
  const [stops, skips] = [kindOf(STOP, rows), kindOf(SKIP, rows)];
  return [
    ...readable(table, stopCommandSchema, stops).values.map(eventOfStop),
    ...readable(table, skipCommandSchema, skips).values.map(eventOfSkip),
    ...readable(table, gateDecisionSchema, kindOf(GATE, rows)).values.map(eventOfDecision),
  ];
}

function stopKey(runId: string, attempt: number): RowKey {
  return { partitionKey: runId, rowKey: `${STOP}${String(attempt).padStart(4, '0')}` };
}

function skipKey(runId: string, target: SkipTarget): RowKey {
  const fleet = target.type === 'Member' ? safe(target.fleet ?? '') : '';
  return { partitionKey: runId, rowKey: `${SKIP}${target.type}|${fleet}|${safe(target.name)}` };
}

/** One of a person; with nobody told apart each call is another's. */
function decisionKey(runId: string, { gate, attempt, by, at }: GateDecision): RowKey {
  const person = isAnonymous(by) ? `${safe(by)}|${safe(at)}` : safe(by);
  return { partitionKey: runId, rowKey: `${GATE}${gate}|${String(attempt).padStart(4, '0')}|${person}` };
}

export function tableCommandStore(table: Table, runs: Table): CommandStore {
  const change = <T>(runId: string, work: () => Promise<T>) =>
    announced(runs, runKeys.version(runId, 'commands'), work);
  return {
    commands: async (runId, attempt) => {
      const { stops, skips, decisions } = await readCommands(table, runId);
      const stop = stops.find((each) => each.attempt === attempt);
      return { ...(stop ? { stop } : {}), skips, decisions };
    },
    addStop: async (runId, stop) => {
      const row = toRow(stopKey(runId, stop.attempt), stop);
      const written = await change(runId, () => table.write([{ kind: 'insert', row }]));
      return written === 'lost' ? 'lost' : 'written';
    },
    addDecision: async (runId, decision) => {
      const row = toRow(decisionKey(runId, decision), decision);
      const written = await change(runId, () => table.write([{ kind: 'insert', row }]));
      return written === 'lost' ? 'lost' : 'written';
    },
    addSkips: async (runId, skips) => {
      const rows = new Map(
        skips.map((skip) => {
          const row = toRow(skipKey(runId, skip.target), skip);
          return [row.rowKey, row] as const;
        }),
      );
      await change(runId, () => insertAbsent(table, runId, rows));
    },
  };
}

/** The first one stays, as who and when it was asked for; another may be adding the same right now. */
async function insertAbsent(table: Table, runId: string, rows: Map<string, NewRow>): Promise<void> {
  for (;;) {
    for (const { rowKey } of await table.query(startingWith(runId, SKIP))) rows.delete(rowKey);
    const [batch] = intoBatches([...rows.values()]);
    if (!batch) return;
    await table.write(batch.map((row) => ({ kind: 'insert', row })));
  }
}

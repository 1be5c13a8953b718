import { sha256 } from '../../domain/sha256.ts';
import type { StoredRow, Table } from '../../ports/table.ts';
import type { RunStore, RunTree, Stored } from '../../ports/stores.ts';
import { allAttempts } from './attemptRows.ts';
import { readCommands, type RunCommands } from './commandStore.ts';
import { planKeys, runKeys } from './keys.ts';
import { fromRow } from './rows.ts';
import {
  frozenPlanSchema,
  runSchema,
  stageRowSchema,
  type Attempt,
  type FrozenPlan,
  type Run,
} from '../../domain/run/run.ts';
import { groupForReaders } from './unreadableRows.ts';

/** Everything of a run but its members' rows and events. No snapshot: each row is as it was when it was read. */
export function runTree(runs: Table, commands: Table): Pick<RunStore, 'tree'> {
  return { tree: (runId) => readTree(runs, commands, runId) };
}

/** The plan of a run, its attempts and its stages: they are written together with a version. */
export interface PlannedRows {
  readonly planRow: StoredRow | undefined;
  readonly plan: FrozenPlan | undefined;
  readonly attempts: readonly Stored<Attempt>[];
  readonly stages: readonly StoredRow[];
}

export async function readPlanned(runs: Table, runId: string): Promise<PlannedRows> {
  const [planRow, attempts] = await Promise.all([runs.read(runKeys.plan(runId)), allAttempts(runs, runId)]);
  const plan = planRow && fromRow(runs.name, frozenPlanSchema, planRow);
  const stages = plan ? await runs.query(planKeys.stages(runId, plan.planId)) : [];
  return { planRow, plan, attempts, stages };
}

async function readTree(runs: Table, commands: Table, runId: string): Promise<RunTree | undefined> {
  const [header, planned, commanded] = await Promise.all([
    runs.read(runKeys.run(runId)),
    readPlanned(runs, runId),
    readCommands(commands, runId),
  ]);
  if (!header) return undefined;
  const run = fromRow(runs.name, runSchema, header);
  const { plan } = planned;
  const groups = plan ? await runs.query(planKeys.groups(runId, plan.planId)) : [];
  return treeOfRows(runs.name, { header, run, planned, groups, commanded });
}

export interface RowsOfRun {
  readonly header: StoredRow;
  /** What the header says. */
  readonly run: Run;
  readonly planned: PlannedRows;
  readonly groups: readonly StoredRow[];
  readonly commanded: RunCommands;
}

export function treeOfRows(table: string, { header, run, planned, groups, commanded }: RowsOfRun): RunTree {
  const { planRow, plan, attempts, stages } = planned;
  const newest = attempts.at(-1)?.value;
  const stop = commanded.stops.find(({ attempt }) => attempt === newest?.number);
  const rows: StoredRow[] = [header, ...(planRow ? [planRow] : []), ...stages, ...groups];
  const eTags = [...rows, ...commanded.rows].map(({ rowKey, etag }) => `${rowKey} ${etag}`);
  return {
    run,
    attempts: attempts.map(({ value }) => value),
    ...(plan ? { plan } : {}),
    stages: stages.map((row) => fromRow(table, stageRowSchema, row)),
    groups: groups.map((row) => groupForReaders(table, row, run, newest)),
    skips: commanded.skips,
    ...(stop ? { stop } : {}),
    eTag: `"${sha256([...eTags, ...attempts.map(({ eTag }) => eTag)].join('\n'), 32)}"`,
  };
}

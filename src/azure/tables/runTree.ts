import { sha256 } from '../../domain/sha256.ts';
import type { StoredRow, Table } from '../../ports/table.ts';
import type { RunStore, RunTree } from '../../ports/runStore.ts';
import type { Stored } from '../../ports/stored.ts';
import { allAttempts } from './attemptRows.ts';
import { readCommands, type RunCommands } from './commandStore.ts';
import { planKeys, runKeys } from './keys.ts';
import { headerIn, policyIn, runOf } from './runPolicies.ts';
import { fromRow } from './rows.ts';
import {
  frozenPlanSchema,
  stageRowSchema,
  type Attempt,
  type FrozenPlan,
  type Run,
} from '../../domain/run/run.ts';
import { withAskedWait } from '../../domain/run/askedWait.ts';
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
  const [rows, planned, commanded] = await Promise.all([
    runs.query(runKeys.runAndPolicy(runId)),
    readPlanned(runs, runId),
    readCommands(commands, runId),
  ]);
  const header = headerIn(rows, runId);
  if (!header) return undefined;
  const run = runOf(runs.name, header, policyIn(rows, runId));
  const { plan } = planned;
  const groups = plan ? await runs.query(planKeys.groups(runId, plan.planId)) : [];
  return treeOfRows(runs.name, { header, run, planned, groups, commanded });
}

export interface RowsOfRun {
  readonly header: StoredRow;
  /** What the header says, with the policy that was changed. */
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
    stages: stages.map((row) => {
      const stage = fromRow(table, stageRowSchema, row);
      return withAskedWait(stage, run.stages[stage.stage]);
    }),
    groups: groups.map((row) => groupForReaders(table, row, run, newest)),
    skips: commanded.skips,
    decisions: commanded.decisions,
    ...(stop ? { stop } : {}),
    eTag: `"${sha256([...eTags, ...attempts.map(({ eTag }) => eTag)].join('\n'), 32)}"`,
  };
}

import { sha256 } from '../../domain/sha256.ts';
import type { StoredRow, Table } from '../../ports/table.ts';
import type { RunStore, RunTree } from '../../ports/stores.ts';
import { allAttempts } from './attemptRows.ts';
import { readCommands } from './commandStore.ts';
import { planKeys, runKeys } from './keys.ts';
import { fromRow } from './rows.ts';
import { frozenPlanSchema, runSchema, stageRowSchema } from '../../domain/run/run.ts';
import { groupForReaders } from './unreadableRows.ts';

/** Everything of a run but its members' rows and events. No snapshot: each row is as it was when it was read. */
export function runTree(runs: Table, commands: Table): Pick<RunStore, 'tree'> {
  return { tree: (runId) => readTree(runs, commands, runId) };
}

async function readTree(runs: Table, commands: Table, runId: string): Promise<RunTree | undefined> {
  const [header, plan, attempts, commanded] = await Promise.all([
    runs.read(runKeys.run(runId)),
    runs.read(runKeys.plan(runId)),
    allAttempts(runs, runId),
    readCommands(commands, runId),
  ]);
  if (!header) return undefined;
  const run = fromRow(runs.name, runSchema, header);
  const frozen = plan && fromRow(runs.name, frozenPlanSchema, plan);
  const [stages, groups] = await Promise.all([
    frozen ? runs.query(planKeys.stages(runId, frozen.planId)) : [],
    frozen ? runs.query(planKeys.groups(runId, frozen.planId)) : [],
  ]);
  const newest = attempts.at(-1)?.value.number;
  const stop = commanded.stops.find(({ attempt }) => attempt === newest);
  const rows: StoredRow[] = [header, ...(plan ? [plan] : []), ...stages, ...groups];
  const eTags = [...rows, ...commanded.rows].map(({ rowKey, etag }) => `${rowKey} ${etag}`);
  return {
    run,
    attempts: attempts.map(({ value }) => value),
    ...(frozen ? { plan: frozen } : {}),
    stages: stages.map((row) => fromRow(runs.name, stageRowSchema, row)),
    groups: groups.map((row) => groupForReaders(runs.name, row, run, attempts.at(-1)?.value)),
    skips: commanded.skips,
    ...(stop ? { stop } : {}),
    eTag: `"${sha256([...eTags, ...attempts.map(({ eTag }) => eTag)].join('\n'), 32)}"`,
  };
}

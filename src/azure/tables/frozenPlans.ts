import type { NewRow, Table } from '../../ports/table.ts';
import { randomBytes } from 'node:crypto';
import type { Plan } from '../../domain/plan/plan.ts';
import {
  frozenPlanSchema,
  groupRowSchema,
  stageRowSchema,
  type FrozenPlan,
  type GroupRow,
  type MemberRow,
  type StageRow,
} from '../../domain/run/run.ts';
import { countStates } from '../../domain/run/states.ts';
import type { RunStore } from '../../ports/runStore.ts';
import { planKeys, runKeys } from './keys.ts';
import { fromRow, toRow } from './rows.ts';
import { memberForReaders } from './unreadableRows.ts';
import { announced, newVersion } from './versions.ts';
import { writeWithEvents } from './writeWithEvents.ts';

type FrozenPlans = Pick<
  RunStore,
  | 'plan'
  | 'freeze'
  | 'settle'
  | 'unfreeze'
  | 'members'
  | 'stages'
  | 'stage'
  | 'writeStage'
  | 'groupsOfStage'
  | 'groups'
>;

/** The plan that a run is held to, and its stages. */
export function frozenPlans(runs: Table): FrozenPlans {
  return {
    plan: (runId) => readPlan(runs, runId),
    freeze: (runId, plan, frozenAt) => freeze(runs, runId, plan, frozenAt),
    settle: async (runId, frozen) => {
      const eTag = await unsettledTag(runs, runId, frozen);
      if (eTag === undefined) return 'lost';
      const { unsettled: _no_longer, ...settled } = frozen;
      return writeWithEvents(runs, runId, { row: toRow(runKeys.plan(runId), settled), eTag }, []);
    },
    unfreeze: async (runId, frozen) => {
      const eTag = await unsettledTag(runs, runId, frozen);
      if (eTag === undefined) return 'lost';
      const remove = () => runs.remove(runKeys.plan(runId), eTag);
      if ((await announced(runs, runKeys.version(runId, 'rows'), remove)) === 'lost') return 'lost';
      await runs.removeAll(planKeys.everything(runId, frozen.planId));
      return 'written';
    },
    members: async (runId, planId) => {
      const rows = await runs.query(planKeys.members(runId, planId));
      return rows.map((row) => ({
        ...planKeys.placeOf(row.rowKey),
        member: memberForReaders(runs.name, row),
      }));
    },
    stages: async (runId, planId) => {
      const rows = await runs.query(planKeys.stages(runId, planId));
      return rows.map((row) => fromRow(runs.name, stageRowSchema, row));
    },
    stage: async (runId, planId, stage) => {
      const row = await runs.read(planKeys.stage(runId, planId, stage));
      return row && { value: fromRow(runs.name, stageRowSchema, row), eTag: row.etag };
    },
    writeStage: async (runId, planId, { value, eTag }, events) => {
      const key = planKeys.stage(runId, planId, value.stage);
      const stored = await runs.read(key);
      if (!stored || fromRow(runs.name, stageRowSchema, stored).attempt > value.attempt) return 'lost';
      return writeWithEvents(runs, runId, { row: toRow(key, value), eTag }, events);
    },
    groupsOfStage: async (runId, planId, stage) => {
      const rows = await runs.query(planKeys.groupsOfStage(runId, planId, stage));
      return rows.map((row) => fromRow(runs.name, groupRowSchema, row));
    },
    groups: async (runId, planId) => {
      const rows = await runs.query(planKeys.groups(runId, planId));
      return rows.map((row) => fromRow(runs.name, groupRowSchema, row));
    },
  };
}

async function readPlan(runs: Table, runId: string): Promise<FrozenPlan | undefined> {
  const row = await runs.read(runKeys.plan(runId));
  return row && fromRow(runs.name, frozenPlanSchema, row);
}

/** Undefined when it is another plan by now, or settled. */
async function unsettledTag(runs: Table, runId: string, { planId }: FrozenPlan): Promise<string | undefined> {
  const row = await runs.read(runKeys.plan(runId));
  const stored = row && fromRow(runs.name, frozenPlanSchema, row);
  return stored?.planId === planId && stored.unsettled ? row?.etag : undefined;
}

/**
 * Of two freezes at once the `plan` row decides, which the rows of both precede under their own ids; the
 * loser's are removed. Rows that a crash leaves are under an id that nothing names; they go with the run.
 */
async function freeze(runs: Table, runId: string, plan: Plan, frozenAt: string): Promise<FrozenPlan> {
  const before = await readPlan(runs, runId);
  if (before) return before;
  const planId = randomBytes(6).toString('hex');
  await runs.putAll(planRows(runId, planId, plan));
  const frozen: FrozenPlan = {
    planId,
    frozenAt,
    asOf: plan.asOf,
    lock: plan.lock,
    warnings: plan.findings.filter(({ severity }) => severity === 'warning'),
    groupCounts: plan.stages.map(({ groups }) => groups.length),
    memberCounts: plan.stages.map(({ groups }) => groups.flatMap(({ members }) => members).length),
    unsettled: true,
  };
  const written = await runs.write([
    { kind: 'put', row: newVersion(runKeys.version(runId, 'rows')) },
    { kind: 'insert', row: toRow(runKeys.plan(runId), frozen) },
  ]);
  if (written !== 'lost') return frozen;
  await runs.removeAll(planKeys.everything(runId, planId));
  const winner = await readPlan(runs, runId);
  if (!winner) throw new Error(`Run ${runId} was removed while its plan was frozen.`);
  return winner;
}

function planRows(runId: string, planId: string, plan: Plan): NewRow[] {
  return plan.stages.flatMap((planned, stage) => [
    toRow(planKeys.stage(runId, planId, stage), stageRow(planned, stage)),
    ...planned.groups.flatMap(({ name, members }, group) => [
      toRow(planKeys.group(runId, planId, stage, group), groupRow(name, stage, group, members.length)),
      ...members.map((member, index) => {
        const row: MemberRow = { ...member, index, state: 'NotStarted' };
        return toRow(planKeys.member(runId, planId, stage, group, index), row);
      }),
    ]),
  ]);
}

function stageRow(planned: Plan['stages'][number], stage: number): StageRow {
  const row: StageRow = { stage, name: planned.name, attempt: 0, state: 'NotStarted' };
  if (planned.afterStageWaitInSeconds === undefined) return row;
  return { ...row, wait: { durationInSeconds: planned.afterStageWaitInSeconds, state: 'NotStarted' } };
}

function groupRow(name: string, stage: number, group: number, members: number): GroupRow {
  return {
    stage,
    group,
    name,
    attempt: 0,
    version: 0,
    state: 'NotStarted',
    counts: countStates(Array.from({ length: members }, () => 'NotStarted' as const)),
    finished: false,
    fleetRuns: [],
    locked: false,
  };
}

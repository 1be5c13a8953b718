import type { RunRows } from '../../../src/domain/run/rollUp.ts';
import type { Attempt, FrozenPlan, GroupRow, Run, StageRow } from '../../../src/domain/run/run.ts';
import { aGroup, ago } from '../group/builders.ts';

export const RUN: Run = {
  runId: 'r1',
  name: 'nightly',
  createdAt: ago(4000),
  createdBy: 'ann',
  implicit: false,
  stages: [{ name: 'first', groups: [{ name: 'canary' }] }],
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' }, nodeImageSelection: { type: 'Consistent' } },
  fleets: ['demo'],
};

export const PLAN: FrozenPlan = {
  planId: 'p1',
  frozenAt: ago(3000),
  asOf: { demo: ago(3100) },
  lock: { nodeImageVersions: ['AKSUbuntu-2204gen2containerd-202508.06.0'] },
  warnings: [{ severity: 'warning', code: 'MembersInNoStage', message: 'Two members are in no stage.' }],
  groupCounts: [1],
};

export function anAttempt(more: Partial<Attempt> = {}): Attempt {
  return { runId: 'r1', number: 1, generation: 1, startedAt: ago(3600), startedBy: 'ann', ...more };
}

export function aStage(more: Partial<StageRow> = {}): StageRow {
  return { stage: 0, name: 'first', attempt: 1, state: 'Running', startTime: ago(1000), ...more };
}

/** A group that has ended in attempt 1, its counts given. */
export function anEndedGroup(
  state: GroupRow['state'],
  counts: GroupRow['counts'],
  more: Partial<GroupRow> = {},
) {
  return aGroup({ state, counts, finished: true, ...more });
}

export function runRows(more: Partial<RunRows> = {}): RunRows {
  return { run: RUN, attempts: [anAttempt()], plan: PLAN, stages: [aStage()], groups: [aGroup()], ...more };
}

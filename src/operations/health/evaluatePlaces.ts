import type { GroupStepKey, StageKey } from '../../contracts/orchestration.ts';
import type { FreshEvaluation } from '../../domain/gate/decideHealthGate.ts';
import type { GatesGiven } from '../../domain/gate/gates.ts';
import type { GroupObservation } from '../../domain/group/observation.ts';
import type { StageRow } from '../../domain/run/run.ts';
import type { App } from '../../ports/app.ts';
import { evaluateGates } from './evaluateGates.ts';
import { healthSubject } from './healthSubject.ts';

/** Health is looked at only where a gate of the group is due to know it. */
export async function evaluateGroup(
  app: App,
  key: GroupStepKey,
  { gates: given, group, attempt, now, members, commands }: GroupObservation,
): Promise<readonly FreshEvaluation[] | undefined> {
  if (!given || commands.stop) return undefined;
  return await evaluateGates(app, {
    given,
    rows: group.gates,
    attempt,
    now,
    subject: (timing, { startTime = now }) => {
      const since = timing === 'After' ? (group.startTime ?? startTime) : startTime;
      return healthSubject(app, key, members, timing, since);
    },
  });
}

/** Health is looked at only where a gate of the stage is due to know it. */
export async function evaluateStage(
  app: App,
  key: StageKey,
  { gates: rows, startTime: begun }: StageRow,
  given: GatesGiven | undefined,
  now: string,
): Promise<readonly FreshEvaluation[] | undefined> {
  const { runId, planId, stage, attempt } = key;
  return await evaluateGates(app, {
    given,
    rows,
    attempt,
    now,
    subject: async (timing, { startTime = now }) => {
      const groups = await app.runs.groupsOfStage(runId, planId, stage);
      const read = await Promise.all(
        groups.map(({ group }) => app.runs.group({ runId, planId, stage, group })),
      );
      const members = read.flatMap((each) => each?.members.map(({ value }) => value) ?? []);
      const since = timing === 'After' ? (begun ?? startTime) : startTime;
      return await healthSubject(app, key, members, timing, since);
    },
  });
}

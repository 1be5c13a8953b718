import { gateViews, type GatesShown } from '../gate/gateView.ts';
import { skipsMember, skipsWait, type SkipCommand } from '../run/commands.ts';
import { toleratedFailures } from '../run/failureBudget.ts';
import type { Plan, PlannedStage } from './plan.ts';
import { runHeader, type RunRows } from '../run/rollUp.ts';
import type { RunView, StageView } from '../run/runView.ts';
import { countStates, type State } from '../run/states.ts';

/** The view of a run whose plan is not frozen yet: what it would do now, with the skips asked for so far. */
export function viewOfPlan(rows: RunRows, plan: Plan, skips: readonly SkipCommand[]): RunView {
  const stages = plan.stages.map((stage) => stageOfPlan(stage, skips));
  const members = stages.flatMap((stage) => stage.groups.flatMap((group) => group.members));
  return {
    ...runHeader(rows),
    ...failuresAllowed(plan.policy?.maxAllowedFailures, members.length),
    selectedNodeImageVersions: (plan.lock.nodeImageVersions ?? []).map((version) => ({ version })),
    counts: countStates(members.map((member) => member.state)),
    stages,
    findings: rows.attempts.at(-1)?.findings ?? plan.findings,
  };
}

function stageOfPlan(stage: PlannedStage, skips: readonly SkipCommand[]): StageView {
  const groups = stage.groups.map((group) => {
    const members = group.members.map(({ fleet, name, clusterResourceId, from, to, leftOut }) => {
      const skip = skipsMember(skips, { stage: stage.name, group: group.name, fleet, member: name });
      const state: State = skip || leftOut ? 'Skipped' : 'NotStarted';
      return {
        fleet,
        name,
        clusterResourceId,
        from,
        to,
        state,
        ...(leftOut && { message: leftOut.message }),
        ...(skip && { message: SKIPPED_BY_REQUEST, completedTime: skip.at }),
      };
    });
    return {
      name: group.name,
      state: allSkipped(members),
      members,
      ...limitsOf(group, members.length),
      ...gateViews(notReached({ stage: stage.name, group: group.name }, group, skips)),
    };
  });
  const wait = stage.afterStageWaitInSeconds ?? 0;
  const waitState: State = skipsWait(skips, stage.name) ? 'Skipped' : 'NotStarted';
  return {
    name: stage.name,
    state: allSkipped(groups),
    groups,
    ...limitsOf(stage, groups.flatMap(({ members }) => members).length),
    ...(stage.startWindows && { startWindows: stage.startWindows }),
    ...gateViews(notReached({ stage: stage.name }, stage, skips)),
    ...(wait > 0 && { afterStageWait: { durationInSeconds: wait, state: waitState } }),
  };
}

/** As they are shown once the plan is frozen: a share of failures that may be is resolved to members. */
const limitsOf = (
  { maxConcurrency, maxAllowedFailures }: Pick<PlannedStage, 'maxConcurrency' | 'maxAllowedFailures'>,
  members: number,
) => ({
  ...failuresAllowed(maxAllowedFailures, members),
  ...(maxConcurrency !== undefined && { maxConcurrency }),
});

const failuresAllowed = (said: string | undefined, members: number) =>
  said === undefined ? {} : { maxAllowedFailures: toleratedFailures(said, members) };

const notReached = (
  place: GatesShown['place'],
  given: GatesShown['given'],
  skips: readonly SkipCommand[],
): GatesShown => ({
  place,
  given,
  rows: undefined,
  attempt: 0,
  decisions: [],
  skips,
});

export const SKIPPED_BY_REQUEST = 'Skipped by request.';

function allSkipped(parts: readonly { readonly state: State }[]): State {
  return parts.length > 0 && parts.every(({ state }) => state === 'Skipped') ? 'Skipped' : 'NotStarted';
}

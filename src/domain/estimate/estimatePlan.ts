import { atOnceOf, slicingOf } from '../group/slicing.ts';
import { heldUntilOf } from './heldUntil.ts';
import type { KnownFreezes } from '../freeze/freezeOver.ts';
import type { Plan, PlannedMember, PlannedStage } from '../plan/plan.ts';
import type { Upgrade } from '../plan/updateSpec.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { PlanEstimate } from './estimate.ts';
import { sayingOfGates } from './sayingOfGates.ts';
import { estimateStages } from './estimateStages.ts';
import type { GroupAhead, StageAhead } from './listSchedule.ts';
import { memberTimes, type UpdateTimes } from './updateTimes.ts';

/** What an estimate rests on beside the plan. */
export interface EstimateGround {
  readonly now: string;
  readonly freezes: KnownFreezes;
  /** Of one fleet at once, over all runs. */
  readonly maxConcurrentUpdates: number | undefined;
  /** How long earlier updates took, of its members and of others in their fleets. */
  readonly times: readonly UpdateTimes[];
}

/** What is to be done, and how. */
type ToDo = Pick<Plan, 'stages' | 'policy'> & { readonly type: Upgrade['type'] };

/** How long a plan takes that starts now. */
export function estimatePlan(plan: ToDo, ground: EstimateGround): PlanEstimate {
  const counts = plan.stages.map(({ groups }) =>
    groups.reduce((sum, { members }) => sum + members.length, 0),
  );
  const timeOf = memberTimes(ground.times, plan.type);
  const reckoned: PlanEstimate['members'][number][] = [];
  const stages = plan.stages.map((stage, index): StageAhead => {
    const bounds = atOnceOf(plan, index, counts, ground.maxConcurrentUpdates);
    const groups = stage.groups.map(({ name, members }, position): GroupAhead => {
      const slicing = slicingOf(plan, { stage: index, group: position }, members.length, bounds);
      const updated = members.filter(isUpdated).map((member) => {
        const { fleet, name: its } = member;
        const { seconds, source: basis } = timeOf(member);
        reckoned.push({ fleet, name: its, seconds, basis });
        return { fleet, name: its, seconds, isRunning: false };
      });
      return { name, lanes: slicing.lanes, size: slicing.size, members: updated };
    });
    return withoutUndefined({
      name: stage.name,
      groups,
      atOnce: narrowest(bounds.run, bounds.stage),
      atOncePerFleet: bounds.fleet,
      waitSeconds: waitOf(stage, groups),
    });
  });
  const sources = reckoned.map(({ basis }) => basis);
  const known = { heldUntil: heldUntilOf(plan.stages, ground.freezes), sources };
  const estimate = sayingOfGates(estimateStages(stages, ground.now, known), plan.stages);
  return { ...estimate, members: reckoned };
}

const isUpdated = ({ update, leftOut }: PlannedMember) => update && leftOut === undefined;

/** The smallest of the limits that are set. */
export function narrowest(...bounds: readonly (number | undefined)[]): number | undefined {
  const set = bounds.filter((bound) => bound !== undefined);
  return set.length === 0 ? undefined : Math.min(...set);
}

/** Where no member was updated there is nothing to wait for. */
function waitOf(stage: PlannedStage, groups: readonly GroupAhead[]): number {
  const updates = groups.some(({ members }) => members.length > 0);
  return updates ? (stage.afterStageWaitInSeconds ?? 0) : 0;
}

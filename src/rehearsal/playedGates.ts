import type { PlanBody } from '../contracts/runs.ts';
import { gatesGiven } from '../domain/gate/gates.ts';

type Stage = NonNullable<PlanBody['stages']>[number];
type Gate = NonNullable<Stage['beforeGates']>[number];
type HealthGate = Extract<Gate, { type: 'Health' }>;

const LEAST_INTERVAL_SECONDS = 60;
const EVALUATIONS_OF_A_SOAK = 20;

/**
 * The run with health gates that can be played: clusters that are not there have no metrics, alerts or answers, so only
 * AKS is asked, which is the simulator. A long soak is looked at a few times, as nothing breaks it; where something may,
 * as often as the gate says.
 */
export function withPlayedHealth(run: PlanBody, mayBreak: boolean): PlanBody {
  if (!run.stages) return run;
  const played = (gate: HealthGate) => playedGate(gate, mayBreak);
  const stages = run.stages.map((stage) => ({
    ...withGates(stage, played),
    groups: stage.groups.map((group) => withGates(group, played)),
  }));
  return { ...run, stages };
}

function withGates<Place extends Pick<Stage, 'beforeGates' | 'afterGates'>>(
  place: Place,
  played: (gate: HealthGate) => HealthGate,
): Place {
  const { beforeGates, afterGates } = place;
  return {
    ...place,
    ...(beforeGates && {
      beforeGates: beforeGates.map((gate) => (gate.type === 'Health' ? played(gate) : gate)),
    }),
    ...(afterGates && {
      afterGates: afterGates.map((gate) => (gate.type === 'Health' ? played(gate) : gate)),
    }),
  };
}

function playedGate(gate: HealthGate, mayBreak: boolean): HealthGate {
  const { intervalInSeconds = LEAST_INTERVAL_SECONDS, soakInSeconds = 0 } = gate;
  const seldom = Math.ceil(soakInSeconds / EVALUATIONS_OF_A_SOAK);
  return {
    ...gate,
    checks: [{ type: 'Clusters' }],
    intervalInSeconds: mayBreak ? intervalInSeconds : Math.max(intervalInSeconds, seldom),
  };
}

/** Most runs have none, and no time is spent on them. */
export function hasAnyGate({ stages = [] }: PlanBody): boolean {
  return stages.some((stage) => [stage, ...stage.groups].some((place) => gatesGiven(place) !== undefined));
}

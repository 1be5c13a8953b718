import type { StageDefinition } from '../api/types.ts';
import { GATE_TYPES } from '../gates/gateProgress.ts';
import { durationText } from '../parts/timeText.ts';

type Gates = NonNullable<StageDefinition['beforeGates']>;

/** Stages in a line, with what stands between them: `test → wait 10 min → approval go → production`. */
export function stagesText(stages: readonly StageDefinition[]): string {
  return stages
    .flatMap(({ name, groups, beforeGates, afterGates, afterStageWaitInSeconds: wait = 0 }) => {
      const inside = groups.some((group) => gatesOf(group).length > 0) ? ' (gates in its groups)' : '';
      return [
        ...namesOf(beforeGates),
        `${name}${inside}`,
        ...namesOf(afterGates),
        ...(wait > 0 ? [`wait ${durationText(wait * 1_000)}`] : []),
      ];
    })
    .join(' → ');
}

const gatesOf = ({
  beforeGates = [],
  afterGates = [],
}: Pick<StageDefinition, 'beforeGates' | 'afterGates'>): Gates => [...beforeGates, ...afterGates];

const namesOf = (gates: Gates = []) =>
  gates.map(({ type, name }) => `${GATE_TYPES[type].toLowerCase()} ${name}`);

import type { StageDefinition } from '../api/types.ts';
import { durationText } from '../parts/timeText.ts';

/** Stages in a line: `test, 10 min, production`. */
export function stagesText(stages: readonly StageDefinition[]): string {
  return stages
    .flatMap(({ name, afterStageWaitInSeconds: wait = 0 }) =>
      wait > 0 ? [name, `wait ${durationText(wait * 1_000)}`] : [name],
    )
    .join(' → ');
}

import { createHash } from 'node:crypto';

/** The names of everything Fleet Updates makes, so that the same thing always gets the same name. */

const hash = (...parts: readonly (string | number)[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);

/**
 * Name of the Fleet run that carries out a slice of a group, at most 36 of Fleet's 50 characters. The run's
 * name is only for people: what is ours is told by the group's row, never by this prefix.
 */
export function fleetRunName(of: {
  readonly runName: string;
  readonly runId: string;
  readonly stage: number;
  readonly group: number;
  readonly fleet: string;
  readonly attempt: number;
  /** Which slice of the group in that attempt; the first has the name that was the only one before slices. */
  readonly slice: number;
}): string {
  const { runId, stage, group, fleet, attempt, slice } = of;
  const parts = slice === 0 ? [] : [slice];
  return `fu-${of.runName.slice(0, 20)}-${hash(runId, stage, group, fleet, attempt, ...parts)}`;
}

/** Id of the orchestration that runs an attempt; a lost one is started again as the next generation. */
export function runInstanceId(runId: string, attempt: number, generation: number): string {
  return `${runId}:${attempt}.${generation}`;
}

/** Ids are unique under their parent's, as Durable replaces a running child of the same id without a word. */
export function stageInstanceId(parent: string, stage: number): string {
  return `${parent}:s${stage}`;
}

export function groupInstanceId(parent: string, group: number): string {
  return `${parent}g${group}`;
}

/** Of a group whose own orchestration died: it is driven by one that no stage waits for, under an id that none starts. */
export function revivedGroupInstanceId(group: string): string {
  return `${group}r`;
}

/** Ids of all instances that the attempts of a run may have left, given the number of groups of each stage. */
export function instanceIdsOf(
  runId: string,
  attempts: readonly { readonly number: number; readonly generation: number }[],
  groupCounts: readonly number[],
): string[] {
  return attempts.flatMap(({ number, generation }) =>
    Array.from({ length: generation }, (_, index) => runInstanceId(runId, number, index + 1)).flatMap(
      (run) => [
        run,
        ...groupCounts.flatMap((groups, stage) => {
          const stageId = stageInstanceId(run, stage);
          const ids = Array.from({ length: groups }, (_, group) => groupInstanceId(stageId, group));
          return [stageId, ...ids, ...ids.map(revivedGroupInstanceId)];
        }),
      ],
    ),
  );
}

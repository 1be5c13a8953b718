import type { StageDefinition } from '../api/types.ts';

/** The list with one stage taken to another place; the same list when there is no such place. */
export function moved<T>(stages: readonly T[], from: number, to: number): readonly T[] {
  const stage = stages[from];
  if (stage === undefined || from === to || to < 0 || to >= stages.length) return stages;
  return stages.toSpliced(from, 1).toSpliced(to, 0, stage);
}

/** Groups that no stage but the one at `except` has: a group updates once in a run. */
export function freeGroups(
  groups: readonly string[],
  stages: readonly StageDefinition[],
  except: number | undefined,
): string[] {
  const taken = new Set(
    stages.flatMap((stage, index) => (index === except ? [] : stage.groups.map(({ name }) => name))),
  );
  return groups.filter((group) => !taken.has(group));
}

/** Seconds, an int32 in Fleet Manager. */
export const LONGEST_WAIT = 2 ** 31 - 1;

export interface Wait {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/** A wait as people say it. Seconds that make no whole minute are rounded up, so that it never gets shorter. */
export function splitWait(seconds: number): Wait {
  const minutes = Math.ceil(seconds / 60);
  return {
    days: Math.floor(minutes / 1440),
    hours: Math.floor((minutes % 1440) / 60),
    minutes: minutes % 60,
  };
}

export function joinWait({ days, hours, minutes }: Wait): number {
  return ((days * 24 + hours) * 60 + minutes) * 60;
}

export function sameStages(one: readonly StageDefinition[], other: readonly StageDefinition[]): boolean {
  const textOf = (stages: readonly StageDefinition[]) =>
    JSON.stringify(
      stages.map(({ afterStageWaitInSeconds = 0, ...stage }) => ({ ...stage, afterStageWaitInSeconds })),
      inOrder,
    );
  return textOf(one) === textOf(other);
}

/** The order of properties says nothing. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

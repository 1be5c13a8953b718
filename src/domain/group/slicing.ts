import type { StageDefinition } from '../plan/updateSpec.ts';

/** How a group is cut into slices: how many members each has, and how many may be open at once. */
export interface Slicing {
  /** `member`: each by itself. `fleet`: everything left in a fleet, which Fleet Manager then takes one after another. */
  readonly size: 'member' | 'fleet';
  readonly lanes: number;
}

export const ONE_FLEET_AT_A_TIME: Slicing = { size: 'fleet', lanes: 1 };

/** A slice is one member wherever something is to be decided between two members: Fleet Manager leaves no time for it. */
export function slicingOf(group: StageDefinition['groups'][number] | undefined, members: number): Slicing {
  if (group?.maxConcurrency === undefined) return ONE_FLEET_AT_A_TIME;
  return { size: 'member', lanes: atOnce(group.maxConcurrency, members) };
}

/** `5`, or a share of all members as they were planned: rounded down, at least 1. */
export function atOnce(maxConcurrency: string, members: number): number {
  const number = Number.parseInt(maxConcurrency, 10);
  if (!maxConcurrency.endsWith('%')) return number;
  return Math.max(1, Math.floor((members * number) / 100));
}

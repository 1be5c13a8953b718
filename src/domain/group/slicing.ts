import { withoutUndefined } from '../withoutUndefined.ts';
import { limitsAt, mayTolerate } from '../run/failureBudget.ts';
import { freezeAhead, type KnownFreezes } from '../freeze/freezeOver.ts';
import { hasClusterRules } from '../plan/updateSpec.ts';
import { hasEnded } from '../run/states.ts';
import type { MemberRow, Run } from '../run/run.ts';

/** How a group is cut into slices: how many members each has, and how many may be open at once. */
export interface Slicing {
  /** `member`: each by itself. `fleet`: everything left in a fleet, which Fleet Manager then takes one after another. */
  readonly size: 'member' | 'fleet';
  readonly lanes: number;
}

export const ONE_FLEET_AT_A_TIME: Slicing = { size: 'fleet', lanes: 1 };

/** How many members may update at once in what is wider than a group; absent where nothing bounds it. */
export interface AtOnce {
  readonly run?: number;
  readonly stage?: number;
  readonly fleet?: number;
}

/** A slice is one member wherever something is to be decided between two members: Fleet Manager leaves no time for it. */
export function slicingOf(
  run: Pick<Run, 'stages' | 'policy'>,
  place: { readonly stage: number; readonly group: number },
  members: number,
  bounds: AtOnce = {},
): Slicing {
  const maxConcurrency = run.stages[place.stage]?.groups[place.group]?.maxConcurrency;
  if (maxConcurrency !== undefined) return { size: 'member', lanes: atOnce(maxConcurrency, members) };
  const isBounded = Object.keys(bounds).length > 0;
  const retries = run.policy?.retries?.count ?? 0;
  const isStrict = run.policy?.budgetMode === 'Strict' && limitsAt(run, place).length > 0;
  const hasWindows = run.stages[place.stage]?.startWindows !== undefined;
  return isBounded ||
    retries > 0 ||
    hasWindows ||
    isStrict ||
    hasClusterRules(run.policy) ||
    mayTolerate(run, place)
    ? { size: 'member', lanes: 1 }
    : ONE_FLEET_AT_A_TIME;
}

/** What bounds the groups of that stage beside their lanes. `counts` are the members of each stage as they were planned. */
export function atOnceOf(
  { stages, policy }: Pick<Run, 'stages' | 'policy'>,
  stage: number,
  counts: readonly number[],
  fleet: number | undefined,
): AtOnce {
  const share = (said: string | undefined, members: number) =>
    said === undefined ? undefined : atOnce(said, members);
  return withoutUndefined({
    run: share(
      policy?.maxConcurrency,
      counts.reduce((sum, count) => sum + count, 0),
    ),
    stage: share(stages[stage]?.maxConcurrency, counts[stage] ?? 0),
    fleet,
  });
}

/** Before a freeze each member is a slice: between two of them it is asked whether the next may start. */
export function slicedForFreeze(
  slicing: Slicing,
  observed: {
    readonly now: string;
    readonly group: { readonly name: string };
    readonly members: readonly MemberRow[];
    readonly freezes?: KnownFreezes;
  },
): Slicing {
  const left = observed.members.filter(({ state }) => !hasEnded(state));
  const places = left.map(({ fleet, name }) => ({ fleet, group: observed.group.name, member: name }));
  return freezeAhead(observed.freezes, places, observed.now) ? { ...slicing, size: 'member' } : slicing;
}

/** `5`, or a share of all members as they were planned: rounded down, at least 1. */
export function atOnce(maxConcurrency: string, members: number): number {
  const number = Number.parseInt(maxConcurrency, 10);
  if (!maxConcurrency.endsWith('%')) return number;
  return Math.max(1, Math.floor((members * number) / 100));
}

import { atOnce } from '../../src/domain/group/slicing.ts';
import type { StageDefinition } from '../../src/domain/plan/updateSpec.ts';
import type { PolicyView } from '../../src/domain/run/policyPatch.ts';
import { isOn } from '../../src/domain/time/spans.ts';
import type { MemorySystem } from '../support/memorySystem.ts';
import { ENDED, type RunAnswer } from '../support/spokenSystem.ts';

/** A command that the API took, and when: ms since the epoch. */
export type Accepted =
  | { readonly at: number; readonly what: 'start' | 'stop' }
  /** What holds from then on. */
  | { readonly at: number; readonly what: 'policy'; readonly policy: PolicyView }
  | { readonly at: number; readonly what: 'freeze'; readonly until: number };

interface Upgrade {
  readonly cluster: string;
  readonly fleetRun: string;
  readonly from: number;
  readonly to: number;
  readonly outcome: string;
}

/** Until a stop has reached every group: a round, and the call that was on its way. */
const ROUND_MS = 90_000;

/**
 * What of the promises the simulator's own record of upgrades breaks, whatever the app says of itself. `run` went
 * through `stages`; a run `second` beside it went through all members one by one.
 */
export async function violations(
  system: MemorySystem,
  stages: readonly StageDefinition[],
  accepted: readonly Accepted[],
  names: readonly string[],
  bounds: { readonly fleet?: number } = {},
): Promise<string[]> {
  const upgrades = system.simulator.record.map(
    ({ clusterResourceId, updateRun, startedAt, endedAt, outcome }): Upgrade => ({
      cluster: clusterResourceId.split('/').at(-1) ?? '',
      fleetRun: updateRun.split('/').at(-1) ?? '',
      from: Date.parse(startedAt),
      to: endedAt === undefined ? Infinity : Date.parse(endedAt),
      outcome,
    }),
  );
  const ours = upgrades.filter(({ fleetRun }) => fleetRun.startsWith('fu-run-'));
  const run = await system.run('run');
  const groupOf = new Map(
    run.stages.flatMap((stage, at) =>
      stage.groups.flatMap((group) =>
        group.members.map(({ name }) => [name, { stage: at, group: group.name }] as const),
      ),
    ),
  );
  const placesLeft = await system.world.app.places.all();
  const states = await Promise.all(names.map(async (name) => `${name} ${(await system.run(name)).state}`));
  return [
    ...twiceAtOnce(upgrades),
    ...twice(ours),
    ...outOfOrder(ours, groupOf, accepted),
    ...tooManyAtOnce(ours, run, accepted),
    ...tooManyTogether(ours, run, accepted),
    ...over('the fleet', upgrades, () => bounds.fleet ?? Infinity),
    ...outsideWindows(ours, stages, groupOf),
    ...inFreeze(upgrades, accepted),
    ...miscounted(run),
    ...placesLeft.map(({ scope }) => `A place of ${scope} is left.`),
    ...afterStop(ours, accepted),
    ...states
      .filter((state) => !ENDED.some((ended) => state.endsWith(ended)))
      .map((state) => `Not ended: ${state}.`),
    ...system.simulator.world.updateRuns().map(({ name }) => `Fleet run ${name} is left.`),
    ...(run.stages.length === stages.length ? [] : ['Stages are missing.']),
  ];
}

const overlap = (one: Upgrade, other: Upgrade) => one.from < other.to && other.from < one.to;

function twiceAtOnce(upgrades: readonly Upgrade[]): string[] {
  return pairs(upgrades)
    .filter(([one, other]) => one.cluster === other.cluster && overlap(one, other))
    .map(([one]) => `${one.cluster} is updated twice at once.`);
}

/** A second upgrade of a cluster needs a cause: that the first one failed. */
function twice(upgrades: readonly Upgrade[]): string[] {
  const done = upgrades.filter(({ outcome }) => outcome === 'Completed').map(({ cluster }) => cluster);
  return done
    .filter((cluster, at) => done.indexOf(cluster) !== at)
    .map((cluster) => `${cluster} is updated again.`);
}

function outOfOrder(
  upgrades: readonly Upgrade[],
  placeOf: ReadonlyMap<string, { readonly stage: number; readonly group: string }>,
  accepted: readonly Accepted[],
): string[] {
  // Who failed within the limits is updated by the next attempt, after later stages of this one.
  const attemptOf = ({ from }: Upgrade) =>
    accepted.filter(({ what, at }) => what === 'start' && at <= from).length;
  return pairs(upgrades).flatMap(([one, other]) => {
    const [a, b] = [placeOf.get(one.cluster), placeOf.get(other.cluster)];
    if (!a || !b || attemptOf(one) !== attemptOf(other)) return [];
    const [first, later] = a.stage <= b.stage ? [one, other] : [other, one];
    if (a.stage !== b.stage && later.from < first.to)
      return [`${later.cluster} begins before the stage of ${first.cluster} has ended.`];
    return [];
  });
}

/** The widest of what held since the rounds that decide on a start then: whoever had decided before goes on. */
function widest(accepted: readonly Accepted[], at: number, most: (policy: PolicyView) => number): number {
  const policies = accepted.flatMap((each) => (each.what === 'policy' ? [each] : []));
  const held = policies.filter((each, index) => {
    const until = policies[index + 1]?.at ?? Infinity;
    return each.at <= at && until >= at - ROUND_MS;
  });
  return Math.max(...held.map(({ policy }) => most(policy)));
}

/** Never more of a group at once than it may have, whatever came between. */
function tooManyAtOnce(
  upgrades: readonly Upgrade[],
  run: RunAnswer,
  accepted: readonly Accepted[],
): string[] {
  return run.stages.flatMap((stage) =>
    stage.groups.flatMap(({ name, members }) => {
      const lanes = ({ stages }: PolicyView) => {
        const said = stages[stage.name]?.groups[name]?.maxConcurrency;
        return said === undefined ? 1 : atOnce(said, members.length);
      };
      const own = upgrades.filter(({ cluster }) => members.some((member) => member.name === cluster));
      return over(`group ${name}`, own, (at) => widest(accepted, at, lanes));
    }),
  );
}

/** Never more of a stage or of the run at once than may, whatever came between. */
function tooManyTogether(
  upgrades: readonly Upgrade[],
  run: RunAnswer,
  accepted: readonly Accepted[],
): string[] {
  const namesOf = (all: RunAnswer['stages']) =>
    all.flatMap(({ groups }) => groups.flatMap(({ members }) => members.map(({ name }) => name)));
  const within = (
    scope: string,
    names: readonly string[],
    said: (policy: PolicyView) => string | undefined,
  ) =>
    over(
      scope,
      upgrades.filter(({ cluster }) => names.includes(cluster)),
      (at) => widest(accepted, at, (policy) => mostOf(said(policy), names.length)),
    );
  return [
    ...within('the run', namesOf(run.stages), ({ maxConcurrency }) => maxConcurrency),
    ...run.stages.flatMap((stage) =>
      within(`stage ${stage.name}`, namesOf([stage]), ({ stages }) => stages[stage.name]?.maxConcurrency),
    ),
  ];
}

const mostOf = (said: string | undefined, members: number) =>
  said === undefined ? Infinity : atOnce(said, members);

function over(scope: string, upgrades: readonly Upgrade[], mostAt: (at: number) => number): string[] {
  return upgrades.flatMap(({ from }) => {
    const count = upgrades.filter((other) => other.from <= from && from < other.to).length;
    const most = mostAt(from);
    return count > most ? [`${count} members of ${scope} are updated at once; ${most} may be.`] : [];
  });
}

/** Until a start that was asked for shows: Fleet Manager begins some seconds later. */
const BEGIN_MS = 60_000;

function outsideWindows(
  upgrades: readonly Upgrade[],
  stages: readonly StageDefinition[],
  placeOf: ReadonlyMap<string, { readonly stage: number }>,
): string[] {
  return upgrades.flatMap(({ cluster, from }) => {
    const windows = stages[placeOf.get(cluster)?.stage ?? -1]?.startWindows;
    const isOpen =
      !windows || [from, from - BEGIN_MS].some((at) => isOn(windows, new Date(at).toISOString()));
    return isOpen ? [] : [`${cluster} begins outside of the windows of its stage.`];
  });
}

function inFreeze(upgrades: readonly Upgrade[], accepted: readonly Accepted[]): string[] {
  const freezes = accepted.flatMap((each) => (each.what === 'freeze' ? [each] : []));
  return upgrades
    .filter(({ from }) => freezes.some(({ at, until }) => from > at + ROUND_MS && from < until))
    .map(({ cluster }) => `${cluster} begins in a freeze.`);
}

/** Each member that has failed is counted once: over tries, slices and attempts. */
function miscounted(run: RunAnswer): string[] {
  return run.stages.flatMap((stage) => {
    const failed = stage.groups.flatMap(({ members }) => members.filter(({ state }) => state === 'Failed'));
    const count = stage.failureCount ?? 0;
    return count === failed.length ? [] : [`Stage ${stage.name} counts ${count} of ${failed.length}.`];
  });
}

function afterStop(upgrades: readonly Upgrade[], accepted: readonly Accepted[]): string[] {
  const stopped = (at: number) => {
    const commands = accepted.filter(({ what }) => what === 'start' || what === 'stop');
    const last = commands.filter((each) => each.at <= at).at(-1);
    return last?.what === 'stop' && at - last.at > ROUND_MS;
  };
  return upgrades
    .filter(({ from }) => stopped(from))
    .map(({ cluster }) => `${cluster} begins after the stop.`);
}

function pairs<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, at) => all.slice(at + 1).map((other): [T, T] => [one, other]));
}

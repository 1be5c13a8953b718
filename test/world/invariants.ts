import { atOnce, slicingOf } from '../../src/domain/group/slicing.ts';
import type { StageDefinition } from '../../src/domain/plan/updateSpec.ts';
import type { MemorySystem } from '../support/memorySystem.ts';
import { ENDED, type RunAnswer } from '../support/spokenSystem.ts';

/** A command that the API took. */
export interface Accepted {
  /** Ms since the epoch. */
  readonly at: number;
  readonly what: 'start' | 'stop';
}

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
  bounds: { readonly run?: string; readonly fleet?: number } = {},
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
    ...outOfOrder(ours, groupOf),
    ...tooManyAtOnce(ours, stages, run),
    ...tooManyTogether(ours, stages, run, bounds.run),
    ...over('the fleet', upgrades, bounds.fleet),
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
): string[] {
  return pairs(upgrades).flatMap(([one, other]) => {
    const [a, b] = [placeOf.get(one.cluster), placeOf.get(other.cluster)];
    if (!a || !b) return [];
    const [first, later] = a.stage <= b.stage ? [one, other] : [other, one];
    if (a.stage !== b.stage && later.from < first.to)
      return [`${later.cluster} begins before the stage of ${first.cluster} has ended.`];
    return [];
  });
}

/** Never more of a group at once than it may have, whatever came between. */
function tooManyAtOnce(
  upgrades: readonly Upgrade[],
  stages: readonly StageDefinition[],
  run: RunAnswer,
): string[] {
  const groups = run.stages.flatMap((shown, stage) =>
    shown.groups.map(({ name, members }, group) => ({ name, members, place: { stage, group } })),
  );
  return groups.flatMap(({ name, members, place }) => {
    const most = slicingOf({ stages }, place, members.length).lanes;
    const own = upgrades.filter(({ cluster }) => members.some((member) => member.name === cluster));
    return own
      .map(({ from }) => own.filter((other) => other.from <= from && from < other.to).length)
      .filter((count) => count > most)
      .map((count) => `${count} members of group ${name} are updated at once; ${most} may be.`);
  });
}

/** Never more of a stage or of the run at once than may, whatever came between. */
function tooManyTogether(
  upgrades: readonly Upgrade[],
  stages: readonly StageDefinition[],
  run: RunAnswer,
  ofRun: string | undefined,
): string[] {
  const namesOf = (all: RunAnswer['stages']) =>
    all.flatMap(({ groups }) => groups.flatMap(({ members }) => members.map(({ name }) => name)));
  const within = (scope: string, names: readonly string[], said: string | undefined) =>
    over(
      scope,
      upgrades.filter(({ cluster }) => names.includes(cluster)),
      said === undefined ? undefined : atOnce(said, names.length),
    );
  return [
    ...within('the run', namesOf(run.stages), ofRun),
    ...run.stages.flatMap((stage, at) =>
      within(`stage ${stage.name}`, namesOf([stage]), stages[at]?.maxConcurrency),
    ),
  ];
}

function over(scope: string, upgrades: readonly Upgrade[], most = Infinity): string[] {
  return upgrades
    .map(({ from }) => upgrades.filter((other) => other.from <= from && from < other.to).length)
    .filter((count) => count > most)
    .map((count) => `${count} members of ${scope} are updated at once; ${most} may be.`);
}

function afterStop(upgrades: readonly Upgrade[], accepted: readonly Accepted[]): string[] {
  const stopped = (at: number) => {
    const last = accepted.filter((each) => each.at <= at).at(-1);
    return last?.what === 'stop' && at - last.at > ROUND_MS;
  };
  return upgrades
    .filter(({ from }) => stopped(from))
    .map(({ cluster }) => `${cluster} begins after the stop.`);
}

function pairs<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, at) => all.slice(at + 1).map((other): [T, T] => [one, other]));
}

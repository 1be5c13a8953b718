import { withoutUndefined } from '../withoutUndefined.ts';
import type { FleetRunRecord, GroupRow, MemberRow } from '../run/run.ts';
import type { Obstacle } from '../run/waiting.ts';
import { patchRecord, type GroupPatch } from './change.ts';
import { slicesOf, type Act, type GroupObservation, type GroupStep } from './observation.ts';
import { isSameSlice, type Place, type PlaceBound, type PlaceTaking } from './place.ts';
import { isIn } from './slice.ts';
import { look, saveAndAct } from './steps.ts';

export const stageScopeOf = (runId: string, stage: number) => `stage|${runId}|${stage}`;
const stageScope = ({ run, group }: GroupObservation) => stageScopeOf(run.runId, group.stage);
const fleetScope = (fleet: string) => `fleet|${fleet}`;
const scopesOf = (observed: GroupObservation, fleets: readonly string[]) => [
  stageScope(observed),
  ...new Set(fleets.map(fleetScope)),
];

/** In the order in which limits are asked: run, stage, fleet. Stages go one after another, so run and stage share a row. */
function boundsOf(observed: GroupObservation, fleet: string): PlaceBound[] {
  const { run, stage, fleet: ofFleet } = observed.atOnce ?? {};
  const scope = stageScope(observed);
  const ofRun = run !== undefined && run <= (stage ?? run);
  const limit = ofRun ? run : stage;
  const words = ofRun ? `run ${observed.run.name}` : `stage ${observed.stageName}`;
  // Strict limits of failures count who is updating: by its place.
  const isCounted = observed.strict === true && observed.budgets.length > 0;
  return [
    ...(limit === undefined && !isCounted ? [] : [{ scope, limit: limit ?? Infinity, words }]),
    ...(ofFleet === undefined
      ? []
      : [{ scope: fleetScope(fleet), limit: ofFleet, words: `fleet ${fleet}, over all runs` }]),
  ];
}

/** What is between these members and a free place, if they do not have theirs yet. */
export function noPlace(
  observed: GroupObservation,
  members: readonly MemberRow[],
): Obstacle | GroupStep | undefined {
  const bounds = boundsOf(observed, members[0]?.fleet ?? '');
  const scopes = bounds.map(({ scope }) => scope);
  const unread = lookForPlaces(observed, scopes);
  if (unread) return unread;
  const left = giveBackWithoutRecord(observed, scopes);
  if (left) return left;
  // Who has a place and is not started yet waits too where the limit was lowered meanwhile.
  const full = bounds.find(({ scope, limit }) => updatingBeside(observed, scope) >= limit);
  if (!full) return undefined;
  const message = `Waits for a place in ${full.words}: ${updatingBeside(observed, full.scope)} of ${full.limit} at once.`;
  return { reason: 'Concurrency', message };
}

/** How many update in a scope, or are about to, beside the slice in hand. */
function updatingBeside(observed: GroupObservation, scope: string): number {
  const isOfStage = scope === stageScope(observed);
  const unplaced = isOfStage ? unplacedIn(observed) : 0;
  return placesOfOthers(observed, scope).length + unplaced;
}

export function placesOfOthers(observed: GroupObservation, scope = stageScope(observed)): Place[] {
  const { runId } = observed.run;
  const own = observed.slice?.name;
  return placesIn(observed, scope).filter(
    (place) => own === undefined || !isSameSlice(place, { runId, fleetRun: own }),
  );
}

/** Other lanes of the group that update without a place, as nothing bounded them when they were started. */
export function unplacedLanes({ group, slice, policyChanged }: GroupObservation): number {
  if (!policyChanged) return 0;
  return slicesOf(group).filter((lane) => lane.name !== slice?.name && isUnplaced(lane)).length;
}

export const isUnplaced = ({ place, startedAt, result }: FleetRunRecord) =>
  place === undefined && startedAt !== undefined && result === undefined;

/** The places of the stage, if they are not read yet. */
export const lookForStagePlaces = (observed: GroupObservation) =>
  lookForPlaces(observed, [stageScope(observed)]);

/** What was started when nothing bounded it takes its places, be there free ones or not: from now on it is counted. */
export function placesOfStarted(observed: GroupObservation, record: FleetRunRecord): GroupStep | undefined {
  if (!observed.policyChanged || !record.members || record.pausing) return undefined;
  const bounds = boundsOf(observed, record.fleet);
  const unread = lookForPlaces(
    observed,
    bounds.map(({ scope }) => scope),
  );
  if (unread) return unread;
  if (bounds.every(({ scope }) => isHeld(observed, scope, record))) return undefined;
  const unbounded = bounds.map((bound) => ({ ...bound, limit: Infinity }));
  return takingOf(
    observed,
    record,
    unbounded,
    observed.members.filter((row) => isIn(record, row)),
  );
}

/** Takes the places that are missing; undefined once the slice has them all. */
export function placesToTake(
  observed: GroupObservation,
  members: readonly MemberRow[],
): GroupStep | undefined {
  const { slice } = observed;
  const bounds = boundsOf(observed, members[0]?.fleet ?? '');
  if (!slice || bounds.every(({ scope }) => isHeld(observed, scope, slice))) return undefined;
  const limited = bounds.map((bound) =>
    bound.scope === stageScope(observed)
      ? { ...bound, limit: Math.min(bound.limit - unplacedIn(observed), mayUpdate(observed)) }
      : bound,
  );
  return takingOf(observed, slice, limited, members);
}

const unplacedIn = (observed: GroupObservation) => (observed.unplaced ?? 0) + unplacedLanes(observed);

/** So many at once that no limit is passed by more than one, if they all fail. */
function mayUpdate(observed: GroupObservation): number {
  if (!observed.strict) return Infinity;
  const wide = observed.budgets.filter(({ scope }) => scope !== 'group');
  return Math.min(...wide.map(({ limit, failed }) => limit - failed + 1)) - unplacedIn(observed);
}

function takingOf(
  observed: GroupObservation,
  slice: FleetRunRecord,
  bounds: readonly PlaceBound[],
  members: readonly MemberRow[],
): GroupStep {
  // The number of the write: no other taking has it. What a late twin takes or gives back is another one's.
  const taking = observed.group.version + 1;
  const [only, ...others] = members;
  const place: Place = withoutUndefined({
    runId: observed.run.runId,
    planId: observed.planId ?? '',
    attempt: observed.attempt,
    stage: observed.group.stage,
    group: observed.group.group,
    fleetRun: slice.name,
    taking,
    clusterResourceId: others.length === 0 ? only?.clusterResourceId : undefined,
    since: observed.now,
  });
  const group = { ...patchRecord(observed.group, slice, { place: taking }), placed: true as const };
  return saveAndAct(observed, { group }, { do: 'takePlaces', bounds, place });
}

/** Whether the slice has a place wherever it needs one, or the look that tells. */
export function hasPlaces(observed: GroupObservation, record: FleetRunRecord): boolean | GroupStep {
  const scopes = boundsOf(observed, record.fleet).map(({ scope }) => scope);
  return lookForPlaces(observed, scopes) ?? scopes.every((scope) => isHeld(observed, scope, record));
}

/** Whoever waits has no place. With the number its record forgets, nothing late can give back the next one. */
export function giveBackPlaces(observed: GroupObservation, group: GroupPatch): GroupStep | undefined {
  const { slice } = observed;
  if (slice?.place === undefined) return undefined;
  const patch = { ...group, ...patchRecord(observed.group, slice, { place: undefined }) };
  return saveAndAct(observed, { group: patch }, releaseOf(observed, slice, slice.place));
}

/** With the write that closes the slice: what a crash leaves of it has no record, and the next round gives it back. */
export function placesOfClosed(observed: GroupObservation, record: FleetRunRecord): Act | undefined {
  return record.place === undefined ? undefined : releaseOf(observed, record, record.place);
}

/** The group ends: nothing of it is left in any scope. */
export function placesLeft(observed: GroupObservation): GroupStep | undefined {
  if (!observed.group.placed) return undefined;
  const scopes = scopesOf(
    observed,
    observed.members.map(({ fleet }) => fleet),
  );
  return lookForPlaces(observed, scopes) ?? giveBackWithoutRecord(observed, scopes);
}

/** Whether an open slice of the group has this place. What is taken is noted before: one without a record is left. */
export function hasRecord(group: GroupRow, { fleetRun, taking }: PlaceTaking): boolean {
  return slicesOf(group).some(({ name, place }) => name === fleetRun && place === taking);
}

function giveBackWithoutRecord(observed: GroupObservation, scopes: readonly string[]): GroupStep | undefined {
  const { runId } = observed.run;
  const { stage, group } = observed.group;
  const own = scopes
    .flatMap((scope) => placesIn(observed, scope))
    .filter((place) => place.runId === runId && place.stage === stage && place.group === group);
  const left = own.filter((place) => !hasRecord(observed.group, place));
  if (left.length === 0) return undefined;
  return saveAndAct(
    observed,
    { group: { movedAt: observed.group.movedAt } },
    { do: 'releasePlaces', scopes, places: left },
  );
}

function releaseOf(observed: GroupObservation, { fleet, name }: FleetRunRecord, taking: number): Act {
  const places = [{ runId: observed.run.runId, fleetRun: name, taking }];
  return { do: 'releasePlaces', scopes: scopesOf(observed, [fleet]), places };
}

function lookForPlaces(observed: GroupObservation, scopes: readonly string[]): GroupStep | undefined {
  const unread = scopes.filter((scope) => !observed.places?.has(scope));
  return unread.length > 0 ? look({ what: 'places', scopes: unread }) : undefined;
}

const placesIn = (observed: GroupObservation, scope: string) => observed.places?.get(scope) ?? [];

function isHeld(observed: GroupObservation, scope: string, record: FleetRunRecord | undefined): boolean {
  if (record?.place === undefined) return false;
  const { name: fleetRun, place: taking } = record;
  return placesIn(observed, scope).some(
    (each) => isSameSlice(each, { runId: observed.run.runId, fleetRun }) && each.taking === taking,
  );
}

import { present } from '../present.ts';
import type { FleetRunRecord, GroupRow, MemberRow } from '../run/run.ts';
import type { Obstacle } from '../run/waiting.ts';
import { patchRecord, type GroupPatch } from './change.ts';
import { slicesOf, type Act, type GroupObservation, type GroupStep } from './observation.ts';
import { isSameSlice, type Place, type PlaceBound, type PlaceTaking } from './place.ts';
import { look, saveAndAct } from './steps.ts';

const stageScope = ({ run, group }: GroupObservation) => `stage|${run.runId}|${group.stage}`;
const fleetScope = (fleet: string) => `fleet|${fleet}`;
const scopesOf = (o: GroupObservation, fleets: readonly string[]) => [
  stageScope(o),
  ...new Set(fleets.map(fleetScope)),
];

/** In the order in which limits are asked: run, stage, fleet. Stages go one after another, so run and stage share a row. */
function boundsOf(o: GroupObservation, fleet: string): PlaceBound[] {
  const { run, stage, fleet: ofFleet } = o.atOnce ?? {};
  const scope = stageScope(o);
  const ofRun = run !== undefined && run <= (stage ?? run);
  const limit = ofRun ? run : stage;
  const words = ofRun ? `run ${o.run.name}` : `stage ${o.stageName}`;
  return [
    ...(limit === undefined ? [] : [{ scope, limit, words }]),
    ...(ofFleet === undefined
      ? []
      : [{ scope: fleetScope(fleet), limit: ofFleet, words: `fleet ${fleet}, over all runs` }]),
  ];
}

/** What is between these members and a free place, if they do not have theirs yet. */
export function noPlace(
  o: GroupObservation,
  members: readonly MemberRow[],
): Obstacle | GroupStep | undefined {
  const bounds = boundsOf(o, members[0]?.fleet ?? '');
  const scopes = bounds.map(({ scope }) => scope);
  const unread = lookForPlaces(o, scopes);
  if (unread) return unread;
  const left = giveBackWithoutRecord(o, scopes);
  if (left) return left;
  const full = bounds.find(
    ({ scope, limit }) => !isHeld(o, scope, o.slice) && placesIn(o, scope).length >= limit,
  );
  if (!full) return undefined;
  const { length } = placesIn(o, full.scope);
  const message = `Waits for a place in ${full.words}: ${length} of ${full.limit} at once.`;
  return { reason: 'Concurrency', message };
}

/** Takes the places that are missing; undefined once the slice has them all. */
export function placesToTake(o: GroupObservation, members: readonly MemberRow[]): GroupStep | undefined {
  const { slice } = o;
  const bounds = boundsOf(o, members[0]?.fleet ?? '');
  if (!slice || bounds.every(({ scope }) => isHeld(o, scope, slice))) return undefined;
  // The number of the write: no other taking has it. What a late twin takes or gives back is another one's.
  const taking = o.group.version + 1;
  const [only, ...others] = members;
  const place: Place = present({
    runId: o.run.runId,
    planId: o.planId ?? '',
    attempt: o.attempt,
    stage: o.group.stage,
    group: o.group.group,
    fleetRun: slice.name,
    taking,
    clusterResourceId: others.length === 0 ? only?.clusterResourceId : undefined,
    since: o.now,
  });
  const group = { ...patchRecord(o.group, slice, { place: taking }), placed: true as const };
  return saveAndAct(o, { group }, { do: 'takePlaces', bounds, place });
}

/** Whether the slice has a place wherever it needs one, or the look that tells. */
export function hasPlaces(o: GroupObservation, record: FleetRunRecord): boolean | GroupStep {
  const scopes = boundsOf(o, record.fleet).map(({ scope }) => scope);
  return lookForPlaces(o, scopes) ?? scopes.every((scope) => isHeld(o, scope, record));
}

/** Whoever waits has no place. With the number its record forgets, nothing late can give back the next one. */
export function giveBackPlaces(o: GroupObservation, group: GroupPatch): GroupStep | undefined {
  const { slice } = o;
  if (slice?.place === undefined) return undefined;
  const patch = { ...group, ...patchRecord(o.group, slice, { place: undefined }) };
  return saveAndAct(o, { group: patch }, releaseOf(o, slice, slice.place));
}

/** With the write that closes the slice: what a crash leaves of it has no record, and the next round gives it back. */
export function placesOfClosed(o: GroupObservation, record: FleetRunRecord): Act | undefined {
  return record.place === undefined ? undefined : releaseOf(o, record, record.place);
}

/** The group ends: nothing of it is left in any scope. */
export function placesLeft(o: GroupObservation): GroupStep | undefined {
  if (!o.group.placed) return undefined;
  const scopes = scopesOf(
    o,
    o.members.map(({ fleet }) => fleet),
  );
  return lookForPlaces(o, scopes) ?? giveBackWithoutRecord(o, scopes);
}

/** Whether an open slice of the group has this place. What is taken is noted before: one without a record is left. */
export function hasRecord(group: GroupRow, { fleetRun, taking }: PlaceTaking): boolean {
  return slicesOf(group).some(({ name, place }) => name === fleetRun && place === taking);
}

function giveBackWithoutRecord(o: GroupObservation, scopes: readonly string[]): GroupStep | undefined {
  const { runId } = o.run;
  const { stage, group } = o.group;
  const own = scopes
    .flatMap((scope) => placesIn(o, scope))
    .filter((place) => place.runId === runId && place.stage === stage && place.group === group);
  const left = own.filter((place) => !hasRecord(o.group, place));
  if (left.length === 0) return undefined;
  return saveAndAct(
    o,
    { group: { movedAt: o.group.movedAt } },
    { do: 'releasePlaces', scopes, places: left },
  );
}

function releaseOf(o: GroupObservation, { fleet, name }: FleetRunRecord, taking: number): Act {
  const places = [{ runId: o.run.runId, fleetRun: name, taking }];
  return { do: 'releasePlaces', scopes: scopesOf(o, [fleet]), places };
}

function lookForPlaces(o: GroupObservation, scopes: readonly string[]): GroupStep | undefined {
  const unread = scopes.filter((scope) => !o.places?.has(scope));
  return unread.length > 0 ? look({ what: 'places', scopes: unread }) : undefined;
}

const placesIn = (o: GroupObservation, scope: string) => o.places?.get(scope) ?? [];

function isHeld(o: GroupObservation, scope: string, record: FleetRunRecord | undefined): boolean {
  if (record?.place === undefined) return false;
  const { name: fleetRun, place: taking } = record;
  return placesIn(o, scope).some(
    (each) => isSameSlice(each, { runId: o.run.runId, fleetRun }) && each.taking === taking,
  );
}

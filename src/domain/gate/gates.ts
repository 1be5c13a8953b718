import type { Commands } from '../run/commands.ts';
import type { RunEvent } from '../run/run.ts';
import type { Obstacle } from '../run/waiting.ts';
import { LONGEST_SECONDS } from '../pace.ts';
import type { FreshEvaluation } from './decideHealthGate.ts';
import { decideGate, interrupted, sameGate } from './decideGate.ts';
import type { Gate } from './gate.ts';
import { EXPIRED } from './gateDecision.ts';
import { gateId, isThrough, wordsOfGate, type GatePlace, type GateRow, type Timing } from './gateRow.ts';

/** The gates that a stage or group was given. */
export interface GatesGiven {
  readonly beforeGates?: readonly Gate[];
  readonly afterGates?: readonly Gate[];
}

/** What decides on the gates of one place and timing. */
export interface GatesObservation {
  readonly now: string;
  readonly attempt: number;
  readonly place: GatePlace;
  readonly given: GatesGiven;
  /** All of the place, as they were left. */
  readonly rows: readonly GateRow[];
  readonly commands: Commands;
  /** Of Health gates of the place, made in this round. */
  readonly evaluations?: readonly FreshEvaluation[] | undefined;
  readonly holds: boolean;
  readonly updates: boolean;
}

export interface GatesStep {
  /** All of the place as they are to be. */
  readonly rows: readonly GateRow[];
  /** What to tell of the change; empty where there is none but in words. */
  readonly events: readonly RunEvent[];
  readonly isChanged: boolean;
  readonly failed?: GateRow;
  /** What those that are not through have the place wait for. */
  readonly obstacle?: Obstacle;
  /** In how many seconds something may be different. */
  readonly seconds: number;
}

const NO_GATES: readonly Gate[] = [];

export const gatesOf = ({ beforeGates = NO_GATES, afterGates = NO_GATES }: GatesGiven, timing: Timing) =>
  timing === 'Before' ? beforeGates : afterGates;

/** All gates of a list are decided on at once: they are reached together, and all must be through. */
export function decideGates(observed: GatesObservation, timing: Timing): GatesStep {
  const { rows, place, attempt, now, holds, updates, commands } = observed;
  const steps = gatesOf(observed.given, timing).map((gate) => {
    const id = gateId(place, timing, gate.name);
    const row = rowOf(rows, timing, gate.name);
    const fresh = observed.evaluations?.find((each) => each.timing === timing && each.name === gate.name);
    return decideGate({
      now,
      attempt,
      timing,
      gate,
      row,
      holds,
      updates,
      decisions: commands.decisions?.filter((each) => each.gate === id && each.attempt === attempt) ?? [],
      skip: commands.skips.find(({ target }) => target.type === 'Gate' && target.name === id),
      stop: commands.stop,
      ...(fresh && { fresh }),
    });
  });
  const mine = steps.map(({ row }) => row);
  const changed = mine.filter((row) => !sameGate(rowOf(rows, timing, row.name), row));
  const failed = mine.find(({ state }) => state === 'Failed');
  const obstacle = obstacleOf(place, mine);
  return {
    rows: changed.length === 0 ? rows : [...rows.filter((row) => row.timing !== timing), ...mine],
    events: changed.flatMap((row) => eventOf(observed, rowOf(rows, timing, row.name), row)),
    isChanged: changed.length > 0,
    ...(failed && { failed }),
    ...(obstacle && { obstacle }),
    seconds: Math.min(LONGEST_SECONDS, ...steps.map(({ seconds }) => seconds)),
  };
}

const rowOf = (rows: readonly GateRow[], timing: Timing, name: string) =>
  rows.find((row) => row.timing === timing && row.name === name);

/** What is not through yet; the first of them says it. */
export function obstacleOf(place: GatePlace, rows: readonly GateRow[]): Obstacle | undefined {
  const [first, ...others] = rows.filter((row) => !isThrough(row));
  if (!first) return undefined;
  const more = others.length > 0 ? ` And for ${others.map(({ name }) => name).join(', ')}.` : '';
  const message = `Waits for ${wordsOfGate(place, first)}: ${first.message ?? 'it is not reached yet.'}${more}`;
  const ends = [first, ...others].map(({ until }) => until ?? '');
  const until = ends.includes('') ? undefined : ends.toSorted().at(-1);
  const obstacle = { reason: 'Gate', message, gate: gateId(place, first.timing, first.name) } as const;
  return until === undefined ? obstacle : { ...obstacle, until };
}

function eventOf(
  { now, attempt, place }: GatesObservation,
  before: GateRow | undefined,
  row: GateRow,
): RunEvent[] {
  // What an earlier attempt left is begun afresh.
  const from = before?.attempt === row.attempt ? before.state : 'NotStarted';
  if (from === row.state) return [];
  const words = wordsOfGate(place, row);
  const message =
    `${words.charAt(0).toUpperCase()}${words.slice(1)} is ${row.state}. ${row.message ?? ''}`.trim();
  const gate = gateId(place, row.timing, row.name);
  return [{ time: now, type: 'GateStateChanged', attempt, ...place, gate, from, to: row.state, message }];
}

/** Whether an event of `eventOf` says that nobody decided in time; what people wrote comes after these words, if at all. */
export const saysExpired = ({ message }: Pick<RunEvent, 'message'>) => AS_EXPIRED.test(message);

const AS_EXPIRED = new RegExp(`^Gate \\S+ (?:before|after) (?:stage|group) \\S+ is Failed\\. ${EXPIRED}`);

/** Rows whose attempt is over: nobody decides on a gate of it any more. */
export function withoutPending(rows: readonly GateRow[] | undefined): readonly GateRow[] | undefined {
  return rows?.map(interrupted);
}

/** What somebody is given, where it is given any gate: most have none. */
export function gatesGiven(given: GatesGiven | undefined): GatesGiven | undefined {
  return (given?.beforeGates ?? given?.afterGates) === undefined ? undefined : given;
}

/** What the gates before a place have this attempt wait for. */
export function heldBefore(
  place: GatePlace,
  given: GatesGiven,
  rows: readonly GateRow[] = [],
  attempt: number,
): Obstacle | undefined {
  const now = gatesOf(given, 'Before').map(({ name }): GateRow => {
    const row = rowOf(rows, 'Before', name);
    const counts = row?.attempt === attempt || row?.state === 'Completed';
    return row && counts ? row : { timing: 'Before', name, attempt, state: 'NotStarted' };
  });
  return obstacleOf(place, now);
}

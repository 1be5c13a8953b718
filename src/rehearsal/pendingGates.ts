import {
  groupStepKey,
  STEP_GROUP,
  STEP_STAGE,
  type GroupStepKey,
  type StageKey,
} from '../contracts/orchestration.ts';
import type { Gate } from '../domain/gate/gate.ts';
import { expiryOf } from '../domain/gate/gateDecision.ts';
import type { GatePlace, GateRow } from '../domain/gate/gateRow.ts';
import { gatesOf, type GatesGiven } from '../domain/gate/gates.ts';
import { NO_EVALUATIONS, secondsToEvaluation } from '../domain/health/decideHealth.ts';
import { secondsAfter } from '../domain/seconds.ts';
import type { App } from '../ports/app.ts';

/** A gate that a stage or group waits for. */
export interface PendingGate {
  readonly place: GatePlace;
  readonly gate: Gate;
  readonly row: GateRow;
}

/** The stage or group that an activity is a round of; undefined for another. */
export type PlaceKey = StageKey | GroupStepKey;
const stageStepKey = groupStepKey.omit({ group: true });

export function placeKeyOf(activity: string, input: unknown): PlaceKey | undefined {
  if (activity === STEP_GROUP) return groupStepKey.parse(input);
  return activity === STEP_STAGE ? stageStepKey.parse(input) : undefined;
}

/** The gates that a stage or group waits for. */
export async function pendingGates({ runs }: Pick<App, 'runs'>, key: PlaceKey): Promise<PendingGate[]> {
  const { runId, planId, stage: index, attempt } = key;
  const stage = (await runs.get(runId))?.stages[index];
  if (!stage) return [];
  if (!('group' in key)) {
    const row = await runs.stage(runId, planId, index);
    return pendingOf({ stage: stage.name }, stage, row?.value.gates, attempt);
  }
  const given = stage.groups[key.group];
  const stored = given && (await runs.group(key));
  if (!stored) return [];
  return pendingOf({ stage: stage.name, group: given.name }, given, stored.group.value.gates, attempt);
}

function pendingOf(
  place: GatePlace,
  given: GatesGiven,
  rows: readonly GateRow[] = [],
  attempt: number,
): PendingGate[] {
  return rows
    .filter((row) => row.attempt === attempt && row.state === 'Pending')
    .flatMap((row) => {
      const gate = gatesOf(given, row.timing).find(({ name }) => name === row.name);
      return gate ? [{ place, gate, row }] : [];
    });
}

/** When somebody decides on it, so long after it came to them; undefined where nobody does. */
export function decidedAt({ gate, row }: PendingGate, afterSeconds: number): string | undefined {
  const asked = gate.type === 'Approval' ? row.startTime : row.heldAt;
  return asked === undefined ? undefined : secondsAfter(new Date(asked), afterSeconds).toISOString();
}

/** When something of it next happens; undefined where nothing does. */
export function changesAt(
  pending: PendingGate,
  approveAfterSeconds: number,
  now: string,
): string | undefined {
  const { gate, row } = pending;
  const { startTime = now, heldAt, health = NO_EVALUATIONS } = row;
  const decided = decidedAt(pending, approveAfterSeconds);
  switch (gate.type) {
    case 'ScheduledStart':
      return row.until;
    case 'Approval':
      return [decided, expiryOf(gate.expiresInSeconds, startTime)].filter(isKnown).toSorted()[0];
    case 'Health':
      if (heldAt !== undefined) return decided;
      return secondsAfter(new Date(now), secondsToEvaluation(gate, startTime, health, now)).toISOString();
  }
}

const isKnown = (time: string | undefined) => time !== undefined;

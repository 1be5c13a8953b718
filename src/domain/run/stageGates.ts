import { ourError } from '../errors.ts';
import { decideGates, type GatesStep } from '../gate/gates.ts';
import { wordsOfGate, type GateRow, type Timing } from '../gate/gateRow.ts';
import type { StagePatch, StageObservation, StageStep } from './stageSteps.ts';
import { end } from './stageSteps.ts';

/** How far the gates of the stage are; undefined where it has none. */
export function stageGates(
  { now, attempt, stage, commands, gates: given, evaluations }: StageObservation,
  timing: Timing,
  { holds, updates }: { readonly holds: boolean; readonly updates: boolean },
): GatesStep | undefined {
  if (!given) return undefined;
  const rows = stage.gates ?? [];
  return decideGates(
    { now, attempt, given, rows, commands, evaluations, holds, updates, place: { stage: stage.name } },
    timing,
  );
}

/** A gate that has Failed fails stage and run, whatever failures of members are tolerated. */
export function endForGate(
  observed: StageObservation,
  failed: GateRow,
  wait?: StagePatch['wait'],
): StageStep {
  const { attempt, now, stage, commands } = observed;
  const words = wordsOfGate({ stage: stage.name }, failed);
  const message = `${words.charAt(0).toUpperCase()}${words.slice(1)} has Failed: ${failed.message ?? 'no reason given'}`;
  if (commands.stop) return end(observed, 'Failed', { message, wait });
  const error = ourError('GateFailed', message);
  const stop = { attempt, reason: 'Failure' as const, by: 'fleet-updates', at: now, message, error };
  return { stop, next: { kind: 'again' } };
}

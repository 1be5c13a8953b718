import { gatesOf, type GatesGiven } from './gates.ts';
import type { Gate } from './gate.ts';
import type { GatePlace, Timing } from './gateRow.ts';

/** A gate, and where it is asked for. */
export interface PlacedGate {
  readonly place: GatePlace;
  readonly timing: Timing;
  /** JSON pointer to it, from what has the stages. */
  readonly pointer: string;
  readonly gate: Gate;
}

/** Of stages as somebody gave them. */
export interface StageGiven extends GatesGiven {
  readonly name: string;
  readonly groups: readonly (GatesGiven & { readonly name: string })[];
}

const TIMINGS = [
  ['Before', 'beforeGates'],
  ['After', 'afterGates'],
] as const;

/** All gates of these stages and their groups: stage by stage, each followed by its groups. */
export function placedGates(stages: readonly StageGiven[]): PlacedGate[] {
  return stages.flatMap((stage, index) => [
    ...ofPlace({ stage: stage.name }, stage, `/stages/${index}`),
    ...stage.groups.flatMap((group, position) =>
      ofPlace({ stage: stage.name, group: group.name }, group, `/stages/${index}/groups/${position}`),
    ),
  ]);
}

function ofPlace(place: GatePlace, given: GatesGiven, at: string): PlacedGate[] {
  return TIMINGS.flatMap(([timing, field]) =>
    gatesOf(given, timing).map((gate, index) => ({
      place,
      timing,
      pointer: `${at}/${field}/${index}`,
      gate,
    })),
  );
}

import type { Gate, GateDefinition } from '../api/types.ts';
import { gatesDraft, withGates, type Gated } from './gateDraft.ts';

interface WithGates {
  readonly beforeGates?: readonly Gate[];
  readonly afterGates?: readonly Gate[];
}

/** The gates of a stage or group of a run as they would be asked for again, without how far they are. */
export function gatesAgain({ beforeGates = [], afterGates = [] }: WithGates): Gated {
  const asked = (gates: readonly Gate[]) => gatesDraft({ beforeGates: gates.map(gateAgain) }).before;
  return withGates<Gated>({}, { before: asked(beforeGates), after: asked(afterGates) });
}

function gateAgain({ type, checks, timeoutInSeconds, notBefore, ...gate }: Gate): GateDefinition {
  const given = withoutProgress(gate);
  if (type === 'Approval') return { type, ...given };
  if (type === 'Health' && checks && timeoutInSeconds !== undefined)
    return { type, ...given, checks, timeoutInSeconds };
  if (type === 'ScheduledStart' && notBefore !== undefined) return { type, ...given, notBefore };
  // A run without one of its gates would be another run.
  throw new TypeError(`The app did not say what gate ${given.name} waits for.`);
}

/** What a gate was given, without what is only known of it in its run. */
function withoutProgress(gate: Omit<Gate, 'type' | 'checks' | 'timeoutInSeconds' | 'notBefore'>) {
  const {
    id: _id,
    timing: _timing,
    stage: _stage,
    group: _group,
    state: _state,
    until: _until,
    ...more
  } = gate;
  const { startTime: _start, completedTime: _end, expiresAt: _expiry, heldAt: _held, ...rest } = more;
  const { message: _message, health: _health, decisions: _decisions, ...given } = rest;
  return given;
}

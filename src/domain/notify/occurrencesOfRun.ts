import type { Run, StoredRunEvent } from '../run/run.ts';
import { saysExpired } from '../gate/gates.ts';
import { endedStateSchema } from '../run/states.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { idOf, type Occurrence, type OccurrenceType } from './occurrence.ts';

/** What is told of a run: each time of the events of its trail, so that what nobody wrote down nobody is told. */
export function occurrencesOf(run: Run, events: readonly StoredRunEvent[]): Occurrence[] {
  return events.flatMap((event) => {
    const type = typeOf(event);
    return type === undefined ? [] : [occurrenceOf(run, event, type)];
  });
}

/** Whether somebody may want to hear of it. */
export const mayBeTold = (event: StoredRunEvent) => typeOf(event) !== undefined;

function typeOf(event: StoredRunEvent): OccurrenceType | undefined {
  const { type, to = '' } = event;
  const hasEnded = endedStateSchema.options.some((state) => state === to);
  switch (type) {
    case 'AttemptStarted':
      return 'run.started';
    case 'AttemptEnded':
      return 'run.ended';
    case 'StageStateChanged':
      return hasEnded ? 'stage.ended' : undefined;
    case 'MemberStateChanged':
      return to === 'Failed' ? 'member.failed' : undefined;
    case 'GateStateChanged':
      if (to === 'Pending') return 'gate.pending';
      if (!hasEnded) return undefined;
      return saysExpired(event) ? 'gate.expired' : 'gate.decided';
    default:
      return undefined;
  }
}

function occurrenceOf(
  { runId, name, strategy, fleets }: Run,
  event: StoredRunEvent,
  type: OccurrenceType,
): Occurrence {
  const { time, attempt, stage, group, gate, fleet, member, to, message } = event;
  return withoutUndefined({
    id: idOf(runId, time, event.type, attempt, stage, group, gate, fleet, member, to),
    type,
    time: new Date(time).toISOString(),
    message,
    run: name,
    runId,
    attempt,
    strategy,
    fleets,
    stage,
    group,
    gate,
    fleet,
    member,
    state: to,
  });
}

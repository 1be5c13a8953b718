import type { GateDecision } from '../gate/gateDecision.ts';
import { wordsOfGate } from '../gate/gateRow.ts';
import type { SkipCommand, StopCommand } from './commands.ts';
import type { RunEvent, StoredRunEvent } from './run.ts';

/** What the audit trail tells of a stop. The command's own row is the event: neither is ever without the other. */
export function eventOfStop({ reason, by, at, attempt, message }: StopCommand): RunEvent {
  if (reason === 'User') return { time: at, type: 'StopRequested', actor: by, attempt, message };
  return { time: at, type: `StopFor${reason}`, attempt, message };
}

export function eventOfSkip({ target, by, at }: SkipCommand): RunEvent {
  const about = { time: at, type: 'SkipRequested' as const, actor: by };
  const asked = (what: string) => `Skip of ${what} was asked for.`;
  if (target.type !== 'Gate') return { ...about, message: asked(`${target.type} ${target.name}`) };
  const gate = target.words ?? `gate ${target.name}`;
  return { ...about, gate: target.name, message: `${asked(gate)} ${target.reason}` };
}

export function eventOfDecision(given: GateDecision): RunEvent {
  const { by, at, attempt, decision, comment, gate, stage, group } = given;
  const place = group === undefined ? { stage } : { stage, group };
  const said = comment === undefined ? '' : `: ${comment}`;
  const message = `${by} has ${decision.toLowerCase()} ${wordsOfGate(place, given)}${said}`;
  return { time: at, type: `Gate${decision}`, actor: by, attempt, gate, ...place, message };
}

/** The trail of a run, by time. Earlier releases wrote the events of commands besides: those are the same again. */
export function withCommandEvents(
  events: readonly StoredRunEvent[],
  ofCommands: readonly RunEvent[],
): StoredRunEvent[] {
  const keyOf = ({ time, type, actor = '', message }: StoredRunEvent) =>
    [time, type, actor, message].join('|');
  const known = new Set(events.map(keyOf));
  const added = ofCommands.filter((event) => !known.has(keyOf(event)));
  return [...events, ...added].toSorted((one, other) =>
    one.time < other.time ? -1 : Number(one.time > other.time),
  );
}

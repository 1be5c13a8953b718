import { FleetUpdatesError } from '../../domain/errors.ts';
import { countsBefore, judge, type GateDecision } from '../../domain/gate/gateDecision.ts';
import type { GateView } from '../../domain/gate/gateView.ts';
import { refusalToDecide, wordsOf, type Decider, type GateRefusal } from '../../domain/gate/mayDecide.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { App } from '../../ports/app.ts';
import { findGate } from './readGate.ts';

interface AskedDecision {
  /** Of the run. */
  readonly name: string;
  readonly id: string;
  readonly decision: GateDecision['decision'];
  readonly comment?: string | undefined;
}

/**
 * Writes down what a person decides on a gate. It is a command: the gate's own stage or group counts it in its next round.
 * Refused where the gate is not Pending, and when it turns out to have been decided before this one was written.
 */
export async function decideOnGate(
  app: App,
  by: Decider,
  { name, id, decision, comment }: AskedDecision,
): Promise<void> {
  const { gate, tree, requesters } = await findGate(app, name, id);
  const now = app.now();
  refuse(gate, refusalToDecide({ gate, by, requesters, stop: tree.stop, now }));
  const { timing, stage, group, startTime = now } = gate;
  const opened = gate.heldAt ?? startTime;
  const { runId } = tree.run;
  const given: GateDecision = withoutUndefined({
    gate: id,
    timing,
    name: gate.name,
    stage,
    group,
    attempt: tree.attempts.at(-1)?.number ?? 0,
    by: by.user,
    // Clocks of two instances differ: nobody has decided before the gate was reached.
    at: now < opened ? opened : now,
    decision,
    comment,
  });
  if ((await app.commands.addDecision(runId, given)) === 'lost') {
    refuse(gate, {
      because: 'State',
      message: `You have decided on ${wordsOf(gate)} already: once per person.`,
    });
  }
  await refuseIfLate(app, name, given);
}

/** What was decided before this is told, and this is an event only. */
async function refuseIfLate(app: App, name: string, given: GateDecision): Promise<void> {
  const { gate, tree } = await findGate(app, name, given.gate);
  if (tree.attempts.at(-1)?.number === given.attempt && !cameTooLate(gate, given, tree.stop)) return;
  const message = `What ${given.by} decided (${given.decision}) came too late: ${wordsOf(gate)} is ${gate.state}. ${gate.message ?? ''}`;
  const { at: time, by: actor, attempt, stage, gate: id } = given;
  await app.runs.addEvents(tree.run.runId, [
    { time, type: 'GateDecisionCameTooLate', actor, attempt, stage, gate: id, message: message.trim() },
  ]);
  refuse(gate, { because: 'State', message: message.trim() });
}

function cameTooLate(
  gate: GateView,
  given: GateDecision,
  stop: { readonly at: string } | undefined,
): boolean {
  const { at } = given;
  if (stop && stop.at < at) return true;
  if (gate.state !== 'Pending') return (gate.completedTime ?? '') < at;
  const others = gate.decisions.filter((each) => countsBefore(each, given));
  return judge(gate, gate.heldAt ?? gate.startTime ?? at, others, at).state !== 'Pending';
}

function refuse(gate: GateView, refusal: GateRefusal | undefined): void {
  if (!refusal) return;
  if (refusal.because === 'Role') throw new FleetUpdatesError('NotAllowed', refusal.message);
  throw new FleetUpdatesError('InvalidState', refusal.message, { extensions: { state: gate.state } });
}

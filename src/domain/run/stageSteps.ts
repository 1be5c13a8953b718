import type { FreshEvaluation } from '../gate/decideHealthGate.ts';
import type { GatesGiven } from '../gate/gates.ts';
import type { GateRow } from '../gate/gateRow.ts';
import { withoutPending } from '../gate/gates.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import type { Commands, StopCommand } from './commands.ts';
import type { FailureBudget } from './failureBudget.ts';
import type { GroupRow, RunEvent, StageRow } from './run.ts';
import { isDone, type State } from './states.ts';

export interface StageObservation {
  readonly now: string;
  readonly attempt: number;
  readonly stage: StageRow;
  readonly groups: readonly GroupRow[];
  readonly commands: Commands;
  /** Limits of failures that are set for the stage and its run. */
  readonly budgets: readonly FailureBudget[];
  /** The gates that the stage was given, where it has any. */
  readonly gates?: GatesGiven;
  /** Of its Health gates, made in this round. */
  readonly evaluations?: readonly FreshEvaluation[];
  /** Whether a member is left to update; looked at only for the gates before it. */
  readonly hasWork?: boolean;
  /** The groups were driven already since the stage's orchestration last asked. */
  readonly fannedOut: boolean;
}

export interface StageStep {
  /** Row to write first; who loses that race asks again. */
  readonly change?: { readonly stage: StageRow; readonly events: readonly RunEvent[] };
  /** The attempt is to be stopped before anything else. */
  readonly stop?: StopCommand;
  readonly next:
    | { readonly kind: 'again' }
    | { readonly kind: 'fanOut'; readonly groups: readonly number[]; readonly afterSeconds: number }
    | { readonly kind: 'wait'; readonly seconds: number }
    | { readonly kind: 'ended'; readonly goesOn: boolean };
}

/** What is to be different in the row; a key set to undefined is removed. */
export type StagePatch = Partial<{ [K in keyof StageRow]: StageRow[K] | undefined }>;

/** Writes the row, with what happens to its gates, and asks again. */
export function write(
  observed: StageObservation,
  patch: StagePatch,
  gateEvents: readonly RunEvent[] = [],
): StageStep {
  const { name, stage: index, attempt, state } = observed.stage;
  const wait = patch.wait && { ...patch.wait, attempt: observed.attempt };
  const stage: StageRow = {
    ...withoutUndefined({ ...observed.stage, ...patch, ...(wait && { wait }) }),
    name,
    stage: index,
    attempt: patch.attempt ?? attempt,
    state: patch.state ?? state,
  };
  const about = { time: observed.now, attempt: observed.attempt, stage: name };
  const events: RunEvent[] = [...gateEvents];
  if (stage.state !== state) {
    const message = `Stage ${name} is ${stage.state}.${stage.message ? ` ${stage.message}` : ''}`;
    events.push({ ...about, type: 'StageStateChanged', from: state, to: stage.state, message });
  }
  if (stage.wait && stage.wait.state !== observed.stage.wait?.state) {
    const message = `The wait after stage ${name} (${stage.wait.durationInSeconds} s) is ${stage.wait.state}.`;
    events.push({ ...about, type: 'WaitStateChanged', to: stage.wait.state, message });
  }
  return { change: { stage, events }, next: { kind: 'again' } };
}

/** Writes the row as it ends. A gate that is Pending then is decided on by nobody any more. */
export function end(
  observed: StageObservation,
  state: State,
  more: Pick<StagePatch, 'message' | 'wait'> & { readonly gates?: readonly GateRow[] } = {},
  gateEvents: readonly RunEvent[] = [],
): StageStep {
  const { message, wait } = more;
  const gates = withoutPending(more.gates ?? observed.stage.gates);
  const completedTime = state === 'NotStarted' ? undefined : observed.now;
  const patch = { state, message, completedTime, ...(wait && { wait }), ...(gates && { gates }) };
  return { ...write(observed, patch, gateEvents), next: { kind: 'ended', goesOn: isDone(state) } };
}

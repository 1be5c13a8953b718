import { z } from 'zod';
import type { Immutable } from '../immutable.ts';
import { withoutUndefined } from '../withoutUndefined.ts';
import { wordsOfSkip } from './decideGate.ts';
import { approvalSchema, type Gate } from './gate.ts';
import type { SkipCommand } from '../run/commands.ts';
import { expiryOf, gateDecisionSchema, type GateDecision } from './gateDecision.ts';
import { gateId, gateRowSchema, timingSchema, type GatePlace, type GateRow, type Timing } from './gateRow.ts';
import { healthGateSchema } from './healthGate.ts';
import { gatesOf, type GatesGiven } from './gates.ts';
import { scheduledStartSchema } from './scheduledStart.ts';

/** A gate as the API shows it: what it was given as, and how far it is. */
export const gateViewSchema = gateRowSchema
  .omit({ attempt: true })
  .extend({
    /** Within its run. */
    id: z.string(),
    type: z.enum(['Approval', 'Health', 'ScheduledStart']),
    timing: timingSchema,
    stage: z.string(),
    group: z.string().exactOptional(),
    /** When it is Failed unless it was decided. */
    expiresAt: z.string().exactOptional(),
    /** Of this attempt, in their order. */
    decisions: z.array(gateDecisionSchema.pick({ by: true, at: true, decision: true, comment: true })),
  })
  .extend(approvalSchema.omit({ type: true, name: true }).shape)
  .extend(scheduledStartSchema.pick({ notBefore: true }).partial().shape)
  .extend(healthGateSchema.omit({ type: true, name: true }).partial().shape);
export type GateView = Immutable<z.infer<typeof gateViewSchema>>;

export interface GatesShown {
  readonly place: GatePlace;
  readonly given: GatesGiven;
  readonly rows: readonly GateRow[] | undefined;
  /** The newest, that is shown. */
  readonly attempt: number;
  readonly decisions: readonly GateDecision[];
  /** What is to be skipped when it is reached is shown so at once, as members are. */
  readonly skips?: readonly SkipCommand[] | undefined;
}

/** The gates of a stage or group, absent where it has none. */
export function gateViews(shown: GatesShown): {
  readonly beforeGates?: readonly GateView[];
  readonly afterGates?: readonly GateView[];
} {
  const views = (timing: Timing) => {
    const gates = gatesOf(shown.given, timing);
    return gates.length === 0 ? undefined : gates.map((gate) => viewOf(shown, timing, gate));
  };
  return withoutUndefined({ beforeGates: views('Before'), afterGates: views('After') });
}

function viewOf(shown: GatesShown, timing: Timing, gate: Gate): GateView {
  const { place, rows, attempt, decisions, skips = [] } = shown;
  const id = gateId(place, timing, gate.name);
  const row = rows?.find((each) => each.timing === timing && each.name === gate.name);
  // What an earlier attempt left is decided afresh, but for what it let through.
  const isNow = row !== undefined && (row.attempt === attempt || row.state === 'Completed');
  const skip = skips.find(({ target }) => target.type === 'Gate' && target.name === id);
  const { state, startTime, completedTime, message, until, health, heldAt } = withSkip(
    isNow ? row : NOT_STARTED,
    skip,
  );
  const expiry = gate.type === 'Approval' ? gate.expiresInSeconds : undefined;
  return withoutUndefined({
    ...gate,
    id,
    timing,
    ...place,
    state,
    startTime,
    completedTime,
    message,
    until,
    health,
    heldAt,
    expiresAt: startTime === undefined ? undefined : expiryOf(expiry, startTime),
    decisions: decisions
      .filter((each) => each.gate === id && each.attempt === (isNow ? row.attempt : attempt))
      .map(({ by, at, decision, comment }) => withoutUndefined({ by, at, decision, comment }))
      .toSorted((one, other) => (one.at < other.at ? -1 : 1)),
  });
}

type Progress = Omit<GateRow, 'timing' | 'name' | 'attempt'>;

const NOT_STARTED: Progress = { state: 'NotStarted' };

function withSkip(progress: Progress, skip: SkipCommand | undefined): Progress {
  if (!skip || progress.state !== 'NotStarted') return progress;
  return { state: 'Skipped', completedTime: skip.at, message: wordsOfSkip(skip) };
}

interface WithGates {
  readonly beforeGates?: readonly GateView[];
  readonly afterGates?: readonly GateView[];
}

/** All gates of a run, in the order in which they are reached. */
export function gatesOfRun(view: {
  readonly stages: readonly (WithGates & { readonly groups: readonly WithGates[] })[];
}): GateView[] {
  const around = ({ beforeGates = [], afterGates = [] }: WithGates, within: readonly GateView[]) => [
    ...beforeGates,
    ...within,
    ...afterGates,
  ];
  return view.stages.flatMap((stage) =>
    around(
      stage,
      stage.groups.flatMap((group) => around(group, [])),
    ),
  );
}

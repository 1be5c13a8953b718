import { z } from 'zod';

/** An action of an orchestrator, as far as it must not change under a running instance. */
interface Step {
  readonly kind: string;
  readonly name?: string;
  /** Of a child: who looks for it by its id must find it. */
  readonly instanceId?: string;
  readonly members?: readonly Step[];
}

/** What an orchestrator did in a history: its steps in their order, and how it ended, if it did. */
export interface Course {
  readonly steps: readonly Step[];
  readonly isDone: boolean;
  readonly output: unknown;
  readonly error: string | undefined;
}

/** One execution as it was recorded. */
const recordedHistory = z.object({
  orchestrator: z.string(),
  instanceId: z.string(),
  /** The trigger of its last turn: the whole history. */
  trigger: z.looseObject({ history: z.array(z.looseObject({ EventType: z.number() })) }),
  /** What the orchestrator answered. */
  answer: z.unknown(),
});
export type RecordedHistory = z.infer<typeof recordedHistory>;
export const goldenFile = z.array(recordedHistory);

const KINDS: Readonly<Record<number, string>> = {
  0: 'activity',
  2: 'sub-orchestration',
  4: 'continue-as-new',
  5: 'timer',
  12: 'Task.all',
};
interface RawAction {
  readonly actionType: number;
  readonly functionName?: string | undefined;
  readonly instanceId?: string | null | undefined;
  readonly compoundActions?: readonly RawAction[] | undefined;
}
const action: z.ZodType<RawAction> = z.object({
  actionType: z.number(),
  functionName: z.string().optional(),
  instanceId: z.string().nullish(),
  compoundActions: z.array(z.lazy(() => action)).optional(),
});
const state = z.object({
  actions: z.array(z.array(action)),
  isDone: z.boolean(),
  output: z.unknown().optional(),
  error: z.string().optional(),
});

/** Inputs and times may change: Durable does not compare them, and what has been called is not called again. */
export function courseOf(answer: unknown): Course {
  const { actions, isDone, output, error } = state.parse(answer);
  return { steps: actions.flat().map(stepOf), isDone, output, error };
}

function stepOf({ actionType, functionName, instanceId, compoundActions }: RawAction): Step {
  return {
    kind: KINDS[actionType] ?? `action ${actionType}`,
    ...(functionName !== undefined && { name: functionName }),
    ...(instanceId && { instanceId }),
    ...(compoundActions && { members: compoundActions.map(stepOf) }),
  };
}

const OUT_OF_PROC_DATA = '$OutOfProcData$:';

/** What went to the host: the state, also when the orchestrator threw. */
export function wireAnswer(answer: { readonly returned: unknown } | { readonly thrown: unknown }): unknown {
  if ('returned' in answer) return JSON.parse(JSON.stringify(answer.returned));
  const message = answer.thrown instanceof Error ? answer.thrown.message : String(answer.thrown);
  const at = message.indexOf(OUT_OF_PROC_DATA);
  return at < 0 ? { message } : JSON.parse(message.slice(at + OUT_OF_PROC_DATA.length));
}

import { z } from 'zod';
import { errorParts } from './failureTexts.ts';
import type { OtherConstruct } from './refusals.ts';

/** What an orchestrator asks for. Numbers and fields are the SDK's (durable-functions 3.5.0, lib/src/actions). */
export type Action =
  | { readonly actionType: 0; readonly functionName: string; readonly input?: unknown }
  | {
      readonly actionType: 2;
      readonly functionName: string;
      readonly instanceId?: string | null | undefined;
      readonly version?: string | null | undefined;
      readonly input?: unknown;
    }
  | { readonly actionType: 4; readonly input?: unknown }
  | { readonly actionType: 5; readonly fireAt: string; readonly isCanceled: boolean }
  | { readonly actionType: 12; readonly compoundActions: readonly Action[] }
  | { readonly actionType: OtherConstruct };

const action: z.ZodType<Action> = z.discriminatedUnion('actionType', [
  z.object({ actionType: z.literal(0), functionName: z.string(), input: z.unknown().optional() }),
  z.object({
    actionType: z.literal(2),
    functionName: z.string(),
    instanceId: z.string().nullish(),
    version: z.string().nullish(),
    input: z.unknown().optional(),
  }),
  z.object({ actionType: z.literal(4), input: z.unknown().optional() }),
  z.object({ actionType: z.literal(5), fireAt: z.string(), isCanceled: z.boolean() }),
  z.object({ actionType: z.literal(12), compoundActions: z.array(z.lazy(() => action)) }),
  z.object({ actionType: z.literal([1, 3, 6, 7, 8, 9, 11, 13, 14]) }),
]);

const state = z.object({
  isDone: z.boolean(),
  actions: z.array(z.array(action)).transform((lists) => lists.flat()),
  output: z.unknown().optional(),
  customStatus: z.unknown().optional(),
  error: z.string().optional(),
});

/** What an orchestrator function gave back in one turn. */
export type OrchestratorResult =
  | {
      readonly kind: 'state';
      readonly isDone: boolean;
      /** All actions of this execution so far, from its first turn on. */
      readonly actions: readonly Action[];
      readonly output?: unknown;
      readonly customStatus?: unknown;
      /** Set when the orchestrator threw. */
      readonly error: string | undefined;
      /** The same action object stands in the list more than once. */
      readonly reusesTask: boolean;
    }
  /** Nothing that the host could make sense of; Azure then goes on as if there were no actions. */
  | { readonly kind: 'unreadable'; readonly message: string; readonly stack: string };

const OUT_OF_PROC_DATA = '\n\n$OutOfProcData$:';

/** Reads the raw value that an orchestrator function returned. */
export function readReturned(raw: unknown): OrchestratorResult {
  try {
    // What counts is what Azure would get over the wire: a Date has become text, undefined is gone.
    const wire: unknown = JSON.parse(JSON.stringify(raw));
    return { kind: 'state', ...state.parse(wire), error: undefined, reusesTask: hasRepeatedAction(raw) };
  } catch (error) {
    return { kind: 'unreadable', ...errorParts(error) };
  }
}

/**
 * Reads what an orchestrator function threw. An error without text, or after continue-as-new (isDone is true
 * then), is one that Azure cannot read either.
 */
export function readThrown(thrown: unknown): OrchestratorResult {
  const unreadable: OrchestratorResult = { kind: 'unreadable', ...errorParts(thrown) };
  const at = unreadable.message.indexOf(OUT_OF_PROC_DATA);
  if (at < 0) return unreadable;
  try {
    const wire: unknown = JSON.parse(unreadable.message.slice(at + OUT_OF_PROC_DATA.length));
    const read = state.parse(wire);
    if (read.isDone || !read.error) return unreadable;
    return { kind: 'state', ...read, error: read.error, reusesTask: false };
  } catch {
    return unreadable;
  }
}

/** A reused task can only be seen by the identity of its action object, so on the raw value. */
function hasRepeatedAction(raw: unknown): boolean {
  const seen = new Set<object>();
  const repeated = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(repeated);
    if (typeof value !== 'object' || value === null) return false;
    if (seen.has(value)) return true;
    seen.add(value);
    return 'compoundActions' in value && repeated(value.compoundActions);
  };
  return typeof raw === 'object' && raw !== null && 'actions' in raw && repeated(raw.actions);
}

import type { Task } from 'durable-functions';
import { z } from 'zod';
import type { OrchestratorContext } from '../contracts/orchestration.ts';
import { LONGEST_SECONDS } from '../domain/pace.ts';
import { secondsAfter } from '../domain/seconds.ts';

/**
 * The building blocks of all three orchestrators. They use an activity, a timer and a sub-orchestration one
 * after another, never more than one task open but in one `Task.all`, so that Durable's numbering of tasks
 * cannot drift from ours (docs/adr/0002).
 */
export type Steps<Result> = Generator<Task, Result>;

/** Rounds in one history: about 200 rows. */
const ROUNDS_PER_HISTORY = 25;

const round = z.looseObject({ next: z.string(), seconds: z.number().optional() });

/**
 * Calls an activity until its round says something else than `again` or `wait`, waiting in between. Undefined
 * when the history has grown long enough: the caller then continues as new, with no task open.
 */
export function* rounds<Schema extends z.ZodType>(
  context: OrchestratorContext,
  activity: string,
  input: object,
  outcome: Schema,
): Steps<z.output<Schema> | undefined> {
  for (let count = 0; count < ROUNDS_PER_HISTORY; count += 1) {
    const answer = yield* callActivity(context, activity, input);
    const { next, seconds } = round.parse(answer);
    if (next !== 'again' && next !== 'wait') return outcome.parse(answer);
    const isLast = count === ROUNDS_PER_HISTORY - 1;
    if (next === 'wait' && !isLast) yield context.df.createTimer(after(context, seconds ?? LONGEST_SECONDS));
  }
  return undefined;
}

function* callActivity(context: OrchestratorContext, activity: string, input: object): Steps<unknown> {
  try {
    const answer: unknown = yield context.df.callActivity(activity, input);
    return answer;
  } catch {
    // The activity has logged it, and keeps what it can on the row; here it is a round without news,
    // and the same again without end.
    return { next: 'wait', seconds: LONGEST_SECONDS };
  }
}

/** For a timer: so many seconds from the time of this turn. */
export function after(context: OrchestratorContext, seconds: number): Date {
  return secondsAfter(context.df.currentUtcDateTime, seconds);
}

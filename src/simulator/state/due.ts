import { z } from 'zod';
import { worldChangeSchema } from './worldChange.ts';

const run = { run: z.string(), execution: z.string() };

/** What may happen: names only, as what it is about may be gone or changed when its time comes. */
const happeningSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('runBegins'), ...run }),
  z.object({ kind: z.literal('runSteps'), ...run }),
  z.object({ kind: z.literal('memberChecked'), ...run, member: z.string() }),
  z.object({ kind: z.literal('waitEnds'), ...run, stage: z.string() }),
  z.object({ kind: z.literal('upgradeEnds'), cluster: z.string(), operation: z.string() }),
  z.object({ kind: z.literal('busyEnds'), cluster: z.string(), operation: z.string() }),
  /** Others do something, and again after so long where they do it by the clock. */
  z.object({
    kind: z.literal('worldChanges'),
    change: worldChangeSchema,
    everySeconds: z.number().positive().optional(),
  }),
  z.object({
    kind: z.literal('operationEnds'),
    resource: z.string(),
    operation: z.string(),
    outcome: z.enum(['Succeeded', 'Gone', 'PoweredOn', 'PoweredOff']),
  }),
]);

export const dueSchema = z.object({
  /** Milliseconds since the epoch. */
  time: z.number(),
  happening: happeningSchema,
});

export type Happening = z.infer<typeof happeningSchema>;
export type Due = z.infer<typeof dueSchema>;

/** What is to happen, in the order of its times; what is due at the same time happens in the order it was added. */
export class Agenda {
  #due: Due[] = [];

  constructor(due: readonly Due[] = []) {
    for (const { time, happening } of due) this.add(time, happening);
  }

  add(time: number, happening: Happening): void {
    let low = 0;
    let high = this.#due.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#due[middle]?.time ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    this.#due.splice(low, 0, { time, happening });
  }

  nextTime(): number | undefined {
    return this.#due[0]?.time;
  }

  /** When the first happens that concerns whoever asks. */
  nextOf(concerns: (happening: Happening) => boolean): number | undefined {
    return this.#due.find(({ happening }) => concerns(happening))?.time;
  }

  /** Takes out the first that is due by `time`. */
  take(time: number): Due | undefined {
    const [first] = this.#due;
    return first && first.time <= time ? this.#due.shift() : undefined;
  }

  toJSON(): readonly Due[] {
    return this.#due;
  }
}

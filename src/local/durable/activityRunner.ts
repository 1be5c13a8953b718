import type { ActivityCall } from './messages.ts';

/** How an activity ended: with the JSON of its result, null for none, or with whatever it threw. */
export type ActivityEnd = { readonly value: string | null } | { readonly error: unknown };

/** Runs activities in the order in which they were asked for, up to `limit` at once. */
export class ActivityRunner {
  readonly #limit: number;
  readonly #call: (call: ActivityCall) => Promise<string | null>;
  readonly #ended: (call: ActivityCall, end: ActivityEnd) => void;
  readonly #queue: ActivityCall[] = [];
  readonly #running = new Set<Promise<void>>();
  #isOpen = false;

  constructor(
    limit: number,
    call: (call: ActivityCall) => Promise<string | null>,
    ended: (call: ActivityCall, end: ActivityEnd) => void,
  ) {
    this.#limit = limit;
    this.#call = call;
    this.#ended = ended;
  }

  add(call: ActivityCall): void {
    this.#queue.push(call);
    this.#startNext();
  }

  open(): void {
    this.#isOpen = true;
    this.#startNext();
  }

  /** Starts no more. Resolves when those that run have ended. */
  async drain(): Promise<void> {
    this.#isOpen = false;
    await Promise.all(this.#running);
  }

  #startNext(): void {
    while (this.#isOpen && this.#running.size < this.#limit) {
      const call = this.#queue.shift();
      if (!call) return;
      const run: Promise<void> = this.#run(call).finally(() => {
        this.#running.delete(run);
        this.#startNext();
      });
      this.#running.add(run);
    }
  }

  async #run(call: ActivityCall): Promise<void> {
    let end: ActivityEnd;
    try {
      end = { value: await this.#call(call) };
    } catch (error) {
      end = { error };
    }
    this.#ended(call, end);
  }
}

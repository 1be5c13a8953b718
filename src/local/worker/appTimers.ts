import { AsyncLocalStorage } from 'node:async_hooks';
import { promisify } from 'node:util';
import type { Clock } from '../../clock/clock.ts';
import type { AppProgress } from './appProgress.ts';

/** Node's own limit; a longer delay becomes 1 ms there. */
const LONGEST_DELAY = 2 ** 31 - 1;

type Callback = (...args: unknown[]) => unknown;

/** The app's setTimeout and setInterval on the host's clock. */
export class AppTimers {
  readonly #clock: Clock;
  readonly #progress: AppProgress;
  readonly #pending = new Map<number, AppTimer>();
  #last = 0;
  #isStopped = false;

  constructor(clock: Clock, progress: AppProgress) {
    this.#clock = clock;
    this.#progress = progress;
  }

  /** What the app gets in place of the globals of these names. */
  readonly setTimeout = Object.assign(
    (callback: Callback, delay?: unknown, ...args: unknown[]) => this.#start(callback, delay, false, args),
    {
      [promisify.custom]: (delay?: unknown, value?: unknown) =>
        new Promise((resolve) => this.#start(() => resolve(value), delay, false, [])),
    },
  );

  readonly setInterval = (callback: Callback, delay?: unknown, ...args: unknown[]) =>
    this.#start(callback, delay, true, args);

  readonly clear = (timer: unknown) => {
    if (timer instanceof AppTimer) timer.close();
    else this.#pending.get(Number(timer))?.close();
  };

  /** None of them will fire any more, nor any that is set from now on. */
  stop(): void {
    this.#isStopped = true;
    for (const timer of this.#pending.values()) timer.close();
  }

  #start(callback: Callback, delay: unknown, repeats: boolean, args: readonly unknown[]): AppTimer {
    if (typeof callback !== 'function')
      throw new TypeError('The "callback" argument must be of type function.');
    const inContext = AsyncLocalStorage.snapshot();
    const { current } = this.#progress;
    this.#last += 1;
    const timer = new AppTimer(this.#last, {
      pending: this.#pending,
      repeats,
      arm: (fire) => (this.#isStopped ? () => undefined : this.#arm(delayOf(delay, repeats), fire)),
      // Nobody waits for the end of an interval, nor for what is due at once.
      sleep: () =>
        repeats || delayOf(delay, repeats) === 0 ? () => undefined : this.#progress.sleep(current),
      fire: () => inContext(() => callback(...args)),
    });
    timer.refresh();
    return timer;
  }

  /** What is due at once must not wait for somebody to move virtual time. */
  #arm(delay: number, fire: () => void): () => void {
    if (delay > 0) return this.#clock.at(this.#clock.now() + delay, fire);
    const timeout = setTimeout(fire);
    return () => clearTimeout(timeout);
  }
}

function delayOf(delay: unknown, repeats: boolean): number {
  const ms = Number(delay ?? 0);
  if (ms > LONGEST_DELAY) return 1;
  const shortest = repeats ? 1 : 0;
  return ms >= 1 ? Math.trunc(ms) : shortest;
}

interface TimerParts {
  readonly pending: Map<number, AppTimer>;
  readonly repeats: boolean;
  readonly arm: (fire: () => void) => () => void;
  readonly sleep: () => () => void;
  readonly fire: () => void;
}

/** Stands in for Node's Timeout. One that was unref'd is one that nobody waits for. */
class AppTimer {
  readonly #id: number;
  readonly #parts: TimerParts;
  #hasRef = true;
  #cancel: () => void = () => undefined;
  #wake: () => void = () => undefined;

  constructor(id: number, parts: TimerParts) {
    this.#id = id;
    this.#parts = parts;
  }

  ref(): this {
    if (!this.#hasRef && this.#parts.pending.has(this.#id)) this.#wake = this.#parts.sleep();
    this.#hasRef = true;
    return this;
  }

  unref(): this {
    this.#hasRef = false;
    this.#wake();
    return this;
  }

  hasRef(): boolean {
    return this.#hasRef;
  }

  /** Begins its delay anew. */
  refresh(): this {
    this.close();
    this.#parts.pending.set(this.#id, this);
    if (this.#hasRef) this.#wake = this.#parts.sleep();
    this.#cancel = this.#parts.arm(() => {
      if (this.#parts.repeats) this.refresh();
      else this.close();
      this.#parts.fire();
    });
    return this;
  }

  close(): this {
    this.#parts.pending.delete(this.#id);
    this.#cancel();
    this.#wake();
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../../clock/clock.ts';

/** An invocation that holds the clock while it works, and lets it go while it sleeps in a setTimeout of its own. */
interface Holding {
  sleeps: number;
  release: (() => void) | undefined;
}

/**
 * Time as the app sees it: `Date` and timers on the host's clock. Virtual time moves only when nothing is in
 * progress, so an invocation that waits for time to pass (an SDK that backs off) must not count as progress,
 * or it would wait for ever.
 */
export class AppTime {
  readonly #clock: Clock;
  readonly #current = new AsyncLocalStorage<Holding>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Runs an invocation, holding the clock while it works. */
  async invoke<T>(work: () => Promise<T>): Promise<T> {
    const holding: Holding = { sleeps: 0, release: this.#clock.hold() };
    try {
      return await this.#current.run(holding, work);
    } finally {
      holding.release?.();
    }
  }

  /** What the app gets instead of the globals of these names. */
  globals(): Record<'Date' | 'setTimeout' | 'clearTimeout' | 'setInterval' | 'clearInterval', unknown> {
    const setTimer =
      (repeat: boolean) =>
      (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) =>
        this.#timer(() => callback(...args), ms ?? 0, repeat);
    const clear = (timer: unknown) => {
      if (timer instanceof AppTimer) timer.cancel();
    };
    return {
      Date: this.#date(),
      setTimeout: setTimer(false),
      clearTimeout: clear,
      setInterval: setTimer(true),
      clearInterval: clear,
    };
  }

  /** The realm's own Date but for "now", so that `instanceof` holds for every date there is. */
  #date(): DateConstructor {
    const now = () => this.#clock.now();
    return new Proxy(Date, {
      construct: (target, args, newTarget) => {
        const made: unknown = Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget);
        if (made instanceof Date) return made;
        throw new TypeError('No date was made.');
      },
      apply: () => new Date(now()).toString(),
      get: (target, key): unknown => {
        const value: unknown = key === 'now' ? now : Reflect.get(target, key);
        return value;
      },
    });
  }

  #timer(callback: () => void, ms: number, repeat: boolean): AppTimer {
    const timer = new AppTimer();
    // What is due at once must not wait for somebody to move virtual time.
    const due = ms > 0 ? (fire: () => void) => this.#clock.at(this.#clock.now() + ms, fire) : atOnce;
    const holding = this.#current.getStore();
    const wake = repeat ? () => undefined : this.#sleep(holding);
    const fire = () => {
      wake();
      if (repeat) timer.cancel = due(fire);
      callback();
    };
    const cancelAlarm = due(fire);
    timer.cancel = () => {
      cancelAlarm();
      wake();
    };
    return timer;
  }

  /** Lets the clock go until the result is called. */
  #sleep(holding: Holding | undefined): () => void {
    if (!holding) return () => undefined;
    holding.sleeps += 1;
    if (holding.sleeps === 1) {
      holding.release?.();
      holding.release = undefined;
    }
    let asleep = true;
    return () => {
      if (!asleep) return;
      asleep = false;
      holding.sleeps -= 1;
      if (holding.sleeps === 0) holding.release = this.#clock.hold();
    };
  }
}

function atOnce(fire: () => void): () => void {
  const timeout = setTimeout(fire);
  return () => clearTimeout(timeout);
}

/** Enough of Node's Timeout for SDKs. */
class AppTimer {
  cancel: () => void = () => undefined;
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  hasRef(): boolean {
    return true;
  }
}

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../../clock/clock.ts';

/** What an invocation waits for. Code of the app outside of any invocation is one that has ended. */
export interface Doing {
  timers: number;
  requests: number;
  hasEnded: boolean;
}

interface Request {
  readonly doing: Doing;
  readonly since: number;
}

const TICK_MS = 100;
/** A request that takes longer counts as one to a peer that hangs. Ticks, as a blocked process is no peer's fault. */
const TICKS_OF_PATIENCE = 20;
/** How long an invocation without a timer or request of its own is taken to compute, while others sleep. */
const QUIET_MS = 25;

/**
 * Holds the clock while the app makes progress. Virtual time moves only when nothing is in progress, so an
 * invocation that waits for time to pass (an SDK that backs off before it tries again) must let the clock go, or it
 * would wait for ever.
 *
 * An invocation sleeps while it has a pending timer of its own. Timers that only bound a request are such timers too,
 * so a request on its way holds the clock, whoever sleeps: the time-out would come before any answer. A request that is
 * not answered in two seconds of real time hangs, and holds nothing. An invocation with neither timer nor request
 * computes, or waits for what another one does (a shared request that is backing off): the clock is let go when it
 * has been still for a moment and another one sleeps.
 */
export class AppProgress {
  readonly #clock: Clock;
  readonly #current = new AsyncLocalStorage<Doing>();
  readonly #requests = new Set<Request>();
  readonly #idle: (() => void)[] = [];
  #running = 0;
  #sleeping = 0;
  #ticks = 0;
  #ticking: NodeJS.Timeout | undefined;
  #quiet: NodeJS.Timeout | undefined;
  #release: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What the calling code belongs to; undefined for code that is not the app's. */
  get current(): Doing | undefined {
    return this.#current.getStore();
  }

  get running(): number {
    return this.#running;
  }

  /** Runs an invocation. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const doing: Doing = { timers: 0, requests: 0, hasEnded: false };
    this.#running += 1;
    this.#weigh();
    try {
      return await this.#current.run(doing, work);
    } finally {
      doing.hasEnded = true;
      this.#running -= 1;
      if (doing.timers > 0) this.#sleeping -= 1;
      for (const request of this.#requests) if (request.doing === doing) this.#requests.delete(request);
      this.#weigh();
    }
  }

  /** Runs code of the app outside of invocations: its start, and its hooks. */
  outside<T>(work: () => T): T {
    return this.#current.run({ timers: 0, requests: 0, hasEnded: true }, work);
  }

  /** Counts a timer that somebody waits for, until the result is called. */
  sleep(doing: Doing | undefined): () => void {
    if (!doing || doing.hasEnded) return () => undefined;
    doing.timers += 1;
    if (doing.timers === 1) this.#sleeping += 1;
    this.#weigh();
    return once(() => {
      doing.timers -= 1;
      if (doing.hasEnded || doing.timers > 0) return;
      this.#sleeping -= 1;
      this.#weigh();
    });
  }

  /** Counts a request that is on its way, until the result is called. */
  request(doing: Doing | undefined): () => void {
    if (!doing || doing.hasEnded) return () => undefined;
    const request: Request = { doing, since: this.#ticks };
    this.#requests.add(request);
    this.#ticking ??= setInterval(() => this.#tick(), TICK_MS).unref();
    this.#weigh();
    return () => {
      if (this.#requests.delete(request)) this.#weigh();
    };
  }

  /** Resolves as soon as no invocation runs, or only such as sleep. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle.push(resolve);
      this.#weigh();
    });
  }

  /** Lets the clock go for good. */
  end(): void {
    clearInterval(this.#ticking);
    clearTimeout(this.#quiet);
    this.#letGo();
    this.#weigh = () => undefined;
  }

  #tick(): void {
    this.#ticks += 1;
    for (const request of this.#requests) {
      if (this.#ticks - request.since > TICKS_OF_PATIENCE) this.#requests.delete(request);
    }
    if (this.#requests.size === 0) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
    this.#weigh();
  }

  #weigh = (): void => {
    clearTimeout(this.#quiet);
    const sleeps = this.#requests.size === 0 && this.#sleeping > 0;
    if (this.#running === 0 || (sleeps && this.#sleeping === this.#running)) {
      this.#letGo();
      return;
    }
    this.#release ??= this.#clock.hold();
    if (sleeps) this.#quiet = setTimeout(() => this.#letGo(), QUIET_MS);
  };

  #letGo(): void {
    this.#release?.();
    this.#release = undefined;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}

function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    act();
  };
}

import type { Clock } from '../../clock/clock.ts';
import { AppProgress } from './appProgress.ts';
import { AppRequests } from './appRequests.ts';
import { AppTimers } from './appTimers.ts';
import { Core, type Log } from './core.ts';

/** Of real time. Code of a killed app that waits for nothing but the event loop has come to its end long before. */
const WATCHED_AFTER_KILL_MS = 5_000;

/** What stands in for the process in which the app would run. */
export class AppWorker {
  readonly log: Log;
  readonly core: Core;
  readonly progress: AppProgress;
  readonly timers: AppTimers;
  readonly requests: AppRequests;
  #isKilled = false;

  constructor(clock: Clock, log: Log = () => undefined) {
    this.log = (...said) => {
      if (!this.#isKilled) log(...said);
    };
    this.core = new Core(this.log);
    this.progress = new AppProgress(clock);
    this.timers = new AppTimers(clock, this.progress);
    this.requests = new AppRequests(this.progress);
  }

  /** What is still running is left to itself: it has no timers any more. */
  end(): void {
    this.timers.stop();
    this.progress.end();
    this.requests.end();
  }

  /** What is still running can neither wait, nor send anything, nor say anything. */
  kill(): void {
    this.#isKilled = true;
    this.requests.cut();
    this.timers.stop();
    this.progress.end();
    // By then nothing of it can run any more; until then its requests must be cut.
    setTimeout(() => this.requests.end(), WATCHED_AFTER_KILL_MS).unref();
  }
}

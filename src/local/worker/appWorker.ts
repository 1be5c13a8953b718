import type { Clock } from '../../clock/clock.ts';
import { AppProgress } from './appProgress.ts';
import { AppRequests } from './appRequests.ts';
import { AppTimers } from './appTimers.ts';
import { Core, type Log } from './core.ts';

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
  }
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Cron } from 'croner';
import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { RegisteredFunction } from './worker/core.ts';
import type { Invoker } from './worker/invoke.ts';

const bindingShape = z.looseObject({ schedule: z.string(), runOnStartup: z.boolean().optional() });
const statusShape = z.record(z.string(), z.string());

interface TimerFunction {
  readonly target: RegisteredFunction;
  readonly cron: Cron;
  readonly runOnStartup: boolean;
  running: boolean;
  cancel: () => void;
}

/**
 * The app's timer functions on the clock: NCRONTAB with six fields, UTC, never two runs of one timer at once,
 * and one that was due while the host was down runs at the start, as past due.
 */
export class TimerFunctions {
  readonly #timers: readonly TimerFunction[];
  readonly #clock: Clock;
  readonly #invoker: Invoker;
  readonly #log: (message: string) => void;
  readonly #file: string | undefined;
  /** When each is due next, by name: kept over restarts. */
  readonly #due: Record<string, string>;
  #stopped = false;

  constructor(
    functions: readonly RegisteredFunction[],
    clock: Clock,
    invoker: Invoker,
    log: (message: string) => void,
    file: string | undefined,
  ) {
    this.#clock = clock;
    this.#invoker = invoker;
    this.#log = log;
    this.#file = file;
    this.#due =
      file !== undefined && existsSync(file) ? statusShape.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
    this.#timers = functions.filter(({ trigger }) => trigger.type === 'timerTrigger').map(timerOf);
  }

  start(): void {
    for (const timer of this.#timers) {
      const due = this.#due[timer.target.name];
      const isPastDue = due !== undefined && Date.parse(due) <= this.#clock.now();
      if (isPastDue || timer.runOnStartup) void this.#run(timer, isPastDue);
      this.#arm(timer);
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const { cancel } of this.#timers) cancel();
  }

  /** Runs one now, as `/admin/functions/<name>` does; false when there is none of that name. */
  async runNow(name: string): Promise<boolean> {
    const timer = this.#timers.find(({ target }) => target.name === name);
    if (timer) await this.#run(timer, false);
    return timer !== undefined;
  }

  #arm(timer: TimerFunction): void {
    const next = timer.cron.nextRun(new Date(this.#clock.now()));
    if (!next || this.#stopped) return;
    this.#due[timer.target.name] = next.toISOString();
    if (this.#file !== undefined) writeFileSync(this.#file, JSON.stringify(this.#due));
    timer.cancel = this.#clock.at(next.getTime(), () => {
      void this.#run(timer, false);
      this.#arm(timer);
    });
  }

  async #run(timer: TimerFunction, isPastDue: boolean): Promise<void> {
    if (timer.running || this.#stopped) return;
    timer.running = true;
    const now = new Date(this.#clock.now()).toISOString();
    const status = { Last: now, Next: this.#due[timer.target.name] ?? now, LastUpdated: now };
    const json = JSON.stringify({
      Schedule: { AdjustForDST: true },
      ScheduleStatus: status,
      IsPastDue: isPastDue,
    });
    try {
      await this.#invoker.invoke(timer.target, { json });
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#log(`Function ${timer.target.name} failed: ${reason}`);
    } finally {
      timer.running = false;
    }
  }
}

function timerOf(target: RegisteredFunction): TimerFunction {
  const { schedule, runOnStartup = false } = bindingShape.parse(target.trigger);
  // NCRONTAB has a field of seconds, and wants both day fields to match where both are given.
  const cron = new Cron(schedule, { paused: true, timezone: 'UTC', domAndDow: true });
  return { target, cron, runOnStartup, running: false, cancel: () => undefined };
}

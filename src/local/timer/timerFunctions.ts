import type { Clock } from '../../clock/clock.ts';
import { errorOf, stackOf } from '../worker/errorOf.ts';
import type { AppFunction } from '../worker/functionMetadata.ts';
import type { Invoker } from '../worker/invoke.ts';
import { resolveSettings, Schedule } from './ncrontab.ts';
import { ScheduleStatuses } from './scheduleStatuses.ts';
import { TimerFunction } from './timerFunction.ts';

export interface TimerFunctionsOptions {
  readonly functions: readonly AppFunction[];
  readonly settings: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly invoker: Invoker;
  /** An SQLite file, or ':memory:'. */
  readonly database: string;
  readonly logFailure: (name: string, reason: string) => void;
}

/** The app's timer functions. */
export class TimerFunctions {
  /** By the functions' names. */
  readonly schedules = new Map<string, string>();
  readonly #timers = new Map<string, TimerFunction>();
  readonly #statuses: ScheduleStatuses;
  #isClosed = false;

  /** Throws, with the function's name, when a schedule cannot be read. */
  constructor(options: TimerFunctionsOptions) {
    this.#statuses = new ScheduleStatuses(options.database);
    try {
      for (const each of options.functions) this.#add(each, options);
    } catch (error) {
      this.#statuses.close();
      throw error;
    }
  }

  start(): void {
    for (const timer of this.#timers.values()) timer.start();
  }

  /** None begins any more; those that run go on. */
  stop(): void {
    for (const timer of this.#timers.values()) timer.stop();
  }

  /** Nothing more is written. */
  close(): void {
    this.stop();
    this.#isClosed = true;
    this.#statuses.close();
  }

  /** Runs one by hand and waits for its end; undefined when there is none of that name. Rejects with what it threw. */
  runNow(name: string): Promise<void> | undefined {
    return this.#timers.get(name.toLowerCase())?.runNow();
  }

  #add(target: AppFunction, { settings, clock, invoker, logFailure }: TimerFunctionsOptions): void {
    const { name, trigger } = target;
    if (trigger.type !== 'timerTrigger') return;
    const schedule = scheduleOf(name, trigger.schedule, settings);
    this.schedules.set(name, schedule.text);
    const timer = new TimerFunction({
      schedule,
      clock,
      runOnStartup: trigger.runOnStartup ?? false,
      invoke: (data) => invoker.invoke(target, data),
      failed: (error) => logFailure(name, stackOf(error)),
      read: () => this.#statuses.get(name),
      write: (status) => {
        if (!this.#isClosed) this.#statuses.put(name, status);
      },
    });
    this.#timers.set(name.toLowerCase(), timer);
  }
}

function scheduleOf(name: string, text: string, settings: Readonly<Record<string, string>>): Schedule {
  try {
    return new Schedule(resolveSettings(text, settings));
  } catch (error) {
    throw new Error(`Function '${name}': ${errorOf(error).message}`, { cause: error });
  }
}

import type { Clock } from '../../clock/clock.ts';
import { errorOf } from '../worker/errorOf.ts';
import type { TypedData } from '../worker/typedData.ts';
import type { Schedule } from './ncrontab.ts';
import type { ScheduleStatus } from './scheduleStatuses.ts';

export interface TimerFunctionParts {
  readonly schedule: Schedule;
  readonly runOnStartup: boolean;
  readonly clock: Clock;
  /** Rejects with what the function threw. */
  readonly invoke: (trigger: TypedData) => Promise<unknown>;
  readonly failed: (error: Error) => void;
  readonly read: () => ScheduleStatus | undefined;
  readonly write: (status: ScheduleStatus) => void;
}

/**
 * A timer function on the clock. Of its runs there is never more than one at a time: the next occurrence is the first
 * after the end of the last run, and a run that is asked for by hand waits its turn.
 */
export class TimerFunction {
  readonly #parts: TimerFunctionParts;
  #status: ScheduleStatus | undefined;
  #lastRun: Promise<unknown> = Promise.resolve();
  #cancel: () => void = () => undefined;
  #isStopped = false;

  constructor(parts: TimerFunctionParts) {
    this.#parts = parts;
  }

  /** An occurrence that was missed since the last start is made up for at once, once, as past due. */
  start(): void {
    const { clock, schedule, read, runOnStartup } = this.#parts;
    const known = read();
    this.#status = known?.schedule === schedule.text ? known : this.#plan(known?.last ?? null, clock.now());
    const isPastDue = this.#status !== undefined && this.#status.next < clock.now();
    if (isPastDue || runOnStartup) void this.#occur(clock.now(), isPastDue);
    else this.#arm();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  /** Runs it by hand, whatever the schedule says. Rejects with what the function threw. */
  runNow(): Promise<void> {
    return this.#inTurn(() => this.#run(false));
  }

  #arm(): void {
    if (this.#isStopped || !this.#status) return;
    const { next } = this.#status;
    this.#cancel = this.#parts.clock.at(next, () => void this.#occur(next, false));
  }

  async #occur(time: number, isPastDue: boolean): Promise<void> {
    await this.#inTurn(() => this.#run(isPastDue)).catch((error: unknown) => {
      this.#parts.failed(errorOf(error));
    });
    this.#status = this.#plan(time, time);
    this.#arm();
  }

  /** The status from now on, written down; undefined when the schedule has no further occurrence. */
  #plan(last: number | null, lastUpdated: number): ScheduleStatus | undefined {
    const { schedule, clock, write } = this.#parts;
    const next = schedule.next(clock.now());
    if (next === undefined) return undefined;
    const status = { schedule: schedule.text, last, next, lastUpdated };
    write(status);
    return status;
  }

  #inTurn(run: () => Promise<void>): Promise<void> {
    const turn = this.#lastRun.then(run);
    this.#lastRun = turn.catch(() => undefined);
    return turn;
  }

  async #run(isPastDue: boolean): Promise<void> {
    const status = this.#status && {
      Last: timeText(this.#status.last),
      Next: timeText(this.#status.next),
      LastUpdated: timeText(this.#status.lastUpdated),
    };
    const info = { Schedule: { AdjustForDST: true }, ScheduleStatus: status ?? null, IsPastDue: isPastDue };
    await this.#parts.invoke({ json: JSON.stringify(info) });
  }
}

/** As .NET writes it; "never" is its first day. */
function timeText(time: number | null): string {
  return time === null ? '0001-01-01T00:00:00+00:00' : new Date(time).toISOString().replace('Z', '+00:00');
}

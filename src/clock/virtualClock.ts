import type { Clock } from './clock.ts';

interface Alarm {
  readonly time: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that a test moves. It stands still while anything is held, so no result depends on real speed. */
export class VirtualClock implements Clock {
  #current: number;
  #held = 0;
  #order = 0;
  #alarms = new Set<Alarm>();
  #waiting: (() => void)[] = [];

  constructor(start: string) {
    this.#current = Date.parse(start);
  }

  now(): number {
    return this.#current;
  }

  at(time: number, callback: () => void): () => void {
    const alarm: Alarm = { time, order: this.#order++, callback };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  hold(): () => void {
    let active = true;
    this.#held += 1;
    return () => {
      if (!active) return;
      active = false;
      this.#held -= 1;
      if (this.#held > 0) return;
      const resumed = this.#waiting;
      this.#waiting = [];
      for (const resume of resumed) resume();
    };
  }

  /** Resolves once nothing has been held for two turns of the event loop. Time does not move. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 2;) {
      if (this.#held > 0) {
        await new Promise<void>((resume) => this.#waiting.push(resume));
        quiet = 0;
      }
      await new Promise((resume) => setImmediate(resume));
      quiet = this.#held === 0 ? quiet + 1 : 0;
    }
  }

  /** Moves to `time` (ms since the epoch), stopping at every alarm on the way and settling after each. */
  async advanceTo(time: number): Promise<void> {
    await this.settle();
    while (this.#fireNext(time)) await this.settle();
    this.#current = Math.max(this.#current, time);
  }

  /** Moves forward by `ms`. */
  async advance(ms: number): Promise<void> {
    await this.advanceTo(this.#current + ms);
  }

  /**
   * Goes from alarm to alarm until `reached` says so, asking it whenever everything has settled.
   * Fails when `limit` (ms of virtual time from now) is passed or no alarm is left.
   */
  async until(reached: () => boolean | Promise<boolean>, limit: number): Promise<void> {
    const deadline = this.#current + limit;
    await this.settle();
    while (!(await reached())) {
      await this.settle();
      if (!this.#fireNext(deadline)) throw new Error(`Not reached by ${new Date(deadline).toISOString()}.`);
      await this.settle();
    }
  }

  /** Calls the earliest alarm that is due by `limit`; false when there is none. */
  #fireNext(limit: number): boolean {
    let next: Alarm | undefined;
    for (const alarm of this.#alarms) {
      if (!next || alarm.time < next.time || (alarm.time === next.time && alarm.order < next.order))
        next = alarm;
    }
    if (!next || next.time > limit) return false;
    this.#alarms.delete(next);
    this.#current = Math.max(this.#current, next.time);
    next.callback();
    return true;
  }
}

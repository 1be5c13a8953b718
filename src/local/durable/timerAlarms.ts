import type { Clock } from '../../clock/clock.ts';
import type { Timer } from './messages.ts';

/** The timers that have not fired, each with an alarm on the clock. */
export class TimerAlarms {
  readonly #clock: Clock;
  readonly #fired: (timer: Timer) => void;
  readonly #cancels = new Map<string, Map<number, () => void>>();

  constructor(clock: Clock, fired: (timer: Timer) => void) {
    this.#clock = clock;
    this.#fired = fired;
  }

  set(timer: Timer): void {
    const { instanceId, seq } = timer.message;
    const cancels = this.#cancels.get(instanceId) ?? new Map<number, () => void>();
    this.#cancels.set(instanceId, cancels);
    const cancel = this.#clock.at(timer.due, () => {
      cancels.delete(seq);
      if (cancels.size === 0) this.#cancels.delete(instanceId);
      this.#fired(timer);
    });
    cancels.set(seq, cancel);
  }

  cancelOf(instanceId: string): void {
    for (const cancel of this.#cancels.get(instanceId)?.values() ?? []) cancel();
    this.#cancels.delete(instanceId);
  }

  cancelAll(): void {
    for (const instanceId of [...this.#cancels.keys()]) this.cancelOf(instanceId);
  }
}

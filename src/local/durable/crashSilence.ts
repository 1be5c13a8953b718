import type { Clock } from '../../clock/clock.ts';
import type { Orchestration } from './orchestration.ts';

/**
 * The time after a crash in which Azure's queues still keep what the dead process had taken out of them from everybody
 * else. An orchestration of which a message was in flight takes no turn until then, whatever else comes for it.
 */
export class CrashSilence {
  readonly #clock: Clock;
  readonly #covered = new Set<Orchestration>();
  #cancel: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  covers(orchestration: Orchestration): boolean {
    return this.#covered.has(orchestration);
  }

  /** Calls back when it is over, at once when it lasts no time at all. */
  begin(lastsMs: number, inFlight: Iterable<Orchestration>, over: () => void): void {
    if (lastsMs === 0) {
      over();
      return;
    }
    for (const orchestration of inFlight) this.#covered.add(orchestration);
    this.#cancel = this.#clock.at(this.#clock.now() + lastsMs, () => {
      this.#covered.clear();
      over();
    });
  }

  end(): void {
    this.#cancel();
  }
}

import { secondsBetween } from '../domain/seconds.ts';
import type { Waiting } from '../domain/run/waiting.ts';

/** How long a stage has waited for one reason. */
export interface TalliedWait {
  readonly stage: string;
  readonly reason: Waiting['reason'];
  /** With the reason `Gate`: its name. */
  readonly gate?: string;
  readonly seconds: number;
}

interface Seen {
  readonly stage: string;
  readonly waiting: Waiting;
  readonly gate?: string;
}

/** Adds up what stages wait for, from looks at them: what was seen at one look counts until the next. */
export class WaitTally {
  readonly #seconds = new Map<string, TalliedWait>();
  #lastLook: string;
  #seen: readonly Seen[] = [];

  constructor(from: string) {
    this.#lastLook = from;
  }

  look(now: string, seen: readonly Seen[]): void {
    const seconds = secondsBetween(this.#lastLook, now);
    for (const { waiting, ...place } of this.#seen) {
      const { reason } = waiting;
      const key = `${place.stage}/${reason}/${place.gate ?? ''}`;
      const before = this.#seconds.get(key)?.seconds ?? 0;
      this.#seconds.set(key, { ...place, reason, seconds: before + seconds });
    }
    this.#lastLook = now;
    this.#seen = seen;
  }

  waits(): TalliedWait[] {
    return [...this.#seconds.values()].filter(({ seconds }) => seconds > 0);
  }
}

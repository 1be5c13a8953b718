/**
 * The one clock of the local host, the Durable engine and the simulator, so that all three agree on what
 * time it is whether it runs as usual, sped up, or is moved by a test. Never part of the deployed bundle.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls back once at `time` (ms since the epoch) or as soon after as it can; the result cancels it. */
  at(time: number, callback: () => void): () => void;
  /**
   * Says that something is in progress: virtual time does not move until the result is called.
   * Calling the result twice is harmless. Clocks that move by themselves ignore it.
   */
  hold(): () => void;
}

/** setTimeout treats longer delays as 1 ms. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Where a sped-up clock began; kept on disk so that time never runs backwards over a restart. */
export interface ClockOrigin {
  /** Wall-clock time of the origin, ms since the epoch. */
  readonly real: number;
  /** What the clock showed then, ms since the epoch. */
  readonly shown: number;
}

/** A clock that runs `speed` times as fast as the wall clock from `origin` on; speed 1 is the wall clock. */
export function runningClock(speed = 1, origin: ClockOrigin = { real: 0, shown: 0 }): Clock {
  if (!(speed > 0)) throw new RangeError(`The speed of a clock is a number above 0, not ${speed}.`);
  const start = origin.real === 0 && speed !== 1 ? { real: Date.now(), shown: Date.now() } : origin;
  const now = () => Math.floor(start.shown + (Date.now() - start.real) * speed);
  const at = (time: number, callback: () => void) => {
    let timeout: NodeJS.Timeout | undefined;
    const arm = () => {
      const left = (time - now()) / speed;
      timeout = left > 0 ? setTimeout(arm, Math.min(Math.ceil(left), LONGEST_TIMEOUT)) : setTimeout(callback);
    };
    arm();
    return () => clearTimeout(timeout);
  };
  return { now, at, hold: () => () => undefined };
}

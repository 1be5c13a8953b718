/** For so long a reading of Azure is good for all who ask: nobody's asking may use up the quota that runs need. */
export const SHARED_SECONDS = 60;
/** And for so long one that failed: as long as the answer tells its reader to wait. */
const FAILED_SECONDS = 10;

interface Reading<T> {
  readonly at: number;
  readonly outcome: Promise<T>;
  goodForSeconds: number;
}

/** Readings that are under way or were made lately, by what was read. */
export class SharedReadings<T> {
  readonly #readings = new Map<string, Reading<T>>();

  /** The reading of that key that somebody else began within the minute. */
  find(key: string, now: string): Promise<T> | undefined {
    const reading = this.#readings.get(key);
    if (!reading) return undefined;
    const age = (Date.parse(now) - reading.at) / 1000;
    return age < reading.goodForSeconds ? reading.outcome : undefined;
  }

  /** Lets others share it. `isFailure` says which outcomes are worth another try soon. */
  share(key: string, now: string, outcome: Promise<T>, isFailure: (value: T) => boolean): Promise<T> {
    const reading = { at: Date.parse(now), outcome, goodForSeconds: SHARED_SECONDS };
    this.#readings.set(key, reading);
    const failed = () => {
      reading.goodForSeconds = FAILED_SECONDS;
    };
    outcome.then((value) => {
      if (isFailure(value)) failed();
    }, failed);
    return outcome;
  }
}

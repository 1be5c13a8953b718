/**
 * The end of a local system: on Ctrl+C, and when the process that started this one is gone, also while it still starts.
 * What was started last is closed first.
 */
export class Ending {
  readonly #closings: (() => void | Promise<void>)[] = [];
  #begun: Promise<never> | undefined;

  constructor() {
    const end = () => void this.end(0);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
    process.on('disconnect', end);
    // It may have gone while this process was loading.
    if (process.send !== undefined && !process.connected) end();
  }

  get hasBegun(): boolean {
    return this.#begun !== undefined;
  }

  add(close: () => void | Promise<void>): void {
    this.#closings.push(close);
  }

  /** Closes all that was added and ends the process. Safe to repeat: the first code counts. */
  end(exitCode: number): Promise<never> {
    this.#begun ??= this.#end(exitCode);
    return this.#begun;
  }

  async #end(exitCode: number): Promise<never> {
    for (let close = this.#closings.pop(); close; close = this.#closings.pop()) {
      try {
        await close();
      } catch (error) {
        // The rest must be closed all the same.
        console.error(error);
      }
    }
    process.exit(exitCode);
  }
}

import type { Clock } from '../../clock/clock.ts';

/** How the engine reaches the app's functions; the host of the functions supplies it. */
export interface FunctionCalls {
  /**
   * Calls an orchestrator function with `payload` (JSON text) as the string of its trigger. Resolves with the
   * raw value it returned; rejects with what it threw, whose message may carry the SDK's `$OutOfProcData$`.
   */
  orchestrator(name: string, payload: string): Promise<unknown>;
  /**
   * Calls an activity function. `data` is the text to hand over as the string of its trigger, undefined for
   * no data at all.
   */
  activity(name: string, instanceId: string, data: string | undefined): Promise<unknown>;
}

export interface DurableEngineOptions {
  /** An SQLite file, or ':memory:'. */
  readonly database: string;
  readonly clock: Clock;
  /** Names of the registered orchestrator functions. */
  readonly orchestrators: readonly string[];
  /** Names of the registered activity functions. */
  readonly activities: readonly string[];
  readonly calls: FunctionCalls;
  /** How much earlier than asked timers fire, in ms: the real ones do, by up to 1,000. Default 0. */
  readonly timersEarlyByMs?: number;
  /** Activities that run at once; default 64. */
  readonly maxConcurrentActivities?: number;
  readonly log?: (message: string) => void;
}

/** A call of the management API, as the durable client sends it. */
export interface ManagementRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

export interface ManagementResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** The local Durable engine. Interface only so far. */
export class DurableEngine {
  readonly #options: DurableEngineOptions;

  constructor(options: DurableEngineOptions) {
    this.#options = options;
  }

  /** Takes up whatever the database holds as unfinished. */
  resume(): void {
    throw new Error(`Not built yet: ${this.#options.database}`);
  }

  /** JSON text of the durable client's input binding for functions reached at `origin` (http://host:port). */
  clientBinding(origin: string): string {
    throw new Error(`Not built yet: ${origin}`);
  }

  /** Serves the management API below /runtime/webhooks/durabletask/; undefined for a path that is not its own. */
  handle(request: ManagementRequest): Promise<ManagementResponse | undefined> {
    throw new Error(`Not built yet: ${request.url.href}`);
  }

  /** Number of history events of the largest execution so far. */
  get largestHistory(): number {
    return 0;
  }

  /** Stops taking new work, waits for what runs, closes the database. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Drops everything at once, as a killed process would: nothing more is written. */
  abandon(): void {
    throw new Error('Not built yet.');
  }
}

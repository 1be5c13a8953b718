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
  /**
   * How long what was in flight at a crash stays silent: Azure's queues show a message again only when its visibility
   * timeout is over. Default 0.
   */
  readonly silentAfterCrashMs?: number;
  /** Activities that run at once; default 64. */
  readonly maxConcurrentActivities?: number;
  readonly log?: (message: string) => void;
}

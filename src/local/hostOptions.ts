import type { Clock } from '../clock/clock.ts';
import type { HostKeys } from './http/hostKeys.ts';
import type { Answering, HttpAnswer, HttpCall } from './http/server.ts';

/** What stands in front of the host, as the platform's authentication does: answers by itself, or passes on what it makes of the call. */
export type Front = (call: HttpCall, host: Answering) => Promise<HttpAnswer>;

/** One call of an orchestrator function: the JSON that it was given, and what it gave back or threw. */
export interface OrchestratorTurn {
  readonly name: string;
  readonly payload: string;
  readonly answer: { readonly returned: unknown } | { readonly thrown: unknown };
}

export interface HostOptions {
  /** Holds package.json with `main`, and host.json. */
  readonly appDirectory: string;
  /** App settings: all that the app sees of an environment, but PATH and HOME. */
  readonly settings: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** SQLite file of the Durable engine and of the timers' schedules; in memory when absent. */
  readonly database?: string;
  /** A free one when absent. */
  readonly port?: number;
  /** What app and host have to say; nowhere when absent. Levels and categories are those of Functions. */
  readonly log?: (level: string, category: string, message: string) => void;
  /** Asked of who calls functions that are not anonymous, and the administration; of nobody when absent. */
  readonly keys?: HostKeys;
  /** Nothing when absent. */
  readonly front?: Front;
  /** Without `keys`: the system key `eventgrid_extension`; one that nobody knows when absent. */
  readonly eventGridKey?: string;
  /** How much earlier than asked durable timers fire; the real ones do, by up to 1,000 ms. */
  readonly timersEarlyByMs?: number;
  /**
   * Asked before each turn of an orchestration whether the worker process dies in it. The orchestration then fails for
   * good, as in Azure: unlike an activity, a turn is not tried again.
   */
  readonly workerDies?: (orchestrator: string, instanceId: string) => boolean;
  /** Told of every turn of an orchestration, so that it can be replayed elsewhere. */
  readonly onTurn?: (turn: OrchestratorTurn) => void;
}

export interface HostedFunction {
  readonly name: string;
  readonly trigger: string;
  /** With its prefix; of HTTP functions, as are the methods. */
  readonly route?: string;
  readonly methods?: readonly string[];
  /** Of timer functions, settings filled in. */
  readonly schedule?: string;
}

export interface Host {
  /** For example `http://127.0.0.1:7071`. */
  readonly origin: string;
  readonly functions: readonly HostedFunction[];
  /** Events of the largest history of an orchestration so far. */
  readonly largestHistory: number;
  /**
   * Lets what runs come to its end, for ten seconds of real time at most, but for what only waits for time to pass:
   * that is begun again at the next start, as after a kill.
   */
  close(): Promise<void>;
  /** As a killed process: nothing more is written, what was running is dropped, connections break. */
  kill(): Promise<void>;
}

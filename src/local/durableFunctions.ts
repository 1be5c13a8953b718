import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { DurableEngine, type FunctionCalls } from './durable/engine.ts';
import type { HostOptions, OrchestratorTurn } from './hostOptions.ts';
import type { Log } from './worker/core.ts';
import type { AppFunction } from './worker/functionMetadata.ts';
import type { Invoker } from './worker/invoke.ts';

export interface DurableFunctionsOptions {
  readonly functions: readonly AppFunction[];
  readonly invoker: Invoker;
  readonly clock: Clock;
  readonly database: string;
  readonly timersEarlyByMs: number | undefined;
  readonly silentAfterCrashMs: number;
  readonly workerDies: HostOptions['workerDies'];
  readonly onTurn: HostOptions['onTurn'];
  readonly log: Log;
}

/** The app's orchestrators and activities, and the engine that calls them. */
export class DurableFunctions {
  readonly engine: DurableEngine;
  #isShut = false;
  #hasHeldBack = false;

  constructor(options: DurableFunctionsOptions) {
    const { functions, invoker, clock, database, timersEarlyByMs, silentAfterCrashMs, log } = options;
    const orchestrators = namesTo(functions, 'orchestrationTrigger');
    const activities = namesTo(functions, 'activityTrigger');
    this.engine = new DurableEngine({
      clock,
      database,
      silentAfterCrashMs,
      orchestrators: [...orchestrators.keys()],
      activities: [...activities.keys()],
      calls: this.#gated({
        // A turn that nobody lived through is told to nobody.
        orchestrator: mortal(
          options.workerDies,
          watched(
            options.onTurn,
            async (name, payload) =>
              (await invoker.invoke(of(orchestrators, name), { string: payload })).result,
          ),
        ),
        activity: async (name, instanceId, data) => {
          // Functions that are given no data see undefined, as the protocol then has an empty value.
          const trigger = data === undefined ? {} : { string: data };
          const metadata = { instanceId: { string: instanceId } };
          return (await invoker.invoke(of(activities, name), trigger, metadata)).result;
        },
      }),
      ...(timersEarlyByMs !== undefined && { timersEarlyByMs }),
      log: (message) => log('warning', 'Host.Triggers.DurableTask', message),
    });
  }

  /** From now on no function is called: what the engine asks for waits for the next start. */
  shut(): void {
    this.#isShut = true;
  }

  /**
   * Ends the engine, with all that has come to its end written down. What is still in progress is begun again at the
   * next start: at least once is what Durable Functions promises.
   */
  async close(isInProgress: boolean): Promise<void> {
    if (isInProgress || this.#hasHeldBack) this.engine.giveBack();
    else await this.engine.close();
  }

  #gated(calls: FunctionCalls): FunctionCalls {
    const holdBack = () => {
      this.#hasHeldBack = true;
      return new Promise<never>(() => undefined);
    };
    return {
      orchestrator: (...call) => (this.#isShut ? holdBack() : calls.orchestrator(...call)),
      activity: (...call) => (this.#isShut ? holdBack() : calls.activity(...call)),
    };
  }
}

/** The same call, that tells of its outcome. */
function watched(
  onTurn: ((turn: OrchestratorTurn) => void) | undefined,
  call: FunctionCalls['orchestrator'],
): FunctionCalls['orchestrator'] {
  if (!onTurn) return call;
  return async (name, payload) => {
    try {
      const returned = await call(name, payload);
      onTurn({ name, payload, answer: { returned } });
      return returned;
    } catch (thrown) {
      onTurn({ name, payload, answer: { thrown } });
      throw thrown;
    }
  };
}

/** The same call, by a worker process that may die in it: the host then has nothing of the orchestrator's to read. */
function mortal(
  dies: HostOptions['workerDies'],
  call: FunctionCalls['orchestrator'],
): FunctionCalls['orchestrator'] {
  if (!dies) return call;
  return async (name, payload) => {
    const { instanceId } = trigger.parse(JSON.parse(payload));
    if (dies(name, instanceId)) throw new Error('The language worker process has ended.');
    return await call(name, payload);
  };
}
const trigger = z.object({ instanceId: z.string() });

function namesTo(functions: readonly AppFunction[], type: AppFunction['trigger']['type']) {
  return new Map(functions.filter(({ trigger }) => trigger.type === type).map((each) => [each.name, each]));
}

function of(functions: ReadonlyMap<string, AppFunction>, name: string): AppFunction {
  const found = functions.get(name);
  if (!found) throw new Error(`There is no function '${name}'.`);
  return found;
}

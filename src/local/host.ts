import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../clock/clock.ts';
import { DurableEngine } from './durable/engine.ts';
import { HttpFunctions } from './http/httpFunctions.ts';
import { serve, type HttpAnswer, type HttpCall } from './http/server.ts';
import { TimerFunctions } from './timerFunctions.ts';
import { AppTime } from './worker/appTime.ts';
import { createCore, type RegisteredFunction } from './worker/core.ts';
import { Invoker } from './worker/invoke.ts';
import { loadApp } from './worker/loadApp.ts';

export interface HostOptions {
  /** Holds package.json with `main`, and host.json. */
  readonly appDirectory: string;
  /** App settings: all that the app sees of an environment, but PATH and HOME. */
  readonly settings: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** SQLite file of the Durable engine; in memory when absent. */
  readonly database?: string;
  /** A free one when absent. */
  readonly port?: number;
  readonly log?: (level: string, category: string, message: string) => void;
  /** How much earlier than asked durable timers fire; the real ones do, by up to 1,000 ms. */
  readonly timersEarlyByMs?: number;
}

export interface Host {
  /** For example `http://127.0.0.1:7071`. */
  readonly origin: string;
  readonly functions: readonly { readonly name: string; readonly trigger: string }[];
  /** Rows of the largest history of an orchestration so far. */
  readonly largestHistory: number;
  /** Lets what runs come to its end. */
  close(): Promise<void>;
  /** As a killed process: nothing more is written, connections break. */
  kill(): Promise<void>;
}

const hostShape = z.looseObject({
  extensions: z
    .looseObject({ http: z.looseObject({ routePrefix: z.string().optional() }).optional() })
    .optional(),
});

/** Runs a Functions app in this process: what the deployed bundle needs of the real host (ADR 0003). */
export async function startHost(options: HostOptions): Promise<Host> {
  const { clock, appDirectory } = options;
  const log = options.log ?? (() => undefined);
  const time = new AppTime(clock);
  const core = createCore(log);
  const settings = { FUNCTIONS_WORKER_RUNTIME: 'node', NO_PROXY: '127.0.0.1,localhost', ...options.settings };
  let origin = '';
  const invoker = new Invoker(core, time, log, () => engine.clientBinding(origin));
  // The port must be known before the app's first invocation, and functions before the first request.
  let answer: (call: HttpCall) => Promise<HttpAnswer> = () =>
    Promise.resolve({ status: 503, headers: {}, body: '' });
  const { server, origin: served } = await serve(options.port ?? 0, clock, (call) => answer(call));
  origin = served;
  await loadApp(appDirectory, core, { WEBSITE_HOSTNAME: new URL(origin).host, ...settings }, time);
  const engine = engineOf(options, core.functions, invoker, log);
  const error = (message: string) => log('error', 'host', message);
  const http = new HttpFunctions(core.functions, routePrefixOf(appDirectory), invoker, error);
  const timerFile = options.database === undefined ? undefined : `${options.database}.timers.json`;
  const timers = new TimerFunctions(core.functions, clock, invoker, error, timerFile);
  answer = async (call) => (await manage(engine, timers, call)) ?? (await http.answer(call));
  engine.resume();
  timers.start();
  const stop = async () => {
    timers.stop();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return {
    origin,
    functions: core.functions.map(({ name, trigger }) => ({ name, trigger: trigger.type })),
    get largestHistory() {
      return engine.largestHistory;
    },
    close: async () => {
      await engine.close();
      await stop();
    },
    kill: async () => {
      engine.abandon();
      await stop();
    },
  };
}

function engineOf(
  { clock, database, timersEarlyByMs }: HostOptions,
  functions: readonly RegisteredFunction[],
  invoker: Invoker,
  log: NonNullable<HostOptions['log']>,
): DurableEngine {
  const named = (type: string) => functions.filter(({ trigger }) => trigger.type === type);
  const [orchestrators, activities] = [named('orchestrationTrigger'), named('activityTrigger')];
  const find = (all: readonly RegisteredFunction[], name: string) => {
    const found = all.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (!found) throw new Error(`There is no function ${name}.`);
    return found;
  };
  return new DurableEngine({
    clock,
    database: database ?? ':memory:',
    orchestrators: orchestrators.map(({ name }) => name),
    activities: activities.map(({ name }) => name),
    calls: {
      orchestrator: async (name, payload) =>
        (await invoker.invoke(find(orchestrators, name), { string: payload })).result,
      activity: async (name, instanceId, data) => {
        const metadata = { instanceId: { string: instanceId } };
        const trigger = data === undefined ? undefined : { string: data };
        return (await invoker.invoke(find(activities, name), trigger, metadata)).result;
      },
    },
    ...(timersEarlyByMs !== undefined && { timersEarlyByMs }),
    log: (message) => log('warning', 'durable', message),
  });
}

/** Durable's management API, and running a timer by hand. */
async function manage(
  engine: DurableEngine,
  timers: TimerFunctions,
  call: HttpCall,
): Promise<HttpAnswer | undefined> {
  const name = /^\/admin\/functions\/([^/]+)$/.exec(call.url.pathname)?.[1];
  if (name !== undefined && call.method === 'POST') {
    return { status: (await timers.runNow(name)) ? 202 : 404, headers: {}, body: '' };
  }
  const { method, url, headers, body } = call;
  return await engine.handle({ method, url, headers: new Headers(headers), body: body.toString('utf8') });
}

function routePrefixOf(appDirectory: string): string {
  const host = hostShape.parse(JSON.parse(readFileSync(join(appDirectory, 'host.json'), 'utf8')));
  return host.extensions?.http?.routePrefix ?? 'api';
}

import { randomUUID } from 'node:crypto';
import { DurableFunctions } from './durableFunctions.ts';
import { EventGridFunctions } from './eventGrid/eventGridFunctions.ts';
import type { Front, HostedFunction, Host, HostOptions } from './hostOptions.ts';
import { readHostJson } from './hostJson.ts';
import { HttpFunctions } from './http/httpFunctions.ts';
import { MOST_BYTES, serve, type HttpServer } from './http/server.ts';
import { RunningHost } from './runningHost.ts';
import { TimerFunctions } from './timer/timerFunctions.ts';
import { appGlobals } from './worker/appGlobals.ts';
import { AppWorker } from './worker/appWorker.ts';
import type { AppFunction } from './worker/functionMetadata.ts';
import { Invoker } from './worker/invoke.ts';
import { loadApp } from './worker/loadApp.ts';

export type { Host, HostOptions, OrchestratorTurn } from './hostOptions.ts';

/**
 * Runs a Functions app in this process, unmodified: what the deployed bundle needs of the real host and of its Node
 * worker (docs/adr/0003). Rejects, with words that name the reason, when the app cannot be loaded, registers nothing,
 * or uses what this host does not support.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  let running: RunningHost | undefined;
  // The app must know its address before it is loaded, and be loaded before it can answer.
  const mostBytes = Number(options.settings['FUNCTIONS_REQUEST_BODY_SIZE_LIMIT'] ?? MOST_BYTES);
  const front: Front = options.front ?? ((call, host) => host(call));
  const server = await serve(options.port ?? 0, options.clock, mostBytes, (call) =>
    front(call, (passed) => (running ? running.answer(passed) : Promise.resolve({ status: 503 }))),
  );
  const worker = new AppWorker(options.clock, options.log);
  try {
    running = await startApp(options, server, worker);
    running.start();
    return running;
  } catch (error) {
    worker.kill();
    await server.close();
    throw error;
  }
}

async function startApp(options: HostOptions, server: HttpServer, worker: AppWorker): Promise<RunningHost> {
  const { appDirectory, clock, database = ':memory:', timersEarlyByMs, keys } = options;
  const { core, log } = worker;
  const { routePrefix, silentAfterCrashMs } = readHostJson(appDirectory);
  const settings = {
    FUNCTIONS_WORKER_RUNTIME: 'node',
    NO_PROXY: '127.0.0.1,localhost',
    WEBSITE_HOSTNAME: new URL(server.origin).host,
    ...options.settings,
  };
  await loadApp(appDirectory, core, appGlobals(settings, clock, worker.timers), worker.progress);
  const { functions } = core;
  let clientBinding = '';
  const invoker = new Invoker(core, worker.progress, log, () => clientBinding);
  const logFailure = (name: string, reason: string) =>
    log('error', `Function.${name}`, `Function '${name}' failed: ${reason}`);
  const http = new HttpFunctions(functions, routePrefix, invoker, keys, logFailure);
  // Event Grid's webhook is never open, with keys or without.
  const eventGridKey = options.eventGridKey ?? randomUUID();
  const eventGridKeys = keys ?? {
    master: randomUUID(),
    function: randomUUID(),
    system: { eventgrid_extension: eventGridKey },
  };
  const eventGrid = new EventGridFunctions(functions, invoker, eventGridKeys, logFailure);
  const timers = new TimerFunctions({ functions, settings, clock, invoker, database, logFailure });
  const durable = new DurableFunctions({
    functions,
    invoker,
    clock,
    database,
    timersEarlyByMs,
    silentAfterCrashMs,
    log,
    onTurn: options.onTurn,
    workerDies: options.workerDies,
  });
  clientBinding = durable.engine.clientBinding(server.origin);
  const hosted = functions.map((each) => describe(each, http, timers));
  return new RunningHost({
    origin: server.origin,
    functions: hosted,
    server,
    worker,
    http,
    eventGrid,
    timers,
    durable,
    ...(keys && { keys }),
  });
}

function describe(
  { name, trigger }: AppFunction,
  http: HttpFunctions,
  timers: TimerFunctions,
): HostedFunction {
  const route = http.routes.find(({ target }) => target.name === name);
  const schedule = timers.schedules.get(name);
  return {
    name,
    trigger: trigger.type,
    ...(route && { route: route.template, methods: route.methods }),
    ...(schedule !== undefined && { schedule }),
  };
}

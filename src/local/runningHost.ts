import type { DurableFunctions } from './durableFunctions.ts';
import type { EventGridFunctions } from './eventGrid/eventGridFunctions.ts';
import type { Host, HostedFunction } from './hostOptions.ts';
import { opens, opensExtension, type HostKeys } from './http/hostKeys.ts';
import type { HttpFunctions } from './http/httpFunctions.ts';
import type { HttpAnswer, HttpCall, HttpServer } from './http/server.ts';
import type { TimerFunctions } from './timer/timerFunctions.ts';
import type { AppWorker } from './worker/appWorker.ts';
import { stackOf } from './worker/errorOf.ts';

/** Of real time; what has not come to its end by then is dropped. */
const PATIENCE_MS = 10_000;

interface Parts {
  readonly origin: string;
  readonly functions: readonly HostedFunction[];
  readonly server: HttpServer;
  readonly worker: AppWorker;
  readonly http: HttpFunctions;
  readonly eventGrid: EventGridFunctions;
  readonly timers: TimerFunctions;
  readonly durable: DurableFunctions;
  readonly keys?: HostKeys;
}

/** A host whose app is loaded: what it answers, and its end. */
export class RunningHost implements Host {
  readonly origin: string;
  readonly functions: readonly HostedFunction[];
  readonly #parts: Parts;
  #end: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.origin = parts.origin;
    this.functions = parts.functions;
    this.#parts = parts;
  }

  get largestHistory(): number {
    return this.#parts.durable.engine.largestHistory;
  }

  /** Takes up what the database holds as unfinished. */
  start(): void {
    this.#parts.durable.engine.resume();
    this.#parts.timers.start();
  }

  /** Durable's management API, also while it closes; timers by hand, Event Grid's webhook, the app's own routes. */
  async answer(call: HttpCall): Promise<HttpAnswer> {
    const { method, url, headers, body } = call;
    const { durable, eventGrid, http, keys } = this.#parts;
    const extension = /^\/runtime\/webhooks\/([^/]+)/i.exec(url.pathname)?.[1]?.toLowerCase();
    if (extension !== undefined && !opensExtension(keys, `${extension}_extension`, call))
      return { status: 401 };
    const managed = await durable.engine.handle({
      method,
      url,
      headers: new Headers(headers),
      body: body.toString('utf8'),
    });
    if (managed) return managed;
    if (this.#end) return { status: 503 };
    return (await this.#runTimer(call)) ?? (await eventGrid.answer(call)) ?? (await http.answer(call));
  }

  /** `POST /admin/functions/{name}`. The real host answers before the function has ended, and never says how. */
  async #runTimer(call: HttpCall): Promise<HttpAnswer | undefined> {
    const name = /^\/admin\/functions\/([^/]+)$/.exec(call.url.pathname)?.[1];
    if (name === undefined || call.method !== 'POST') return undefined;
    if (!opens(this.#parts.keys, 'admin', call)) return { status: 401 };
    const run = this.#parts.timers.runNow(name);
    if (!run) return { status: 404 };
    try {
      await run;
      return { status: 202 };
    } catch (error) {
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      return { status: 500, headers, body: stackOf(error) };
    }
  }

  close(): Promise<void> {
    this.#end ??= this.#close();
    return this.#end;
  }

  async #close(): Promise<void> {
    const { durable, timers, worker, server } = this.#parts;
    durable.shut();
    timers.stop();
    await orLater(worker.progress.idle(), PATIENCE_MS);
    // What has just ended is written down, and answered, in a turn of the event loop of its own.
    await new Promise((resolve) => setImmediate(resolve));
    await worker.progress.outside(() => worker.core.hooks.run('appTerminate', { hookData: {} }));
    await durable.close(worker.progress.running > 0);
    timers.close();
    worker.end();
    await server.close();
  }

  kill(): Promise<void> {
    const { durable, timers, worker, server } = this.#parts;
    durable.shut();
    durable.engine.abandon();
    timers.close();
    worker.kill();
    this.#end = server.close();
    return this.#end;
  }
}

async function orLater(promise: Promise<void>, ms: number): Promise<void> {
  let timeout: NodeJS.Timeout | undefined;
  const later = new Promise<void>((resolve) => {
    timeout = setTimeout(resolve, ms);
  });
  await Promise.race([promise, later]);
  clearTimeout(timeout);
}

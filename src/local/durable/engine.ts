import { clientBinding, managementPath } from './clientBinding.ts';
import type { DurableEngineOptions } from './engineOptions.ts';
import { ManagementApi } from './managementApi.ts';
import type { ManagementRequest, ManagementResponse } from './managementApi.ts';
import { Orchestrations } from './orchestrations.ts';
import { DurableStore } from './store.ts';

export type { DurableEngineOptions, FunctionCalls } from './engineOptions.ts';
export type { ManagementRequest, ManagementResponse } from './managementApi.ts';

/**
 * Drives the functions of a `durable-functions` 3.5 app as the Durable extension (3.19.0, Azure Storage) was measured
 * to do, on one SQLite file.
 *
 * It does activities, sub-orchestrations, Task.all, timers and continue-as-new, and of the client's calls start,
 * status, terminate and purge. It fails an orchestration by a text that names the pattern when it meets anything else:
 * an event wait, Task.any, an entity, callHttp, a retry, a task that is yielded again inside another, an unknown activity
 * or sub-orchestrator, a child's instance id that is in use, a cancelled timer over 6 days. In Azure most of these hang
 * or give wrong data without a word: the engine is never kinder. A return, a throw or continue-as-new with a task open
 * takes effect when the last of them has ended.
 *
 * What happens is written before it is done, so that a killed process goes on where it was; an activity that was
 * interrupted runs again (at least once, as in Azure), after the time for which Azure's queues keep it from others.
 *
 * The clock is held from the moment something is queued for an orchestration until nothing is. It is not held for
 * activities that run: who calls them knows whether they work or sleep, and holds the clock itself.
 */
export class DurableEngine {
  readonly #store: DurableStore;
  readonly #orchestrations: Orchestrations;
  readonly #api: ManagementApi;
  #isClosed = false;

  constructor(options: DurableEngineOptions) {
    this.#store = new DurableStore(options.database);
    this.#orchestrations = new Orchestrations(options, this.#store);
    this.#api = new ManagementApi(this.#orchestrations, this.#store, options.clock);
  }

  /** Takes up whatever the database holds as unfinished. Call it once, before anything else. */
  resume(): void {
    this.#orchestrations.open();
  }

  /** JSON text of the durable client's input binding for functions reached at `origin` (http://host:port). */
  clientBinding(origin: string): string {
    return clientBinding(origin);
  }

  /** Serves the management API; undefined for a path that is not its own. */
  handle(request: ManagementRequest): Promise<ManagementResponse | undefined> {
    if (this.#isClosed && managementPath(request.url.pathname) !== undefined)
      return Promise.resolve({ status: 503, headers: {}, body: 'The Durable engine is closed.' });
    // In a promise, so that a fault rejects it instead of being thrown at the caller.
    return new Promise((resolve) => resolve(this.#api.handle(request)));
  }

  /** Number of history events of the largest execution so far. */
  get largestHistory(): number {
    return this.#orchestrations.largestHistory;
  }

  /** Stops taking new work, waits for the turn and the activities that run, closes the database. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#orchestrations.close();
    this.#store.letGo();
    this.#store.close();
  }

  /** Drops everything at once, as a killed process would: nothing more is written. */
  abandon(): void {
    this.#drop(() => undefined);
  }

  /** Drops everything at once, but as one that was told to end: what was in flight is given back, and is silent no more. */
  giveBack(): void {
    this.#drop(() => this.#store.letGo());
  }

  #drop(last: () => void): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#orchestrations.abandon();
    last();
    this.#store.close();
  }
}

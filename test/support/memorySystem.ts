import { HttpRequest } from '@azure/functions';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { readSettings, type Settings } from '../../src/contracts/settings.ts';
import { fleetIdsOf } from '../../src/demo/fleetIds.ts';
import { memoryWorld, type MemoryWorld, type MemoryWorldOptions } from '../../src/rehearsal/memoryWorld.ts';
import { DependencyError } from '../../src/domain/errors.ts';
import { demoFleet } from '../../src/simulator/seeds.ts';
import { authorize } from '../../src/triggers/http/guard.ts';
import { problemOf } from '../../src/triggers/http/problem.ts';
import { routesOf } from '../../src/triggers/http/registerHttp.ts';
import type { Route } from '../../src/triggers/http/route.ts';
import {
  notificationsPass,
  reconcilePass,
  retentionPass,
  startsPass,
} from '../../src/triggers/timer/registerTimers.ts';
import { routeOf } from './contract.ts';
import { DAY, MINUTE, SpokenSystem, type Answer, type Azure } from './spokenSystem.ts';

export const DIED = 'The process died.';

function newDeath(): PromiseWithResolvers<never> {
  const death = Promise.withResolvers<never>();
  // Whoever has a call under way is told; nobody else need be.
  death.promise.catch(() => undefined);
  return death;
}

const ORIGIN = 'http://memory.invalid';

/** The product over ports in memory, spoken to by its own routes: no sockets, no tables, no histories. */
export class MemorySystem extends SpokenSystem {
  readonly clock: VirtualClock;
  readonly world: MemoryWorld;
  readonly simulator: Azure;
  readonly #settings: Settings;
  /** Made once: each makes its schemas. */
  readonly #routes: readonly Route[];
  readonly #cancel: () => void;
  #died = newDeath();

  private constructor(clock: VirtualClock, world: MemoryWorld, settings: Settings) {
    super();
    this.clock = clock;
    this.world = world;
    this.#settings = settings;
    this.#routes = routesOf(settings.authentication);
    const { controls, faults, service } = world.azure;
    this.simulator = {
      record: world.azure.world.record,
      requests: service.requests,
      world: controls,
      faults,
    };
    const timers = [
      this.#every(5 * MINUTE, reconcilePass),
      this.#every(MINUTE, startsPass),
      this.#every(MINUTE, notificationsPass),
      this.#every(DAY, retentionPass),
    ];
    this.#cancel = () => timers.forEach((cancel) => cancel());
  }

  static start(
    options: Partial<MemoryWorldOptions> = {},
    more: Readonly<Record<string, string>> = {},
  ): MemorySystem {
    const clock = new VirtualClock('2026-03-02T08:00:00Z');
    const seed = options.seed ?? demoFleet;
    const fleets = fleetIdsOf(seed);
    const settings = readSettings({
      FLEETS: JSON.stringify(fleets),
      TABLES_CONNECTION_STRING: 'none',
      APP_AUTHENTICATION: 'off',
      ...more,
    });
    const world = memoryWorld({ clock, seed, settings, ...options });
    return new MemorySystem(clock, world, settings);
  }

  protected async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const url = new URL(path, ORIGIN);
    const { app } = this.world;
    const found = routeOf(this.#routes, method, url.pathname);
    if (!found) throw new Error(`No route answers ${method} ${path}.`);
    const request = new HttpRequest({
      method,
      url: url.href,
      params: found.params,
      query: Object.fromEntries(url.searchParams),
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: { string: typeof body === 'string' ? body : JSON.stringify(body) } }),
    });
    const answered = authorize(app, request, this.#settings.authentication, found.route)
      .then((principal) => found.route.respond(request, app, principal))
      .catch((error: unknown) => problemOf(error, 'Known'));
    const answer = await Promise.race([answered, this.#died.promise]);
    const text = typeof answer.body === 'string' ? answer.body : '';
    return {
      status: answer.status ?? 200,
      headers: new Headers(Object.entries(answer.headers ?? {}).map(([key, value]) => [key, String(value)])),
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  /** The process dies where it is; another one takes over before time goes on. Calls under way are cut off. */
  killAndStartAgain(): void {
    const release = this.clock.hold();
    this.world.kill();
    setImmediate(() => {
      this.#died.reject(new Error(DIED));
      this.#died = newDeath();
      this.world.restart();
      release();
    });
  }

  /** In memory a look costs little. */
  protected writes(): number {
    return this.clock.now();
  }

  close(): Promise<void> {
    this.#cancel();
    return Promise.resolve();
  }

  /** The timers of the app, as the Functions host would fire them. */
  #every(interval: number, pass: typeof reconcilePass): () => void {
    const timer: { cancel: () => void } = { cancel: () => undefined };
    const arm = () => {
      timer.cancel = this.clock.at(this.clock.now() + interval, () => {
        arm();
        const release = this.clock.hold();
        const log = (_what: string, error: unknown) => {
          // What Azure does not answer is tried again; anything else is a fault that no test may pass over.
          if (!(error instanceof DependencyError)) throw error;
        };
        const passed = pass(this.world.app, log);
        // A pass of a process that died is never heard of again.
        void Promise.race([passed, this.#died.promise.catch(() => undefined)]).finally(release);
      });
    };
    arm();
    return () => timer.cancel();
  }
}

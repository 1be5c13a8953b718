import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { fleetIdsOf } from '../../src/demo/fleetIds.ts';
import { startSystem, type System, type SystemOptions } from '../../src/demo/system.ts';
import { demoFleet } from '../../src/simulator/seeds.ts';
import { ReplayedTwice } from '../replay/replayedTwice.ts';
import { newAccount } from './azurite.ts';
import { SpokenSystem, type Answer } from './spokenSystem.ts';
import { StoredWrites } from './storedWrites.ts';

export {
  DAY,
  ENDED,
  HOUR,
  memberStates,
  MINUTE,
  NODE_IMAGES,
  TO_1_33,
  type Answer,
  type RunAnswer,
} from './spokenSystem.ts';

interface TestOptions extends SystemOptions {
  /** Who the test's own calls are, where `front` tells people apart. */
  readonly persona?: string;
}

/** The whole system in virtual time, spoken to as a user would: by HTTP. */
export class TestSystem extends SpokenSystem {
  readonly clock: VirtualClock;
  readonly #options: TestOptions;
  readonly #replayed: ReplayedTwice;
  readonly #stored = new StoredWrites();
  #system: System;

  private constructor(clock: VirtualClock, options: TestOptions, system: System, replayed: ReplayedTwice) {
    super();
    this.clock = clock;
    this.#options = options;
    this.#replayed = replayed;
    this.#system = system;
  }

  get system(): System {
    return this.#system;
  }

  static async start(options: Partial<TestOptions> = {}, now = '2026-03-02T08:00:00Z'): Promise<TestSystem> {
    const clock = new VirtualClock(now);
    const seed = options.seed ?? demoFleet;
    const replayed = new ReplayedTwice();
    const { onTurn } = replayed;
    const own = { clock, seed, fleets: fleetIdsOf(seed), tablesConnectionString: newAccount(), onTurn };
    const all = { ...own, ...options };
    return new TestSystem(clock, all, await startSystem(all), replayed);
  }

  /** Ends the app without a word, whatever it is doing, and starts it again. Needs a `stateDirectory`. */
  async killAndStartAgain(between: () => void = () => undefined): Promise<void> {
    await this.#system.host.kill();
    await this.#system.simulator.close();
    between();
    this.#system = await startSystem(this.#options);
  }

  /** What goes on with the tables and the state of this one, once it was ended without a word. */
  get options(): SystemOptions {
    return this.#options;
  }

  get simulator(): System['simulator'] {
    return this.system.simulator;
  }

  protected async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const { persona } = this.#options;
    const response = await fetch(new URL(path, this.system.origin), {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(persona !== undefined && { authorization: `Bearer ${persona}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  }

  protected writes(): number {
    return this.#stored.count;
  }

  /** Ends it, and fails when any orchestration of it would have had another course at a replay. */
  async close(): Promise<void> {
    this.#stored.end();
    await this.system.close();
    await this.#replayed.finish();
  }
}

import { liveRunSchema, type RunAnswer } from '../../src/domain/run/runView.ts';
import { MemorySystem } from './memorySystem.ts';
import { principalHeader } from './principals.ts';
import { ENDED, SECOND, type Answer } from './spokenSystem.ts';

interface Person {
  readonly roles: readonly string[];
  readonly groups?: readonly string[];
}

/** A system in memory in which people are told apart, and called by their names. */
export class PeopleSystem {
  readonly system: MemorySystem;
  readonly #people: Readonly<Record<string, Person>>;

  constructor(
    people: Readonly<Record<string, Person>>,
    options: Parameters<typeof MemorySystem.start>[0] = {},
  ) {
    this.#people = people;
    this.system = MemorySystem.start(options, { APP_AUTHENTICATION: 'entra' });
  }

  async call(who: string, method: string, path: string, body?: object): Promise<Answer> {
    const { roles, groups = [] } = this.#people[who] ?? { roles: [] };
    return await this.system.call(method, path, body, principalHeader(who, roles, groups));
  }

  /** A call that must succeed. */
  async ok(who: string, method: string, path: string, body?: object): Promise<unknown> {
    const answer = await this.call(who, method, path, body);
    if (answer.status < 400) return answer.body;
    throw new Error(`${method} ${path} of ${who}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  async run(who: string, name: string): Promise<RunAnswer> {
    return liveRunSchema.parse(await this.ok(who, 'GET', `/api/runs/${name}`));
  }

  /** Lets time pass until the run is as it is to be. */
  async until(
    who: string,
    name: string,
    limit: number,
    reached: (run: RunAnswer) => boolean = ({ state }) => ENDED.includes(state),
  ): Promise<RunAnswer> {
    const { clock } = this.system;
    const deadline = clock.now() + limit;
    for (;;) {
      const run = await this.run(who, name);
      if (reached(run)) return run;
      if (clock.now() >= deadline) throw new Error(`Not reached in time: ${JSON.stringify(run)}`);
      await clock.advance(30 * SECOND);
    }
  }
}

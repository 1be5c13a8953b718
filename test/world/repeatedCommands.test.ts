import { z } from 'zod';
import { DependencyError } from '../../src/domain/errors.ts';
import { MemoryTable, type MemoryAccount } from '../../src/memory/memoryTable.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

const events = z.looseObject({ value: z.array(z.looseObject({ type: z.string() })) });
const members = z.looseObject({ value: z.array(z.looseObject({ name: z.string() })) });
const told = z.looseObject({ type: z.string() });

const STAGES = [{ name: 'only', groups: [{ name: 'test' }] }];
const RUN = { name: 'run', stages: STAGES, managedClusterUpdate: NODE_IMAGES };
const MEMBER = '/api/members/demo/aks-eus-2';
const ONE = [{ fleet: 'demo', name: 'aks-eus-1' }];

/** A system of which a chosen operation, of a table or of Azure, fails once. */
class Failing {
  readonly #account: MemoryAccount = new Map();
  readonly system: MemorySystem;
  #until = Infinity;
  /** Of what was given. */
  #before = 0;

  constructor() {
    this.system = MemorySystem.start({
      account: this.#account,
      before: () => {
        this.#until -= 1;
        if (this.#until !== 0) return Promise.resolve();
        return Promise.reject(new DependencyError('ServerBusy', 'The server is busy.', 503));
      },
    });
  }

  /** The status of the call; `failed` when it came so far that the k-th operation was reached. */
  async call({ method, path, body }: Command, failAt = Infinity) {
    this.#until = failAt;
    const { status } = await this.system.whileTimePasses(this.system.call(method, path, body?.()));
    const failed = this.#until <= 0;
    this.#until = Infinity;
    return { status, failed };
  }

  async #rows(table: string) {
    return await new MemoryTable(this.#account, table).all();
  }

  /** Rows that say that something is not finished, and those of runs that nothing leads to. */
  async left(): Promise<string[]> {
    const runs = await this.#rows('Runs');
    const named = runs.filter(({ partitionKey }) => partitionKey === 'runs').map(({ runId }) => runId);
    const known = new Set<unknown>(['runs', 'unfinished', ...named]);
    const acts = (await this.#rows('Assignments')).filter(
      ({ partitionKey }) => partitionKey === 'membershipActs',
    );
    const lost = runs.filter(({ partitionKey }) => !known.has(partitionKey));
    return [...lost, ...acts.filter(({ removed }) => removed === undefined)].map(
      ({ partitionKey }) => partitionKey,
    );
  }

  async begin(type: string): Promise<void> {
    this.#before = await this.told(type);
  }

  /** How often, since it began, the audit log, or the trail of the run, tells of it. */
  async told(type: string): Promise<number> {
    const log = (await this.#rows('Audit')).map(({ json }) => told.parse(JSON.parse(String(json))));
    const trail = await this.system.call('GET', '/api/runs/run/events');
    const ofRun = trail.status === 200 ? events.parse(trail.body).value : [];
    return [...log, ...ofRun].filter((each) => each.type === type).length - this.#before;
  }
}

interface Command {
  readonly event: string;
  readonly method: string;
  readonly path: string;
  readonly body?: () => unknown;
  readonly given?: (system: MemorySystem) => Promise<unknown>;
  /** What else than success a repetition may be answered, when the first call did it after all. */
  readonly orElse?: number;
  readonly isDone?: (system: MemorySystem) => Promise<boolean>;
}

const createRun = (system: MemorySystem) => system.ok('POST', '/api/runs', RUN);
const startedRun = async (system: MemorySystem) => {
  await createRun(system);
  await system.ok('POST', '/api/runs/run/start');
  await system.clock.advance(MINUTE);
};
const clusterOf = { id: '' };
const hasRun = async (system: MemorySystem) => (await system.call('GET', '/api/runs/run')).status === 200;
const isMember = async (system: MemorySystem) => {
  const { value } = members.parse(await system.ok('GET', '/api/members?refresh=true'));
  return value.some(({ name }) => name === 'aks-eus-2');
};

const COMMANDS: Readonly<Record<string, Command>> = {
  create: {
    event: 'RunCreated',
    method: 'POST',
    path: '/api/runs',
    orElse: 409,
    isDone: hasRun,
    body: () => ({ ...RUN, saveStrategyAs: 'rings' }),
  },
  start: {
    event: 'AttemptStarted',
    method: 'POST',
    path: '/api/runs/run/start',
    orElse: 409,
    given: createRun,
  },
  stop: { event: 'StopRequested', method: 'POST', path: '/api/runs/run/stop', given: startedRun },
  skip: {
    event: 'SkipRequested',
    method: 'POST',
    path: '/api/runs/run/skip',
    orElse: 409,
    given: createRun,
    body: () => ({ targets: [{ type: 'Group', name: 'test' }] }),
  },
  delete: {
    event: 'RunDeleted',
    method: 'DELETE',
    path: '/api/runs/run',
    given: createRun,
    orElse: 404,
    isDone: async (system) => !(await hasRun(system)),
  },
  assign: {
    event: 'GroupAssigned',
    method: 'POST',
    path: '/api/members/assign-group',
    body: () => ({ members: ONE, group: 'canary' }),
  },
  join: {
    event: 'MemberJoined',
    method: 'PUT',
    path: MEMBER,
    isDone: isMember,
    body: () => ({ clusterResourceId: clusterOf.id, group: 'test' }),
    given: async (system) => {
      clusterOf.id = system.simulator.world.cluster('aks-eus-2').id;
      await system.whileTimePasses(system.ok('DELETE', MEMBER));
    },
  },
  leave: {
    event: 'MemberLeft',
    method: 'DELETE',
    path: MEMBER,
    isDone: async (system) => !(await isMember(system)),
  },
  'PUT strategy': {
    event: 'StrategyCreated',
    method: 'PUT',
    path: '/api/strategies/rings',
    body: () => ({ stages: STAGES }),
  },
};

let failing: Failing;

async function given({ given: prepare, event }: Command): Promise<void> {
  failing = new Failing();
  const { system } = failing;
  await system.ok('GET', '/api/members?refresh=true');
  await system.ok('POST', '/api/members/assign-group', {
    members: [{ fleet: 'demo', name: 'aks-neu-1' }],
    group: 'test',
  });
  await prepare?.(system);
  await failing.begin(event);
}

describe.each(Object.entries(COMMANDS))('%s, of which any one operation failed,', (_, command) => {
  it('and which was repeated, is done and told once, and leaves nothing behind', async () => {
    for (let k = 1; ; k += 1) {
      await given(command);
      const first = await failing.call(command, k);
      const last = first.status < 500 ? first : await failing.call(command);
      await failing.system.clock.advance(70 * MINUTE);
      expect([k, await failing.told(command.event)]).toEqual([k, 1]);
      if (last.status >= 300) expect([k, last.status]).toEqual([k, command.orElse]);
      expect([k, await failing.left()]).toEqual([k, []]);
      await failing.system.close();
      if (!first.failed) return;
    }
  });
});

describe.each(['delete', 'join', 'leave', 'create'])('%s, of which any one operation failed,', (name) => {
  it('and which nobody repeated, is told if and only if it is done', async () => {
    const command = COMMANDS[name];
    if (!command?.isDone) throw new Error(`Nobody can tell whether ${name} is done.`);
    const seen = new Set<boolean>();
    for (let k = 1; ; k += 1) {
      await given(command);
      const { failed } = await failing.call(command, k);
      await failing.system.clock.advance(70 * MINUTE);
      const isDone = await command.isDone(failing.system);
      seen.add(isDone);
      expect([k, await failing.told(command.event)]).toEqual([k, isDone ? 1 : 0]);
      expect([k, await failing.left()]).toEqual([k, []]);
      await failing.system.close();
      if (!failed) break;
    }
    expect(seen.size).toBe(2);
  });
});

it.each([
  ['join', 'members.put'],
  ['leave', 'members.delete'],
])('A %s that Azure refuses is not told', async (name, operation) => {
  const command = COMMANDS[name];
  if (!command) throw new Error(`There is no ${name}.`);
  await given(command);
  const effect = { kind: 'status', status: 409, code: 'ScopeLocked' } as const;
  failing.system.simulator.faults.add({ operation, effect });
  expect((await failing.call(command)).status).toBeGreaterThanOrEqual(400);
  expect(await failing.left()).toEqual([]);
  await failing.system.clock.advance(70 * MINUTE);
  expect(await failing.told(command.event)).toBe(0);
  await failing.system.close();
});

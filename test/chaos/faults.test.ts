import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startAzurite } from '../../src/demo/azurite.ts';
import { startHost } from '../../src/local/host.ts';
import type { FaultEffect } from '../../src/simulator/faults.ts';
import { DEFAULT_UNKNOWNS, type Unknowns } from '../../src/simulator/unknowns.ts';
import { newAccount } from '../support/azurite.ts';
import { DAY, ENDED, HOUR, memberStates, MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';
import { STRAIGHT, tell, TROUBLED } from './crashes.ts';
import { flakyTables, type Fate } from './flakyTables.ts';

const FLEET =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-fleet/providers/Microsoft.ContainerService/fleets/demo';
const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];
const UPGRADE_SECONDS = 300;

let system: TestSystem;
const running = new Set<TestSystem>();
afterEach(async () => {
  for (const each of running) await each.close();
  running.clear();
});

async function given(): Promise<void> {
  system = await TestSystem.start();
  running.add(system);
  for (const name of ALL) system.simulator.world.setUpgradeSeconds(name, UPGRADE_SECONDS);
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({
    test: ['aks-neu-1', 'aks-weu-1'],
    production: ['aks-weu-2', 'aks-eus-1', 'aks-eus-2'],
  });
}
const create = (name = 'run') =>
  system.ok('POST', '/api/runs', {
    name,
    managedClusterUpdate: NODE_IMAGES,
    start: true,
    stages: [
      { name: 'test', groups: [{ name: 'test' }] },
      { name: 'production', groups: [{ name: 'production' }] },
    ],
  });
const until = (member: string, state: string) =>
  system.untilRun('run', (run) => memberStates(run)[member] === state, DAY, 15_000);
const end = (limit = DAY) => system.until('run', ENDED, limit);

/** What somebody does in the portal: ARM without this app. */
async function portal(method: string, path: string, body?: unknown): Promise<number> {
  const { endpoint } = system.simulator;
  const response = await fetch(`${endpoint}${FLEET}/${path}?api-version=2025-03-01`, {
    method,
    headers: {
      authorization: `Bearer ${system.simulator.issueToken()}`,
      'content-type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return response.status;
}
const ourFleetRun = () => {
  const [run] = system.simulator.world.updateRuns();
  if (!run) throw new Error('There is no Fleet run.');
  return run.name;
};

describe('ARM that fails at one request in five', () => {
  it.each<[string, FaultEffect]>([
    ['with 429 and Retry-After', { kind: 'status', status: 429, retryAfterSeconds: 5 }],
    ['with 500', { kind: 'status', status: 500 }],
    ['with 503', { kind: 'status', status: 503 }],
    ['with a dropped connection', { kind: 'drop' }],
    ['with an answer that is lost after the effect took place', { kind: 'lostAnswer' }],
  ])(
    '%s delays a run and changes nothing else',
    async (_what, effect) => {
      await given();
      system.simulator.faults.add({ operation: '*', share: { of: 0.2, seed: 7 }, effect });
      await system.whileTimePasses(create());
      const run = await end();
      expect([run.state, run.attempt, system.upgraded()]).toEqual(['Completed', 1, ALL]);
      expect(system.simulator.world.updateRuns()).toEqual([]);
    },
    180_000,
  );
});

it('ARM that fails at one request in five in every way there is, some without ever answering, delays a run only', async () => {
  await given();
  const effects: FaultEffect[] = [
    { kind: 'status', status: 429, retryAfterSeconds: 5 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503 },
    { kind: 'drop' },
    { kind: 'lostAnswer' },
  ];
  effects.forEach((effect, seed) => {
    system.simulator.faults.add({ operation: '*', share: { of: 0.035, seed }, effect });
  });
  system.simulator.faults.add({ operation: '*', every: 40, effect: { kind: 'hang' } });
  await system.whileTimePasses(create());
  const run = await end();
  expect([run.state, run.attempt, system.upgraded()]).toEqual(['Completed', 1, ALL]);
  expect(system.simulator.world.updateRuns()).toEqual([]);
}, 180_000);

describe('What nobody knows of Fleet Manager', () => {
  const others: { readonly [Name in keyof Unknowns]: readonly Unknowns[Name][] } = {
    eTagMismatchStatus: [409],
    wrongStateStatus: [400],
    startOfUnstartable: ['ignored'],
    stopOfUnstoppable: ['ignored'],
    skipOfUnknownTarget: ['ignored'],
    skipOfFinishedTarget: ['refused'],
    skipOfRunningMember: ['ignored', 'skipped'],
    putOfStartedRun: ['ignored'],
    duplicateNames: ['accepted'],
    bothStrategies: ['accepted'],
    membersFixed: ['atStart', 'never'],
    imagesSelected: ['atCreate'],
    runOfSkippedStages: ['Skipped'],
    memberBesideFailure: ['Running'],
    failedMemberOnRestart: ['kept'],
    clusterDuringImageUpgrade: ['Upgrading'],
    secondsUpdatingAfterMemberChange: [25],
  };
  const cases = Object.entries(others).flatMap(([name, values]) =>
    values.map((value): [string, Partial<Unknowns>] => [`${name} ${value}`, { [name]: value }]),
  );

  it('is all in these cases', () => {
    expect(Object.keys(others).toSorted()).toEqual(Object.keys(DEFAULT_UNKNOWNS).toSorted());
  });

  it.each(cases)(
    'set to %s changes nothing of a run with a failure and a stop',
    async (_what, unknowns) => {
      const { wrong, run } = await tell(TROUBLED, undefined, { unknowns });
      expect([wrong, run.attempt > 1]).toEqual([[], true]);
    },
    180_000,
  );
});

describe('Table Storage', () => {
  it.each<[string, (method: string, count: number) => Fate]>([
    ['that refuses one request in five', (_, count) => (count % 5 === 0 ? 'refused' : 'answered')],
    ['that drops one connection in five', (_, count) => (count % 5 === 0 ? 'dropped' : 'answered')],
    [
      'that loses one answer in five after the effect',
      (_, count) => (count % 5 === 0 ? 'answerLost' : 'answered'),
    ],
    [
      'that loses the answer of one write in three',
      (method, count) => (method !== 'GET' && count % 3 === 0 ? 'answerLost' : 'answered'),
    ],
  ])(
    '%s delays a run and changes nothing else',
    async (_what, fateOf) => {
      const [, account = '', port = ''] = /AccountName=([^;]+).*:(\d+)\//.exec(newAccount()) ?? [];
      const tables = await flakyTables(Number(port));
      const count = { requests: 0 };
      const calm = () => {
        tables.fate = () => 'answered';
      };
      const prepare = () => {
        tables.fate = (method) => fateOf(method, (count.requests += 1));
      };
      try {
        const { wrong } = await tell({ ...STRAIGHT, prepare, calm, isRough: true }, undefined, {
          tablesConnectionString: tables.connectionString(account),
        });
        expect(wrong).toEqual([]);
      } finally {
        await tables.close();
      }
    },
    240_000,
  );

  it('that is away for a while in the middle and then starts again has the run go on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fleet-updates-tables-'));
    let azurite = await startAzurite({ folder });
    const tables = await flakyTables(azurite.port);
    const other = await TestSystem.start({ tablesConnectionString: tables.connectionString('fleetupdates') });
    try {
      await other.ok('GET', '/api/members?refresh=true');
      await other.ok('POST', '/api/runs', { name: 'run', managedClusterUpdate: NODE_IMAGES, start: true });
      await other.untilRun('run', (run) => memberStates(run)['aks-eus-1'] === 'Running', HOUR, MINUTE / 4);
      await azurite.close();
      tables.fate = () => 'dropped';
      await other.clock.advance(10 * MINUTE);
      azurite = await startAzurite({ folder });
      Object.assign(tables, { port: azurite.port, fate: () => 'answered' });
      expect((await other.until('run', ENDED)).state).toBe('Completed');
      expect(other.upgraded()).toEqual(ALL);
    } finally {
      await other.close();
      await tables.close();
      await azurite.close();
      rmSync(folder, { recursive: true });
    }
  }, 240_000);
});

describe('Somebody in the portal', () => {
  it('who stops our Fleet run stops the run, which says so and goes on at the next start', async () => {
    await given();
    await create();
    await until('aks-neu-1', 'Running');
    expect(await portal('POST', `updateRuns/${ourFleetRun()}/stop`)).toBeLessThan(300);
    const stopped = await end();
    expect(stopped.state).toBe('Stopped');
    expect(JSON.stringify(stopped)).toMatch(/was stopped outside Fleet Updates/);
    await system.ok('POST', '/api/runs/run/start');
    expect((await end()).state).toBe('Completed');
    expect(system.upgraded()).toEqual(ALL);
  });

  it('who deletes our Fleet run fails its unfinished members; the next start updates each once in all', async () => {
    await given();
    await create();
    await until('aks-neu-1', 'Running');
    const name = ourFleetRun();
    await portal('POST', `updateRuns/${name}/stop`);
    await portal('DELETE', `updateRuns/${name}`);
    const run = await end();
    expect(['Failed', 'Stopped']).toContain(run.state);
    await system.ok('POST', '/api/runs/run/start');
    expect((await end()).state).toBe('Completed');
    expect(new Set(system.upgraded())).toEqual(new Set(ALL));
    expect(system.upgraded()).toEqual(ALL);
  });

  it('finds no failed Fleet run of ours to start: it is gone once its result is stored', async () => {
    await given();
    system.simulator.world.failUpgrades('aks-neu-1');
    await create();
    const name = await until('aks-neu-1', 'Running').then(ourFleetRun);
    expect((await end()).state).toBe('Failed');
    expect(await portal('POST', `updateRuns/${name}/start`)).toBe(404);
    await system.clock.advance(HOUR);
    expect(system.upgraded()).toEqual(['aks-neu-1']);
  });

  it('who starts our Fleet run in the moment between failure and its removal is met by the lock and the record', async () => {
    await given();
    system.simulator.world.failUpgrades('aks-neu-1');
    await create();
    const name = await until('aks-neu-1', 'Running').then(ourFleetRun);
    const away = system.simulator.faults.add({
      operation: 'updateRuns.delete',
      effect: { kind: 'status', status: 503 },
    });
    await system.untilRun('run', (run) => memberStates(run)['aks-neu-1'] === 'Failed', HOUR, 15_000);
    await portal('POST', `updateRuns/${name}/start`);
    away();
    const run = await end();
    expect(['Failed', 'Completed']).toContain(run.state);
    expect(system.simulator.world.updateRuns()).toEqual([]);
    await system.ok('POST', '/api/runs/run/start').catch(() => undefined);
    expect((await end()).state).toBe('Completed');
    const completed = system.simulator.record.filter(({ outcome }) => outcome === 'Completed');
    expect(completed.map(({ clusterResourceId }) => clusterResourceId.split('/').at(-1)).toSorted()).toEqual(
      ALL,
    );
  });
});

describe('A member that', () => {
  it('leaves the fleet before its turn is Skipped or Failed and says so; the others go on', async () => {
    await given();
    await create();
    await until('aks-neu-1', 'Running');
    await portal('DELETE', 'members/aks-eus-2');
    const run = await end();
    expect(memberStates(run)).toMatchObject({
      'aks-neu-1': 'Completed',
      'aks-weu-1': 'Completed',
      'aks-weu-2': 'Completed',
    });
    const left = run.stages[1]?.groups[0]?.members.find(({ name }) => name === 'aks-eus-2');
    expect(['Skipped', 'Failed']).toContain(left?.state);
    expect(left?.message ?? left?.error?.message).toMatch(/./);
    expect(system.upgraded()).toEqual(ALL.filter((name) => name !== 'aks-eus-2'));
  });

  it('leaves while it is being updated ends as its update does', async () => {
    await given();
    await create();
    await until('aks-neu-1', 'Running');
    expect(await portal('DELETE', 'members/aks-neu-1')).toBeLessThan(300);
    const run = await end();
    expect([run.state, memberStates(run)['aks-neu-1'], system.upgraded()]).toEqual([
      'Completed',
      'Completed',
      ALL,
    ]);
  });

  it('changes its group in Fleet before its turn is not updated in its old group', async () => {
    await given();
    await create();
    await until('aks-neu-1', 'Running');
    await portal('PATCH', 'members/aks-eus-2', { properties: { group: 'elsewhere' } });
    const run = await end();
    expect(memberStates(run)['aks-eus-2']).toBe('Skipped');
    expect([run.state, run['leftOutCount']]).toEqual(['Completed', 1]);
    expect(run.message).toMatch(/^1 member of the plan was not updated\. MemberMoved: aks-eus-2 /);
    expect(JSON.stringify(run)).toMatch(/aks-eus-2[\s\S]*moved|MemberMoved|elsewhere/i);
    expect(system.upgraded()).toEqual(ALL.filter((name) => name !== 'aks-eus-2'));
  });

  it('joins a group of the run after its plan was frozen is left alone', async () => {
    await given();
    await system.ok('POST', '/api/members/assign-group', {
      members: [{ fleet: 'demo', name: 'aks-eus-2' }],
      group: null,
    });
    await create();
    await until('aks-neu-1', 'Running');
    await portal('PATCH', 'members/aks-eus-2', { properties: { group: 'production' } });
    expect((await end()).state).toBe('Completed');
    expect(system.upgraded()).toEqual(ALL.filter((name) => name !== 'aks-eus-2'));
  });
});

describe('A run', () => {
  it('that is deleted and created again under its name is another run', async () => {
    await given();
    await create();
    await until('aks-neu-1', 'Running');
    await system.ok('POST', '/api/runs/run/stop');
    await end();
    expect((await system.call('DELETE', '/api/runs/run')).status).toBe(204);
    await create();
    const run = await end();
    expect([run.state, run.attempt]).toEqual(['Completed', 1]);
    expect(system.upgraded()).toEqual(ALL);
  });
});

it('Two deployments of the app on one fleet never have AKS update a cluster twice at once', async () => {
  await given();
  const { simulator, clock } = system;
  const host = await startHost({
    appDirectory: fileURLToPath(new URL('../..', `file://${__dirname}/x`)),
    clock,
    settings: {
      FLEETS: JSON.stringify({ demo: FLEET }),
      TABLES_CONNECTION_STRING: newAccount(),
      AZURE_RESOURCE_MANAGER_ENDPOINT: simulator.endpoint,
      AZURE_RESOURCE_MANAGER_SCOPE: `${simulator.endpoint}/.default`,
      IDENTITY_ENDPOINT: simulator.identityEndpoint,
      IDENTITY_HEADER: simulator.identityHeader,
      APP_AUTHENTICATION: 'off',
    },
  });
  try {
    const post = (path: string, body: unknown) =>
      fetch(new URL(path, host.origin), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await fetch(new URL('/api/members?refresh=true', host.origin));
    await create();
    expect(
      (await post('/api/runs', { name: 'theirs', managedClusterUpdate: NODE_IMAGES, start: true })).status,
    ).toBe(201);
    const ours = await end();
    expect(ENDED).toContain(ours.state);
    await clock.advance(HOUR);
    const times = simulator.record.map(({ clusterResourceId, startedAt, endedAt }) => ({
      clusterResourceId,
      startedAt,
      endedAt,
    }));
    for (const one of times) {
      const others = times.filter(
        (other) => other !== one && other.clusterResourceId === one.clusterResourceId,
      );
      expect(
        others.filter(
          (other) => other.startedAt < (one.endedAt ?? '9') && one.startedAt < (other.endedAt ?? '9'),
        ),
      ).toEqual([]);
    }
    expect(new Set(system.upgraded())).toEqual(new Set(ALL));
  } finally {
    await host.close();
  }
}, 180_000);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startAzurite } from '../../src/demo/azurite.ts';
import { startHost } from '../../src/local/host.ts';
import type { FaultEffect } from '../../src/simulator/faults.ts';
import { newAccount } from '../support/azurite.ts';
import { DAY, ENDED, HOUR, memberStates, MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';
import { ALL, STRAIGHT, TROUBLED } from '../support/stories.ts';
import { unknownsSetOtherwise } from '../support/unknowns.ts';
import { tell } from './crashes.ts';
import { flakyTables, type Fate } from './flakyTables.ts';

const FLEET =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-fleet/providers/Microsoft.ContainerService/fleets/demo';
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

// Each way is tried alone in memory (test/world/faults); here those in which the SDK's own retries matter most.
describe('ARM that fails at one request in five', () => {
  it.each<[string, FaultEffect]>([
    ['with 429 and Retry-After', { kind: 'status', status: 429, retryAfterSeconds: 5 }],
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
  // Each costs the 30 real seconds of a request's bound.
  system.simulator.faults.add({ operation: '*', every: 40, times: 1, effect: { kind: 'hang' } });
  await system.whileTimePasses(create());
  const run = await end();
  expect([run.state, run.attempt, system.upgraded()]).toEqual(['Completed', 1, ALL]);
  expect(system.simulator.world.updateRuns()).toEqual([]);
}, 180_000);

const UNKNOWNS = unknownsSetOtherwise();

// All of them are tried in memory (test/world/faults); here every tenth.
it.each(UNKNOWNS.filter((_, index) => index % 10 === 5))(
  'What nobody knows of Fleet Manager, set to %s, changes nothing of a run with a failure and a stop',
  async (_what, unknowns) => {
    const { wrong, run } = await tell(TROUBLED, { options: { unknowns } });
    expect([wrong, run.attempt > 1]).toEqual([[], true]);
  },
  180_000,
);

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
      const begin = () => {
        tables.fate = (method) => fateOf(method, (count.requests += 1));
      };
      const end = () => {
        tables.fate = () => 'answered';
      };
      try {
        const { wrong } = await tell(STRAIGHT, {
          rough: { begin, end },
          options: { tablesConnectionString: tables.connectionString(account) },
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

// Whatever else is done in the portal is tried in memory (test/world/faults).
it('Somebody in the portal who deletes our Fleet run fails its unfinished members; the next start updates each once in all', async () => {
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

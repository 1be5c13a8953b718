import { simulatedArm } from '../../src/memory/simulatedArm.ts';
import type { FaultEffect } from '../../src/simulator/faults.ts';
import { DEFAULT_UNKNOWNS } from '../../src/simulator/unknowns.ts';
import { DependencyError } from '../../src/domain/errors.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, HOUR, memberStates, NODE_IMAGES } from '../support/spokenSystem.ts';
import { ALL, TROUBLED } from '../support/stories.ts';
import { OTHERS, unknownsSetOtherwise } from '../support/unknowns.ts';
import { tell } from './tell.ts';

const FLEET =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-fleet/providers/Microsoft.ContainerService/fleets/demo';
const UPGRADE_SECONDS = 300;

let system: MemorySystem;
const running = new Set<MemorySystem>();
afterEach(async () => {
  for (const each of running) await each.close();
  running.clear();
});

async function given(): Promise<void> {
  system = MemorySystem.start();
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

/** What somebody does in the portal: ARM without this app. Gives the status of the answer. */
async function portal(method: string, path: string, body?: object): Promise<number> {
  const arm = simulatedArm(system.world.azure.service, system.clock);
  try {
    await arm.call(method, `${FLEET}/${path}`, '2025-03-01', body && { body });
    return 200;
  } catch (error) {
    if (error instanceof DependencyError) return error.status;
    throw error;
  }
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
    ['without an answer', { kind: 'hang' }],
    ['with an answer that is lost after the effect took place', { kind: 'lostAnswer' }],
  ])(
    '%s delays a run and changes nothing else',
    async (_what, effect) => {
      await given();
      await create();
      system.simulator.faults.add({ operation: '*', share: { of: 0.2, seed: 7 }, effect });
      const run = await end();
      expect([run.state, run.attempt, system.upgraded()]).toEqual(['Completed', 1, ALL]);
      expect(system.simulator.world.updateRuns()).toEqual([]);
    },
    180_000,
  );
});

describe('What nobody knows of Fleet Manager', () => {
  it('is all in these cases', () => {
    expect(Object.keys(OTHERS).toSorted()).toEqual(Object.keys(DEFAULT_UNKNOWNS).toSorted());
  });

  it.each(unknownsSetOtherwise())(
    'set to %s changes nothing of a run with a failure and a stop',
    async (_what, unknowns) => {
      const { wrong } = await tell(TROUBLED, { options: { unknowns } });
      expect(wrong).toEqual([]);
    },
    180_000,
  );
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
    expect([run.state, run.leftOutCount]).toEqual(['Completed', 1]);
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

import type { Fault } from '../../src/simulator/faults.ts';
import { SCENARIOS } from '../../src/simulator/scenarios.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import type { SpokenSystem } from '../support/spokenSystem.ts';
import {
  DAY,
  ENDED,
  HOUR,
  memberStates,
  MINUTE,
  NODE_IMAGES,
  TestSystem,
  TO_1_33,
} from '../support/testSystem.ts';

let system: SpokenSystem | undefined;
afterEach(async () => {
  await system?.close();
  system = undefined;
});

const ALL = ['aks-neu-1', 'aks-weu-1', 'aks-weu-2', 'aks-eus-1', 'aks-eus-2'];
const stages = [
  { name: 'test', groups: [{ name: 'test' }] },
  { name: 'production', groups: [{ name: 'production' }] },
];

async function given(scenario?: string, timersEarlyByMs?: number): Promise<TestSystem> {
  const started = await TestSystem.start({
    ...(scenario !== undefined && { scenario }),
    ...(timersEarlyByMs !== undefined && { timersEarlyByMs }),
  });
  system = started;
  await prepare(started);
  return started;
}

/** For most of it: nothing there depends on what lies between the app and Azure. */
async function givenInMemory(scenario?: string): Promise<MemorySystem> {
  const started = MemorySystem.start({ ...(scenario !== undefined && { scenario }) });
  system = started;
  await prepare(started);
  return started;
}

async function prepare(on: SpokenSystem): Promise<void> {
  await on.ok('GET', '/api/members?refresh=true');
  await on.assign({
    test: ['aks-neu-1', 'aks-weu-1', 'aks-weu-2'],
    production: ['aks-eus-1', 'aks-eus-2'],
  });
}
async function start(on: SpokenSystem, managedClusterUpdate: unknown = NODE_IMAGES): Promise<void> {
  await on.ok('POST', '/api/runs', { name: 'run', stages, managedClusterUpdate, start: true });
}

describe('Trouble with a cluster', () => {
  it('a maintenance window keeps its member Pending, says so, and lets it update when the window opens', async () => {
    const on = await givenInMemory('maintenance-windows');
    await start(on);
    const pending = await on.untilRun('run', (run) => memberStates(run)['aks-eus-2'] === 'Pending', 4 * HOUR);
    const member = pending.stages[1]?.groups[0]?.members.find(({ name }) => name === 'aks-eus-2');
    expect(member?.message).toMatch(/maintenance/i);
    const run = await on.until('run', ENDED, DAY, 5 * MINUTE);
    expect(run.state).toBe('Completed');
    const began = on.simulator.record.find(({ clusterResourceId }) =>
      clusterResourceId.endsWith('aks-eus-2'),
    );
    expect(new Date(began?.startedAt ?? '').getUTCHours()).toBeGreaterThanOrEqual(2);
    expect(new Date(began?.startedAt ?? '').getUTCHours()).toBeLessThan(6);
  });

  it('a version that its region does not offer keeps its member Pending until it does', async () => {
    const on = await givenInMemory('version-not-in-region');
    const { kubernetesVersion } = on.simulator.world.cluster('aks-eus-2');
    await start(on, TO_1_33);
    await on.untilRun('run', (run) => memberStates(run)['aks-eus-2'] === 'Pending', 6 * HOUR);
    await on.clock.advance(2 * HOUR);
    expect((await on.run('run')).stages[1]?.groups[0]?.members.at(-1)?.message).toMatch(/1\.33/);
    on.simulator.world.setKubernetesVersions('eastus', [kubernetesVersion, '1.33.2']);
    expect((await on.until('run', ENDED, 6 * HOUR)).state).toBe('Completed');
    expect(on.simulator.world.cluster('aks-eus-2').kubernetesVersion).toBe('1.33.2');
  });

  it('a stopped cluster fails with what AKS says, and the next start after it runs again finishes the job', async () => {
    const on = await given('cluster-stopped');
    await start(on);
    const failed = await on.until('run', ENDED);
    expect(failed.state).toBe('Failed');
    const member = failed.stages[1]?.groups[0]?.members.find(({ name }) => name === 'aks-eus-2');
    expect(member).toMatchObject({ state: 'Failed' });
    expect(member?.error?.message ?? '').toMatch(/stopped|power/i);
    on.simulator.world.setPower('aks-eus-2', 'Running');
    await on.ok('POST', '/api/runs/run/start');
    expect(memberStates(await on.until('run', ENDED))).toEqual(
      Object.fromEntries(ALL.map((name) => [name, 'Completed'])),
    );
  });

  it('a busy cluster is shown as such, and no member is updated twice over it', async () => {
    const on = await givenInMemory('cluster-busy');
    await start(on);
    const run = await on.until('run', ENDED, DAY);
    if (run.state === 'Failed') {
      await on.clock.advance(3 * HOUR);
      await on.ok('POST', '/api/runs/run/start');
    }
    expect((await on.until('run', ENDED, DAY)).state).toBe('Completed');
    const ended = on.simulator.record.filter(({ outcome }) => outcome === 'Completed');
    expect(ended).toHaveLength(ALL.length);
  });
});

describe('Trouble with ARM', () => {
  it.each(['arm-throttles', 'arm-errors', 'arm-drops'])(
    '%s delays a run and changes nothing else',
    async (name) => {
      const on = await given();
      const scenario = SCENARIOS.find((one) => one.name === name);
      for (const fault of scenario?.faults ?? []) on.simulator.faults.add(fault);
      await start(on);
      const run = await on.until('run', ENDED, DAY, MINUTE);
      expect(run.state).toBe('Completed');
      expect(on.upgraded()).toEqual(ALL.toSorted());
      expect(on.simulator.world.updateRuns()).toEqual([]);
    },
  );

  it('a long outage is shown on the group with its error and since when; the run goes on afterwards', async () => {
    const on = await given();
    await start(on);
    await on.untilRun('run', (run) => memberStates(run)['aks-neu-1'] === 'Running');
    const outage: Fault = { operation: '*', effect: { kind: 'status', status: 503, code: 'ServerBusy' } };
    const end = on.simulator.faults.add(outage);
    await on.clock.advance(2 * HOUR);
    const group = (await on.run('run')).stages[0]?.groups[0];
    expect(group?.lastError?.code).toBe('ServerBusy');
    expect(group?.lastError?.count).toBeGreaterThan(1);
    end();
    expect((await on.until('run', ENDED, DAY)).state).toBe('Completed');
    expect(on.upgraded()).toEqual(ALL.toSorted());
  });

  it('a right taken away in mid-run is shown, and the run goes on when it is given back', async () => {
    const on = await givenInMemory();
    await start(on);
    await on.untilRun('run', (run) => memberStates(run)['aks-neu-1'] === 'Running');
    const denied: Fault = {
      operation: 'updateRuns.*',
      effect: { kind: 'status', status: 403, code: 'AuthorizationFailed' },
    };
    const give = on.simulator.faults.add(denied);
    await on.clock.advance(30 * MINUTE);
    expect((await on.run('run')).stages[0]?.groups[0]?.lastError).toBeDefined();
    give();
    expect((await on.until('run', ENDED, DAY)).state).toBe('Completed');
    expect(on.upgraded()).toEqual(ALL.toSorted());
  });
});

describe('Timers that fire a second early', () => {
  it('never end a wait early', async () => {
    const on = await given(undefined, 1000);
    await on.ok('POST', '/api/runs', {
      name: 'run',
      managedClusterUpdate: NODE_IMAGES,
      start: true,
      stages: stages.map((stage) => ({ ...stage, afterStageWaitInSeconds: 3600 })),
    });
    const run = await on.until('run', ENDED, DAY);
    expect(run.state).toBe('Completed');
    for (const { afterStageWait } of run.stages) {
      const [from, to] = [afterStageWait?.startTime, afterStageWait?.completedTime].map((at) =>
        Date.parse(at ?? ''),
      );
      expect((to ?? 0) - (from ?? 0)).toBeGreaterThanOrEqual(HOUR);
    }
  });
});

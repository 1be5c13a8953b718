import { z } from 'zod';
import { MemorySystem } from '../support/memorySystem.ts';
import { ENDED, HOUR, memberStates, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

const eventList = z.looseObject({ value: z.array(z.looseObject({ type: z.string(), time: z.string() })) });

let system: MemorySystem;

const STAGES = [
  { name: 'test', groups: [{ name: 'test' }, { name: 'canary' }], afterStageWaitInSeconds: 7200 },
  { name: 'production', groups: [{ name: 'weu' }, { name: 'eus' }] },
];

beforeEach(async () => {
  system = MemorySystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({
    test: ['aks-neu-1', 'aks-weu-1'],
    canary: ['aks-eus-1'],
    weu: ['aks-weu-2'],
    eus: ['aks-eus-2'],
  });
  await system.ok('POST', '/api/runs', { name: 'run', stages: STAGES, managedClusterUpdate: NODE_IMAGES });
});
afterEach(async () => {
  await system.close();
});

const skip = (type: string, name: string) =>
  system.call('POST', '/api/runs/run/skip', { targets: [{ type, name }] });
const start = () => system.call('POST', '/api/runs/run/start');

describe('A member that fails', () => {
  it('fails its group, stage and run; running members finish, nothing new starts, and the run says who and why', async () => {
    system.simulator.world.failUpgrades('aks-neu-1', {
      code: 'PodDrainFailure',
      message: 'A pod would not go.',
    });
    await start();
    const run = await system.until('run', ENDED);
    expect(run.state).toBe('Failed');
    expect(run.message).toMatch(/aks-neu-1 .*A pod would not go\./);
    expect(memberStates(run)).toEqual({
      'aks-neu-1': 'Failed',
      'aks-weu-1': 'NotStarted',
      'aks-eus-1': 'Completed',
      'aks-weu-2': 'NotStarted',
      'aks-eus-2': 'NotStarted',
    });
    expect(run.stages.map(({ state }) => state)).toEqual(['Failed', 'NotStarted']);
    expect(system.upgraded()).toEqual(['aks-eus-1', 'aks-neu-1']);
    expect(run.stages[0]?.groups[0]?.members[0]?.error?.code).toBe('PodDrainFailure');
  });

  it('is tried again by the next start, which updates no finished member again', async () => {
    system.simulator.world.failUpgrades('aks-neu-1', { times: 1 });
    await start();
    await system.until('run', ['Failed']);
    expect((await start()).status).toBe(202);
    const run = await system.until('run', ENDED);
    expect([run.state, run.attempt]).toEqual(['Completed', 2]);
    expect(system.upgraded()).toEqual([
      'aks-eus-1',
      'aks-eus-2',
      'aks-neu-1',
      'aks-neu-1',
      'aks-weu-1',
      'aks-weu-2',
    ]);
    expect(system.simulator.world.updateRuns()).toEqual([]);
  });
});

describe('Start', () => {
  it('given twice at once starts one attempt', async () => {
    const answers = await Promise.all([start(), start()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    await system.until('run', ENDED);
    expect(new Set(system.upgraded()).size).toBe(system.upgraded().length);
  });

  it('is refused while the run goes on, and once it is completed', async () => {
    await start();
    await system.clock.advance(5 * MINUTE);
    expect(await start()).toMatchObject({ status: 409, body: { code: 'InvalidState' } });
    await system.until('run', ['Completed']);
    expect(await start()).toMatchObject({ status: 409, body: { code: 'InvalidState' } });
  });
});

describe('Stop', () => {
  it('lets the running members finish and starts nothing else; the next start goes on', async () => {
    await start();
    await system.untilRun('run', (run) => memberStates(run)['aks-neu-1'] === 'Running');
    expect((await system.call('POST', '/api/runs/run/stop')).status).toBe(202);
    const stopped = await system.until('run', ENDED);
    expect(stopped.state).toBe('Stopped');
    expect(memberStates(stopped)).toMatchObject({
      'aks-neu-1': 'Completed',
      'aks-weu-1': 'NotStarted',
      'aks-eus-1': 'Completed',
      'aks-weu-2': 'NotStarted',
    });
    await start();
    expect((await system.until('run', ENDED)).state).toBe('Completed');
    expect(new Set(system.upgraded()).size).toBe(5);
    expect(system.upgraded()).toHaveLength(5);
  });

  it('interrupts a wait, which the next attempt serves to its stored end', async () => {
    await start();
    const waiting = await system.untilRun('run', (run) => run.stages[0]?.afterStageWait?.state === 'Running');
    await system.call('POST', '/api/runs/run/stop');
    const stopped = await system.until('run', ['Stopped']);
    expect(stopped.stages[0]?.afterStageWait?.state).toBe('Stopped');
    await system.clock.advance(HOUR);
    await start();
    const run = await system.until('run', ENDED);
    const [begun, wait] = [waiting.stages[0]?.afterStageWait, run.stages[0]?.afterStageWait];
    expect(wait).toMatchObject({ state: 'Completed', startTime: begun?.startTime });
    const served = Date.parse(wait?.completedTime ?? '') - Date.parse(wait?.startTime ?? '');
    expect(served).toBeGreaterThanOrEqual(2 * HOUR);
    expect(served).toBeLessThan(2 * HOUR + 2 * MINUTE);
  });

  it('is refused for a run that does not go on', async () => {
    expect(await system.call('POST', '/api/runs/run/stop')).toMatchObject({
      status: 409,
      body: { code: 'InvalidState' },
    });
  });
});

describe('Skip', () => {
  it('of a member, a group and a wait before the start leaves them out', async () => {
    expect((await skip('Member', 'aks-weu-1')).status).toBe(202);
    expect((await skip('Group', 'weu')).status).toBe(202);
    expect((await skip('AfterStageWait', 'test')).status).toBe(202);
    await start();
    const run = await system.until('run', ENDED, 2 * HOUR);
    expect(run.state).toBe('Completed');
    expect(memberStates(run)).toMatchObject({
      'aks-weu-1': 'Skipped',
      'aks-weu-2': 'Skipped',
      'aks-eus-2': 'Completed',
    });
    expect(run.stages[0]?.afterStageWait?.state).toBe('Skipped');
    expect(system.upgraded()).toEqual(['aks-eus-1', 'aks-eus-2', 'aks-neu-1']);
  });

  it('of a stage leaves all of it out', async () => {
    await skip('Stage', 'test');
    await start();
    const run = await system.until('run', ENDED, 2 * HOUR);
    expect(run.stages.map(({ state }) => state)).toEqual(['Skipped', 'Completed']);
    expect(system.upgraded()).toEqual(['aks-eus-2', 'aks-weu-2']);
  });

  it('while it runs leaves out what has not started, and a running member is refused', async () => {
    await start();
    await system.untilRun('run', (run) => memberStates(run)['aks-neu-1'] === 'Running');
    expect(await skip('Member', 'aks-neu-1')).toMatchObject({ status: 409 });
    expect((await skip('Member', 'aks-weu-1')).status).toBe(202);
    await system.untilRun('run', (run) => run.stages[0]?.afterStageWait?.state === 'Running');
    expect((await skip('AfterStageWait', 'test')).status).toBe(202);
    const run = await system.until('run', ENDED, 2 * HOUR);
    expect(run.state).toBe('Completed');
    expect(memberStates(run)['aks-weu-1']).toBe('Skipped');
    expect(system.upgraded()).not.toContain('aks-weu-1');
  });
});

describe('Delete', () => {
  it('is refused while the run goes on, and leaves nothing but an audit entry afterwards', async () => {
    await start();
    await system.clock.advance(MINUTE);
    expect(await system.call('DELETE', '/api/runs/run')).toMatchObject({ status: 409 });
    await system.until('run', ENDED);
    expect((await system.call('DELETE', '/api/runs/run')).status).toBe(204);
    expect((await system.call('GET', '/api/runs/run')).status).toBe(404);
    const again = { name: 'run', stages: STAGES, managedClusterUpdate: NODE_IMAGES };
    expect((await system.call('POST', '/api/runs', again)).status).toBe(201);
  });
});

describe('The audit trail', () => {
  it('tells in order who started and what became of stages, groups and members', async () => {
    await start();
    await system.until('run', ENDED);
    const { value } = eventList.parse(await system.ok('GET', '/api/runs/run/events'));
    const types = value.map(({ type }) => type);
    const times = value.map(({ time }) => time);
    expect(times).toEqual(times.toSorted());
    for (const type of [
      'PlanFrozen',
      'StageStateChanged',
      'MemberStateChanged',
      'WaitStateChanged',
      'AttemptEnded',
    ]) {
      expect(types).toContain(type);
    }
    expect(times[types.indexOf('AttemptEnded')]).toBe(times.at(-1));
  });
});

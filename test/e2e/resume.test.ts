import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ENDED,
  HOUR,
  memberStates,
  MINUTE,
  NODE_IMAGES,
  TestSystem,
  type RunAnswer,
} from '../support/testSystem.ts';

let system: TestSystem;
let stateDirectory: string;

beforeEach(async () => {
  stateDirectory = mkdtempSync(join(tmpdir(), 'fleet-updates-'));
  system = await TestSystem.start({ stateDirectory });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({
    test: ['aks-neu-1', 'aks-weu-1'],
    production: ['aks-weu-2', 'aks-eus-1', 'aks-eus-2'],
  });
  const stages = [
    { name: 'test', groups: [{ name: 'test' }], afterStageWaitInSeconds: 3600 },
    { name: 'production', groups: [{ name: 'production' }] },
  ];
  await system.ok('POST', '/api/runs', {
    name: 'run',
    stages,
    managedClusterUpdate: NODE_IMAGES,
    start: true,
  });
});
afterEach(async () => {
  await system.close();
  rmSync(stateDirectory, { recursive: true });
});

const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];

describe('A process that is killed and started again', () => {
  it.each<[when: string, reached: (run: RunAnswer) => boolean]>([
    ['right after the start was accepted', () => true],
    ['while the first member updates', (run) => memberStates(run)['aks-neu-1'] === 'Running'],
    ['between two members of a group', (run) => memberStates(run)['aks-neu-1'] === 'Completed'],
    ['while a stage waits', (run) => run.stages[0]?.afterStageWait?.state === 'Running'],
    ['in the last stage', (run) => run.stages[1]?.state === 'Running'],
  ])('%s goes on with the run and updates each member once', async (_when, reached) => {
    await system.untilRun('run', reached);
    await system.killAndStartAgain();
    const run = await system.until('run', ENDED, 6 * HOUR);
    expect(run.state).toBe('Completed');
    expect(system.upgraded()).toEqual(ALL);
    expect(system.simulator.world.updateRuns()).toEqual([]);
  });

  it('many times, a few minutes apart, ends the same run', async () => {
    for (let kills = 0; kills < 8; kills += 1) {
      await system.clock.advance(7 * MINUTE);
      await system.killAndStartAgain();
    }
    const run = await system.until('run', ENDED, 6 * HOUR);
    expect([run.state, run.attempt]).toEqual(['Completed', 1]);
    expect(system.upgraded()).toEqual(ALL);
  });

  it('while it was away for a day serves a wait to its stored end and no longer', async () => {
    const waiting = await system.untilRun('run', (run) => run.stages[0]?.afterStageWait?.state === 'Running');
    await system.system.host.kill();
    await system.clock.advance(24 * HOUR);
    await system.killAndStartAgain();
    const run = await system.untilRun('run', ({ stages }) => stages[1]?.state === 'Running', 5 * MINUTE);
    expect(run.stages[0]?.afterStageWait?.startTime).toBe(waiting.stages[0]?.afterStageWait?.startTime);
    expect(run.stages[0]?.afterStageWait?.state).toBe('Completed');
  });

  it('with nothing left of its orchestrations is noticed by reconcile, which has the run go on', async () => {
    await system.untilRun('run', (run) => memberStates(run)['aks-neu-1'] === 'Running');
    await system.killAndStartAgain(() => {
      for (const file of readdirSync(stateDirectory))
        if (file.startsWith('durable.sqlite')) rmSync(join(stateDirectory, file));
    });
    const run = await system.until('run', ENDED, 6 * HOUR);
    expect([run.state, run.attempt]).toEqual(['Completed', 1]);
    expect(system.upgraded()).toEqual(ALL);
    expect(system.simulator.world.updateRuns()).toEqual([]);
  });
});

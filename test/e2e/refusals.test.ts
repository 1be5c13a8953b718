import { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { Fault } from '../../src/simulator/faults.ts';
import { newAccount } from '../support/azurite.ts';
import {
  DAY,
  ENDED,
  HOUR,
  memberStates,
  MINUTE,
  NODE_IMAGES,
  TestSystem,
  type RunAnswer,
} from '../support/testSystem.ts';

jest.setTimeout(240_000);

let system: TestSystem;
let tables: string;
beforeEach(async () => {
  tables = newAccount();
  system = await TestSystem.start({ tablesConnectionString: tables });
  await system.ok('GET', '/api/members?refresh=true');
});
afterEach(async () => {
  await system.close();
});

const start = () =>
  system.ok('POST', '/api/runs', { name: 'run', managedClusterUpdate: NODE_IMAGES, start: true });
const running = () => system.untilRun('run', (run) => memberStates(run)['aks-eus-1'] === 'Running');
const lock = (operation: string, status = 409, more: Partial<Fault> = {}) =>
  system.simulator.faults.add({
    operation,
    effect: { kind: 'status', status, code: 'ScopeLocked', message: 'The scope is locked.' },
    ...more,
  });
const asked = (operation: string) => system.simulator.requests.get(operation) ?? 0;
const errorShape = z.object({ code: z.string(), message: z.string(), since: z.string(), count: z.number() });
const errorOf = (run: RunAnswer) => errorShape.parse(run.stages[0]?.groups[0]?.lastError);
const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];

describe('A call that Azure refuses again and again', () => {
  it.each(['updateRuns.put', 'updateRuns.start'])(
    '%s shows code, words, a steady time and a growing count, slows down, and is over when it is over',
    async (operation) => {
      const unlock = lock(operation);
      await start();
      await system.untilRun('run', (run) => run.stages[0]?.groups[0]?.lastError !== undefined, HOUR);
      const first = errorOf(await system.run('run'));
      await system.clock.advance(30 * MINUTE);
      const later = errorOf(await system.run('run'));
      expect(later).toMatchObject({ code: 'ScopeLocked', since: first.since });
      expect(later.message).toMatch(/The scope is locked/);
      expect(later.count).toBeGreaterThan(first.count);
      expect(asked(operation)).toBeLessThan(15);
      unlock();
      await running();
      await system.clock.advance(2 * MINUTE);
      expect((await system.run('run')).stages[0]?.groups[0]).not.toHaveProperty('lastError');
      expect((await system.until('run', ENDED)).state).toBe('Completed');
    },
  );

  it('does not hold the run where it only tidies up: what is left is named and goes when Azure lets it', async () => {
    const unlock = lock('updateRuns.delete');
    await start();
    const run = await system.until('run', ENDED);
    expect([run.state, system.upgraded()]).toEqual(['Completed', ALL]);
    await system.clock.advance(30 * MINUTE);
    expect(await system.ok('GET', '/api/runs/run')).toMatchObject({
      leftFleetRuns: [{ fleet: 'demo', lastError: { code: 'ScopeLocked' } }],
    });
    expect(system.simulator.world.updateRuns()).toHaveLength(1);
    unlock();
    await system.clock.advance(15 * MINUTE);
    expect(system.simulator.world.updateRuns()).toEqual([]);
    expect(await system.ok('GET', '/api/runs/run')).not.toHaveProperty('leftFleetRuns');
  });
});

it('One wrong answer that a started Fleet run is not there changes nothing', async () => {
  await start();
  await running();
  const list = { operation: 'updateRuns.list', effect: { kind: 'status', status: 503 } } as const;
  const unlist = system.simulator.faults.add(list);
  system.simulator.faults.add({
    operation: 'updateRuns.get',
    times: 1,
    effect: { kind: 'status', status: 404, code: 'ResourceNotFound', message: 'It is not there.' },
  });
  await system.clock.advance(5 * MINUTE);
  unlist();
  const run = await system.until('run', ENDED);
  expect([run.state, run.attempt, system.upgraded()]).toEqual(['Completed', 1, ALL]);
});

it('An assignment that comes while a run reads the fleet is in its plan and in Fleet, or in neither', async () => {
  const stages = ['one', 'two'].map((name) => ({ name, groups: [{ name }] }));
  await system.assign({ one: ['aks-eus-1'] });
  await system.assign({ two: ['aks-weu-1'] });
  await system.ok('POST', '/api/runs', { name: 'run', stages, managedClusterUpdate: NODE_IMAGES });
  // The reading of the fleet takes some seconds; meanwhile somebody assigns in bulk.
  const busy = { kind: 'status', status: 503, retryAfterSeconds: 5 } as const;
  system.simulator.faults.add({ operation: 'members.list', times: 2, effect: busy });
  await system.whileTimePasses(system.ok('POST', '/api/runs/run/start'));
  await system.ok('POST', '/api/members/assign-group', {
    members: ['aks-eus-1', 'aks-eus-2'].map((name) => ({ fleet: 'demo', name })),
    group: 'two',
  });
  const run = await system.until('run', ENDED);
  expect([run.state, run.leftOutCount]).toEqual(['Completed', undefined]);
  const members = Object.entries(memberStates(run));
  expect(members.every(([, state]) => state === 'Completed')).toBe(true);
  expect(system.upgraded()).toEqual(members.map(([name]) => name).toSorted());
});

describe('A row that cannot be read', () => {
  const damage = async () => {
    const runs = TableClient.fromConnectionString(tables, 'Runs', { allowInsecureConnection: true });
    for await (const { partitionKey, rowKey } of runs.listEntities()) {
      if (partitionKey !== undefined && rowKey?.includes('|group|') === true)
        await runs.updateEntity({ partitionKey, rowKey, json: '{"damaged' }, 'Replace');
    }
  };

  it('is shown with the run; a stop ends it all the same, and it can be deleted', async () => {
    await start();
    await running();
    await damage();
    await system.clock.advance(5 * MINUTE);
    expect(JSON.stringify(await system.run('run'))).toMatch(/UnreadableRow/);
    await system.ok('POST', '/api/runs/run/stop');
    expect((await system.until('run', ENDED, DAY)).state).toBe('Stopped');
    await system.clock.advance(30 * MINUTE);
    expect((await system.call('DELETE', '/api/runs/run')).status).toBe(204);
    expect(system.simulator.world.updateRuns()).toEqual([]);
  });
});

import { z } from 'zod';
import { ENDED, HOUR, memberStates, MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await TestSystem.start();
  await system.ok('GET', '/api/members?refresh=true');
});
afterEach(async () => {
  await system.close();
});

const create = (name: string) =>
  system.ok('POST', '/api/runs', { name, managedClusterUpdate: NODE_IMAGES, start: true });
const abandon = (body: unknown = { reason: 'Azure does not let go of it.' }) =>
  system.call('POST', '/api/runs/run/abandon', body);
const eventTypes = async () =>
  z
    .object({ value: z.array(z.looseObject({ type: z.string(), actor: z.string().optional() })) })
    .parse(await system.ok('GET', '/api/runs/run/events'));
const ourFleetRuns = () => system.simulator.world.updateRuns().map(({ name }) => name);
const refused = (operation: string) =>
  system.simulator.faults.add({
    operation,
    effect: { kind: 'status', status: 409, code: 'ScopeLocked', message: 'The scope is locked.' },
  });

describe('A run that nothing else ends', () => {
  it('is Stopped at once, and what it left is named, holds its start back and is tidied up', async () => {
    await create('run');
    await system.untilRun('run', (run) => memberStates(run)['aks-eus-1'] === 'Running');
    const locked = ['updateRuns.stop', 'updateRuns.delete'].map(refused);
    await system.ok('POST', '/api/runs/run/stop');
    await system.clock.advance(10 * MINUTE);
    expect((await system.run('run')).state).toBe('Stopping');

    expect((await abandon()).status).toBe(202);
    const run = await system.run('run');
    expect([run.state, run.message]).toEqual(['Stopped', expect.stringMatching(/Azure does not let go/)]);
    const unknown = run.stages[0]?.groups[0]?.members.filter(({ error }) => error?.code === 'StateUnknown');
    expect(unknown?.[0]?.message).toMatch(/unknown/);
    expect((await eventTypes()).value.map(({ type }) => type)).toContain('RunAbandoned');
    const start = await system.call('POST', '/api/runs/run/start');
    expect([start.status, JSON.stringify(start.body)]).toEqual([
      409,
      expect.stringContaining(ourFleetRuns()[0] ?? '?'),
    ]);
    await system.clock.advance(20 * MINUTE);
    expect(run).toHaveProperty('leftFleetRuns');
    expect(await system.ok('GET', '/api/runs/run')).toMatchObject({
      leftFleetRuns: [{ lastError: { code: 'ScopeLocked' } }],
    });

    for (const unlock of locked) unlock();
    await system.clock.advance(HOUR);
    expect(ourFleetRuns()).toEqual([]);
    expect(await system.ok('GET', '/api/runs/run')).not.toHaveProperty('leftFleetRuns');
    await system.ok('POST', '/api/runs/run/start');
    expect((await system.until('run', ENDED)).state).toBe('Completed');
  });

  it('lets other runs go on with its members: those that were not started at once', async () => {
    await create('run');
    await system.untilRun('run', (run) => run.state === 'Running');
    refused('updateRuns.start');
    await system.clock.advance(2 * MINUTE);
    expect((await abandon()).status).toBe(202);
    system.simulator.faults.clear();
    await create('other');
    expect((await system.until('other', ENDED)).state).toBe('Completed');
    expect(new Set(system.upgraded()).size).toBe(5);
  });

  it('can be deleted, and its Fleet runs are tidied up all the same', async () => {
    await create('run');
    await system.untilRun('run', (run) => memberStates(run)['aks-eus-1'] === 'Running');
    expect((await abandon()).status).toBe(202);
    expect((await system.call('DELETE', '/api/runs/run')).status).toBe(204);
    await system.clock.advance(2 * HOUR);
    expect(ourFleetRuns()).toEqual([]);
    await create('run');
    expect((await system.until('run', ENDED)).state).toBe('Completed');
  });
});

describe('A run that may not be abandoned', () => {
  it.each([
    ['nothing', {}],
    ['an empty reason', { reason: '  ' }],
    ['a reason that is no text', { reason: 5 }],
    ['something else besides', { reason: 'x', force: true }],
  ])('because the body has %s is refused with the field, and goes on', async (_what, body) => {
    await create('run');
    const answer = await abandon(body);
    expect([answer.status, answer.body]).toEqual([
      400,
      expect.objectContaining({ code: 'InvalidRequest', errors: [expect.objectContaining({})] }),
    ]);
    expect((await system.run('run')).state).not.toBe('Stopped');
  });

  it('because it does not go on is a 409', async () => {
    await system.ok('POST', '/api/runs', { name: 'run', managedClusterUpdate: NODE_IMAGES });
    expect((await abandon()).status).toBe(409);
    await system.ok('POST', '/api/runs/run/start');
    expect((await system.until('run', ENDED)).state).toBe('Completed');
    const again = await abandon();
    expect([again.status, (await system.run('run')).state]).toEqual([409, 'Completed']);
  });
});

import { z } from 'zod';
import { ENDED, HOUR, MINUTE, NODE_IMAGES, TestSystem, TO_1_33 } from '../support/testSystem.ts';

const memberList = z.looseObject({ value: z.array(z.looseObject({ name: z.string() })) });

let system: TestSystem;

beforeEach(async () => {
  system = await TestSystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ shared: ['aks-weu-1', 'aks-weu-2'], other: ['aks-neu-1'] });
});
afterEach(async () => {
  await system.close();
});

const stages = [{ name: 'only', groups: [{ name: 'shared' }] }];
const overlaps = () => {
  const record = system.simulator.record;
  return record.flatMap((one, index) =>
    record
      .slice(index + 1)
      .filter((two) => two.clusterResourceId.toLowerCase() === one.clusterResourceId.toLowerCase())
      .filter((two) => two.startedAt < (one.endedAt ?? '~') && one.startedAt < (two.endedAt ?? '~')),
  );
};

describe('Two runs that share members', () => {
  it('never update one at once, say what they wait for, and both finish', async () => {
    await system.ok('POST', '/api/runs', {
      name: 'one',
      stages,
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await system.clock.advance(MINUTE);
    await system.ok('POST', '/api/runs', { name: 'two', stages, managedClusterUpdate: TO_1_33, start: true });
    await system.clock.advance(5 * MINUTE);
    const states = [await system.run('one'), await system.run('two')];
    const waiting = states.find(({ state }) => state === 'Pending');
    const going = states.find(({ state }) => state === 'Running');
    expect(waiting?.stages[0]?.groups[0]).toMatchObject({ state: 'Pending' });
    expect(waiting?.stages[0]?.groups[0]?.message).toContain(going?.name);
    expect(waiting?.stages[0]?.groups[0]?.waitingSince).toBeDefined();
    const ends = [await system.until('one', ENDED, 6 * HOUR), await system.until('two', ENDED, 6 * HOUR)];
    expect(ends.map(({ state }) => state)).toEqual(['Completed', 'Completed']);
    expect(system.simulator.record.length).toBeGreaterThanOrEqual(2);
    expect(overlaps()).toEqual([]);
  });
});

describe('A change of group', () => {
  it('of a member that an unfinished run has in its plan waits until it has ended there', async () => {
    await system.ok('POST', '/api/runs', {
      name: 'one',
      stages,
      managedClusterUpdate: NODE_IMAGES,
      start: true,
    });
    await system.clock.advance(2 * MINUTE);
    const answer = await system.call('POST', '/api/members/assign-group', {
      members: [{ fleet: 'demo', name: 'aks-weu-2' }],
      group: 'other',
    });
    expect(answer.body).toMatchObject({ value: [{ name: 'aks-weu-2', status: 'pending' }] });
    const run = await system.until('one', ENDED);
    expect(run.counts).toEqual({ Completed: 2 });
    await system.clock.advance(11 * MINUTE);
    const { value } = memberList.parse(await system.ok('GET', '/api/members?refresh=true'));
    const member = value.find(({ name }) => name === 'aks-weu-2');
    expect(member).toMatchObject({ group: 'other', mirror: { group: 'other', pending: false } });
  });
});

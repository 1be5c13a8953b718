import { z } from 'zod';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, HOUR, NODE_IMAGES } from '../support/spokenSystem.ts';

let system: MemorySystem;
beforeEach(async () => {
  system = MemorySystem.start({}, { RETENTION_DAYS: '1', HISTORY_RETENTION_DAYS: '1' });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'], other: ['aks-weu-1'] });
});
afterEach(async () => {
  await system.close();
});

const stages = [{ name: 'only', groups: [{ name: 'test' }] }];
const create = (name: string, more = {}) =>
  system.ok('POST', '/api/runs', { name, stages, managedClusterUpdate: NODE_IMAGES, ...more });
const names = async () =>
  z
    .looseObject({ value: z.array(z.looseObject({ name: z.string() })) })
    .parse(await system.ok('GET', '/api/runs'))
    .value.map(({ name }) => name);

it('Runs that ended longer ago than the setting says are removed, younger and unfinished ones stay', async () => {
  await create('old', { start: true });
  await system.until('old', ENDED);
  await create('long', {
    start: true,
    stages: [{ name: 'only', groups: [{ name: 'other' }], afterStageWaitInSeconds: (5 * DAY) / 1000 }],
  });
  await system.clock.advance(DAY);
  await create('young');
  expect((await names()).toSorted()).toEqual(['long', 'old', 'young']);
  await system.clock.advance(25 * HOUR);
  expect((await names()).toSorted()).toEqual(['long', 'young']);
  expect((await system.call('GET', '/api/runs/old')).status).toBe(404);
  expect((await system.run('long')).stages[0]?.afterStageWait?.state).toBe('Running');
});

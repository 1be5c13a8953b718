import { MemorySystem } from '../../support/memorySystem.ts';
import { NODE_IMAGES } from '../../support/spokenSystem.ts';

const STAGES = [{ name: 'first', groups: [{ name: 'test' }] }];

let system: MemorySystem;
const put = (managedClusterUpdate: unknown) =>
  system.ok('PUT', '/api/triggers/yearly', {
    kind: 'schedule',
    strategy: 'standard',
    managedClusterUpdate,
    schedule: { cron: '0 0 1 1 *', timeZone: 'UTC' },
  });
beforeEach(async () => {
  system = MemorySystem.start();
  await system.ok('PUT', '/api/strategies/standard', { stages: STAGES });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'] });
  await put(NODE_IMAGES);
});
afterEach(() => system.close());

describe('A run of a trigger that somebody asks for and that is refused', () => {
  it.each([
    ['its strategy is gone', () => system.ok('DELETE', '/api/strategies/standard'), 'UnknownStrategy'],
    [
      'its plan has an error',
      () => put({ upgrade: { type: 'Full', kubernetesVersion: '1.99.0' } }),
      'PlanRefused',
    ],
  ])('leaves no trace on the trigger when %s', async (_, spoil, code) => {
    await spoil();
    const before = await system.ok('GET', '/api/triggers/yearly');
    const refused = await system.call('POST', '/api/triggers/yearly/run');
    expect(refused).toMatchObject({ body: { code } });
    expect(await system.ok('GET', '/api/triggers/yearly')).toEqual(before);
  });
});

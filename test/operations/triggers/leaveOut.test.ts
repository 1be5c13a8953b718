import { z } from 'zod';
import { MemorySystem } from '../../support/memorySystem.ts';
import { HOUR, NODE_IMAGES } from '../../support/spokenSystem.ts';

const LEFT_OUT = ['ClusterBusy', 'NodePoolStopped'];
const runList = z.looseObject({ value: z.array(z.looseObject({ name: z.string() })) });

let system: MemorySystem;
beforeEach(() => {
  system = MemorySystem.start();
});
afterEach(() => system.close());

const put = (leaveOut: readonly string[]) =>
  system.call('PUT', '/api/triggers/nightly', {
    kind: 'schedule',
    managedClusterUpdate: NODE_IMAGES,
    leaveOut,
    schedule: { cron: '30 8 * * *', timeZone: 'UTC' },
  });

describe('What a trigger leaves out', () => {
  it('is left out of the runs that it starts, when they fall due and by hand', async () => {
    expect((await put(LEFT_OUT)).body).toMatchObject({ leaveOut: LEFT_OUT });
    await system.ok('POST', '/api/triggers/nightly/run');
    await system.clock.advance(25 * HOUR);
    const { value } = runList.parse(await system.ok('GET', '/api/runs'));
    expect(value.length).toBeGreaterThanOrEqual(2);
    for (const { name } of value) expect(await system.run(name)).toMatchObject({ leaveOut: LEFT_OUT });
  });

  it('is refused where no finding has that code, and the field named', async () => {
    const { status, body } = await put(['Ugly']);
    expect([status, body]).toMatchObject([400, { errors: [{ pointer: '/leaveOut/0' }] }]);
  });
});

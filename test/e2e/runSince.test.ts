import { z } from 'zod';
import { MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await TestSystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({
    test: ['aks-neu-1'],
    weu: ['aks-weu-1', 'aks-weu-2'],
    eus: ['aks-eus-1', 'aks-eus-2'],
  });
  await system.ok('POST', '/api/runs', {
    name: 'watched',
    stages: [
      { name: 'test', groups: [{ name: 'test' }] },
      { name: 'production', groups: [{ name: 'weu' }, { name: 'eus' }] },
    ],
    managedClusterUpdate: NODE_IMAGES,
    start: true,
  });
});
afterEach(async () => {
  await system.close();
});

const shape = z.looseObject({
  seen: z.string().optional(),
  counts: z.record(z.string(), z.number()),
  stages: z.array(
    z.looseObject({
      groups: z.array(
        z.looseObject({
          name: z.string(),
          unchanged: z.literal(true).optional(),
          members: z.array(z.unknown()),
        }),
      ),
    }),
  ),
});
const read = async (since?: string) =>
  shape.parse(await system.ok('GET', `/api/runs/watched${since === undefined ? '' : `?since=${since}`}`));
const membersSent = ({ stages }: z.infer<typeof shape>) =>
  Object.fromEntries(
    stages.flatMap(({ groups }) =>
      groups.map(({ name, unchanged, members }) => [name, unchanged ?? members.length]),
    ),
  );

test('a reader who says what it has seen is sent the members of changed groups only, and the counts of all', async () => {
  await system.clock.advance(2 * MINUTE);
  const whole = await read();
  expect(membersSent(whole)).toEqual({ test: 1, weu: 2, eus: 2 });
  const again = await read(whole.seen);
  expect(membersSent(again)).toEqual({ test: true, weu: true, eus: true });
  expect(again.counts).toEqual(whole.counts);

  await system.untilRun('watched', ({ counts }) => (counts.Completed ?? 0) >= 1);
  const later = await read(whole.seen);
  expect(membersSent(later)).toMatchObject({ test: 1 });
  expect(later.counts).toEqual((await read()).counts);
  expect(membersSent(await read(later.seen))).toEqual({ test: true, weu: true, eus: true });
}, 60_000);

test('a reader who has seen something else is sent everything', async () => {
  await system.clock.advance(2 * MINUTE);
  expect(membersSent(await read('of-another-plan'))).toEqual({ test: 1, weu: 2, eus: 2 });
}, 60_000);

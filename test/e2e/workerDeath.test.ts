import { z } from 'zod';
import { ENDED, MINUTE, NODE_IMAGES, TestSystem, type RunAnswer } from '../support/testSystem.ts';

/** Orchestrators, each with the beginning of the ids that it is about, whose next turn is their worker's last. */
let dying: { readonly name: string; readonly id: RegExp }[] = [];
let system: TestSystem;

beforeEach(async () => {
  dying = [];
  system = await TestSystem.start({
    workerDies: (name, id) => {
      const at = dying.findIndex((one) => one.name === name && one.id.test(id));
      if (at >= 0) dying.splice(at, 1);
      return at >= 0;
    },
  });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ short: ['aks-neu-1'], long: ['aks-weu-1', 'aks-weu-2'], last: ['aks-eus-1'] });
  await system.ok('POST', '/api/runs', {
    name: 'run',
    managedClusterUpdate: NODE_IMAGES,
    start: true,
    stages: [
      { name: 'both', groups: [{ name: 'short' }, { name: 'long' }] },
      { name: 'after', groups: [{ name: 'last' }] },
    ],
  });
});
afterEach(() => system.close());

const ALL = ['aks-eus-1', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];
const group = (run: RunAnswer, at: number) => run.stages[0]?.groups[at]?.state;
const startedAgain = async () =>
  z
    .object({ value: z.array(z.looseObject({ type: z.string(), group: z.string().optional() })) })
    .parse(await system.ok('GET', '/api/runs/run/events'))
    .value.filter(({ type }) => type === 'OrchestrationStartedAgain')
    .map((event) => event.group);

it.each([
  ['in its first turn', () => true],
  ['while its member updates', (run: RunAnswer) => group(run, 0) === 'Running'],
])(
  'A group whose worker dies %s is driven again while the other still runs, and the run goes on as one',
  async (_when, reached) => {
    if (reached.length > 0) await system.untilRun('run', reached);
    dying = [{ name: 'updateGroup', id: /:s0g0$/ }];
    const died = system.clock.now();
    const run = await system.untilRun('run', (one) => group(one, 0) === 'Completed');
    expect(dying).toEqual([]);
    expect(group(run, 1)).toBe('Running');
    expect(system.clock.now() - died).toBeLessThan(30 * MINUTE);
    const end = await system.until('run', ENDED);
    expect([end.state, end.attempt, end.counts]).toEqual(['Completed', 1, { Completed: 4 }]);
    expect(system.upgraded()).toEqual(ALL);
    // The attempt's own orchestration was never lost.
    expect(await startedAgain()).toEqual(['short']);
  },
);

it('A worker that dies in each kind of turn, one after another, costs time and nothing else', async () => {
  for (const name of ['updateGroup', 'updateStage', 'updateRun', 'updateGroup']) {
    dying = [{ name, id: /./ }];
    await system.clock.advance(13 * MINUTE);
  }
  const end = await system.until('run', ENDED);
  expect([dying, end.state, end.attempt, end.counts]).toEqual([[], 'Completed', 1, { Completed: 4 }]);
  expect(system.upgraded()).toEqual(ALL);
});

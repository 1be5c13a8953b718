import { demoFleet } from '../../src/simulator/seeds.ts';
import { closeSimulators, GROUP, MINUTE, simulate, statesOf } from './simulated.ts';

afterEach(closeSimulators);

it('updates the members of a fleet one by one when the run has no strategy', async () => {
  const { clock, fleet, simulator } = await simulate(demoFleet);
  await fleet.updateRuns.createOrUpdate(GROUP, 'demo', 'one-by-one', {
    properties: {
      managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' }, nodeImageSelection: { type: 'Latest' } },
    },
  });
  const answer = await fleet.updateRuns.start(GROUP, 'demo', 'one-by-one');
  expect(answer.properties?.status?.status?.state).toBe('NotStarted');
  await clock.advance(30 * MINUTE);
  const run = await fleet.updateRuns.get(GROUP, 'demo', 'one-by-one');
  expect(statesOf(run)).toBe(
    'run Running, default Running, default Running, aks-eus-1 Completed, aks-eus-2 Completed, aks-neu-1 Running, aks-weu-1 NotStarted, aks-weu-2 NotStarted',
  );
  await clock.advance(60 * MINUTE);
  expect(statesOf(await fleet.updateRuns.get(GROUP, 'demo', 'one-by-one'))).toContain('run Completed');
  expect(simulator.record.map((entry) => entry.outcome)).toEqual(Array(5).fill('Completed'));
});

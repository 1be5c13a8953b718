import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { aFleet, aMember } from './seeds.ts';
import { closeSimulators, HOUR, MINUTE, simulate, stagesOf, startRun, statesOfRun } from './simulated.ts';

const FLEET = aFleet([aMember('a1', 'a'), aMember('a2', 'a'), aMember('b1', 'b')]);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
});
afterEach(async () => {
  await closeSimulators();
  rmSync(folder, { recursive: true });
});

it('goes on after a restart, with what was due meanwhile done at the time when it was due', async () => {
  const clock = new VirtualClock('2026-01-05T08:00:00Z');
  const stateFile = join(folder, 'simulator.json');
  const first = await simulate(FLEET, { stateFile }, clock);
  await startRun(first, stagesOf({ groups: ['a'], wait: 600 }, { groups: ['b'] }));
  await clock.advance(MINUTE);
  const token = first.simulator.issueToken();
  const before = await statesOfRun(first);
  await first.simulator.close();

  await clock.advance(20 * MINUTE);
  const second = await simulate({ regions: {}, fleets: [] }, { stateFile }, clock);
  expect(before).toContain('a1 Running');
  expect(await statesOfRun(second)).toContain('a1 Completed, a2 Running');
  expect(second.simulator.record[0]?.endedAt?.slice(0, 19)).toBe('2026-01-05T08:13:51');
  await clock.advance(2 * HOUR);
  expect(await statesOfRun(second)).toMatch(/^run Completed/);
  expect(second.simulator.record.map(({ outcome }) => outcome)).toEqual([
    'Completed',
    'Completed',
    'Completed',
  ]);

  const answer = await second.call('GET', '/anything', { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(404);
});

it('plays a scenario once, not again after each restart', async () => {
  const clock = new VirtualClock('2026-01-05T08:00:00Z');
  const options = { stateFile: join(folder, 'simulator.json'), scenario: 'cluster-stopped' };
  const first = await simulate(FLEET, options, clock);
  expect(first.simulator.world.cluster('b1-cluster').powerState).toBe('Stopped');
  first.simulator.world.setPower('b1-cluster', 'Running');
  await first.simulator.close();
  const second = await simulate(FLEET, options, clock);
  expect(second.simulator.world.cluster('b1-cluster').powerState).toBe('Running');
});

it('refuses a state file that it cannot read, and leaves it as it is', async () => {
  const stateFile = join(folder, 'simulator.json');
  writeFileSync(stateFile, '{"version":0}');
  await expect(simulate(FLEET, { stateFile })).rejects.toThrow(`${stateFile} cannot be read`);
  expect(readFileSync(stateFile, 'utf8')).toBe('{"version":0}');
});

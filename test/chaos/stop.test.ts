import { STOPPED, tellOfEvery } from './crashes.ts';

it('A stop that arrives between any two steps leaves nothing behind, and the run started again updates each member once', async () => {
  const { wrong, told } = await tellOfEvery(STOPPED, 'stop', 1, 1);
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(50);
}, 1_800_000);

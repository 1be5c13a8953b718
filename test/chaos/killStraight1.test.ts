import { STRAIGHT, tellOfEvery } from './crashes.ts';

it('A run whose process is killed after any odd side effect ends as if it were not', async () => {
  const { wrong, told } = await tellOfEvery(STRAIGHT, 'kill', 1, 2);
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(70);
}, 1_800_000);

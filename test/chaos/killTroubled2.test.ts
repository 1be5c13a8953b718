import { TROUBLED, tellOfEvery } from './crashes.ts';

it('A run with a failure, a stop and three attempts, killed after any even table write or call of ARM, ends as if it were not', async () => {
  const { wrong, told } = await tellOfEvery(TROUBLED, 'killAtCall', 2, 2);
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(40);
}, 1_800_000);

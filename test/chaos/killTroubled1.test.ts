import { TROUBLED, tellOfEvery } from './crashes.ts';

it('A run with a failure, a stop and three attempts, killed after any odd side effect, ends as if it were not', async () => {
  const { wrong, told } = await tellOfEvery(TROUBLED, 'kill', 1, 2);
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(110);
}, 1_800_000);

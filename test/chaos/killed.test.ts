import { STRAIGHT, TROUBLED } from '../support/stories.ts';
import { tellOfEvery } from './crashes.ts';

// Every side effect is tried in memory (test/world/blows); here a sample of them on the real SDKs and the local engine.

it('A run whose process is killed after a side effect, the engine commits among them, ends as if it were not', async () => {
  const { wrong, told } = await tellOfEvery(STRAIGHT, 'kill', 3, 10);
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(14);
}, 900_000);

it('A run with a failure, a stop and three attempts, killed after a table write or a call of ARM, ends as if it were not', async () => {
  const { wrong, told } = await tellOfEvery(TROUBLED, 'killAtCall', 7, 10);
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(8);
}, 900_000);

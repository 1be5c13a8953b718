import { STRAIGHT } from '../support/stories.ts';
import { tellOfEvery } from './crashes.ts';

it('A stop that arrives between two steps leaves nothing behind, and the run started again updates each member once', async () => {
  const { wrong, told } = await tellOfEvery(STRAIGHT, 'stop', 4, 10);
  expect(wrong).toEqual([]);
  expect(told).toBeGreaterThan(5);
}, 900_000);

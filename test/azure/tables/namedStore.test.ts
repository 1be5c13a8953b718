import type { Strategy } from '../../../src/domain/plan/strategy.ts';
import { at, newStores, NOON, present } from './samples.ts';

const aStrategy = (change: Partial<Strategy> = {}): Strategy => ({
  name: 'rings',
  stages: [{ name: 'canary', groups: [{ name: 'west' }], afterStageWaitInSeconds: 60 }],
  createdAt: NOON,
  createdBy: 'ann',
  changedAt: NOON,
  changedBy: 'ann',
  ...change,
});

async function created() {
  const { strategies } = newStores();
  const stored = await strategies.put(aStrategy(), undefined);
  if (stored === 'lost') throw new Error('The account is not empty.');
  return { strategies, stored };
}

it('creates a strategy once, with a strong ETag', async () => {
  const { strategies, stored } = await created();
  expect(stored.value).toEqual(aStrategy());
  expect(stored.eTag).toMatch(/^"[0-9a-f]{32}"$/);
  expect(await strategies.get('rings')).toEqual(stored);
  expect(await strategies.put(aStrategy({ changedBy: 'bob' }), undefined)).toBe('lost');
  expect((await strategies.get('rings'))?.value.changedBy).toBe('ann');
});

it('changes a strategy only as it was read', async () => {
  const { strategies, stored } = await created();
  const changed = aStrategy({ stages: [], changedAt: at(1) });
  const next = await strategies.put(changed, stored.eTag);
  expect(next).toMatchObject({ value: changed });
  expect(await strategies.get('rings')).toEqual(next);
  expect(await strategies.put(aStrategy(), stored.eTag)).toBe('lost');
  expect(await strategies.put(aStrategy({ name: 'gone' }), stored.eTag)).toBe('lost');
  expect(await strategies.put(aStrategy(), 'nonsense')).toBe('lost');
});

it('lets one of many changes at once through', async () => {
  const { strategies, stored } = await created();
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd', 'e'].map((changedBy) => strategies.put(aStrategy({ changedBy }), stored.eTag)),
  );
  const [winner, ...more] = answers.filter((answer) => answer !== 'lost');
  expect(more).toEqual([]);
  expect(await strategies.get('rings')).toEqual(winner);
});

it('lists strategies by name', async () => {
  const { strategies } = await created();
  await strategies.put(aStrategy({ name: 'all' }), undefined);
  expect((await strategies.list()).map(({ value }) => value.name)).toEqual(['all', 'rings']);
});

it('removes a strategy only as it was read', async () => {
  const { strategies, stored } = await created();
  await strategies.put(aStrategy({ changedAt: at(1) }), stored.eTag);
  expect(await strategies.remove('rings', stored.eTag)).toBe('lost');
  expect(await strategies.remove('rings', present(await strategies.get('rings')).eTag)).toBe('written');
  expect(await strategies.remove('rings', stored.eTag)).toBe('absent');
  expect(await strategies.list()).toEqual([]);
});

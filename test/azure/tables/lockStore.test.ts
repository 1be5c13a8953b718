import type { LockHolder } from '../../../src/domain/group/lock.ts';
import { at, newStores, NOON } from './samples.ts';

const aHolder = (change: Partial<LockHolder> = {}): LockHolder => ({
  runId: 'run1',
  runName: 'weekly',
  attempt: 1,
  purpose: 'canary/west',
  ...change,
});
const other = aHolder({ runId: 'run2', runName: 'nightly' });
const clusters = (count: number) =>
  Array.from({ length: count }, (_, index) => `/subscriptions/s/clusters/c${index}`);

it('takes what is free, and takes it again', async () => {
  const { locks } = newStores();
  const ids = clusters(3);
  expect(await locks.take(ids, aHolder(), NOON)).toBeUndefined();
  expect(await locks.take(ids, aHolder(), at(5))).toBeUndefined();
  const held = await locks.read(ids);
  expect(held.map(({ clusterResourceId }) => clusterResourceId).sort()).toEqual(ids);
  expect(held.every(({ holder, since }) => holder.runId === 'run1' && since === NOON)).toBe(true);
});

it('names the lock of somebody else', async () => {
  const { locks } = newStores();
  const [id = ''] = clusters(1);
  await locks.take([id], other, NOON);
  expect(await locks.take([id], aHolder(), at(1))).toEqual({
    clusterResourceId: id,
    holder: other,
    since: NOON,
  });
});

it('keeps what it took before it met a foreign lock, and takes nothing after it', async () => {
  const { locks } = newStores();
  const ids = clusters(10);
  await locks.take(ids, aHolder(), NOON);
  const inOrder = (await locks.read(ids)).map(({ clusterResourceId }) => clusterResourceId);
  await locks.release(ids, aHolder());
  await locks.take(inOrder.slice(4, 5), other, NOON);
  expect((await locks.take(ids, aHolder(), NOON))?.holder).toEqual(other);
  const held = (await locks.read(ids)).map(({ holder }) => holder.runId);
  expect(held).toEqual(['run1', 'run1', 'run1', 'run1', 'run2']);
});

it('knows a cluster in any spelling of its id', async () => {
  const { locks } = newStores();
  await locks.take(['/subscriptions/S/Clusters/C1'], aHolder(), NOON);
  expect((await locks.take(['/SUBSCRIPTIONS/s/clusters/c1'], other, NOON))?.holder).toEqual(aHolder());
  expect(await locks.read(['/subscriptions/s/clusters/c1', '/subscriptions/s/clusters/C1'])).toHaveLength(1);
  await locks.release(['/subscriptions/s/clusters/c1'], aHolder());
  expect(await locks.all()).toEqual([]);
});

it('releases only what the holder has', async () => {
  const { locks } = newStores();
  const [mine = '', theirs = '', sibling = ''] = clusters(3);
  await locks.take([mine], aHolder(), NOON);
  await locks.take([theirs], other, NOON);
  await locks.take([sibling], aHolder({ purpose: 'canary/east' }), NOON);
  await locks.release([mine, theirs, sibling], aHolder());
  expect((await locks.all()).map(({ clusterResourceId }) => clusterResourceId).sort()).toEqual(
    [theirs, sibling].sort(),
  );
  await expect(locks.release([mine], aHolder())).resolves.toBeUndefined();
});

it('passes to the next attempt of the same group, from which a late one cannot take or release it', async () => {
  const { locks } = newStores();
  const ids = clusters(1);
  const next = aHolder({ attempt: 2 });
  await locks.take(ids, aHolder(), NOON);
  expect(await locks.take(ids, next, at(60))).toBeUndefined();
  expect(await locks.take(ids, aHolder(), at(61))).toBeUndefined();
  await locks.release(ids, aHolder());
  expect(await locks.all()).toEqual([{ clusterResourceId: ids[0], holder: next, since: NOON }]);
  await locks.release(ids, next);
  expect(await locks.all()).toEqual([]);
});

it('gives each cluster to one of many that take it at once', async () => {
  const { locks, otherInstance } = newStores();
  const ids = clusters(1);
  const holders = Array.from({ length: 12 }, (_, index) => aHolder({ runId: `run${index}` }));
  const met = await Promise.all(
    holders.map((holder, index) => (index % 2 ? locks : otherInstance.locks).take(ids, holder, NOON)),
  );
  expect(met.filter((lock) => lock === undefined)).toHaveLength(1);
  const [lock] = await locks.read(ids);
  expect(lock?.holder.runId).toBe(`run${met.indexOf(undefined)}`);
});

it('lets one of two through that take shared clusters from both sides, again and again', async () => {
  for (let round = 0; round < 15; round += 1) {
    const { locks, otherInstance } = newStores();
    const ids = clusters(8);
    const met = await Promise.all([
      locks.take(ids, aHolder(), NOON),
      otherInstance.locks.take(ids.toReversed(), other, NOON),
    ]);
    // In key order the first shared lock decides: never does each hold what the other waits for.
    expect(met.filter((lock) => lock === undefined)).toHaveLength(1);
    const winner = met[0] === undefined ? 'run1' : 'run2';
    expect((await locks.read(ids)).map(({ holder }) => holder.runId)).toEqual(ids.map(() => winner));
  }
});

it('takes, reads and releases the clusters of a thousand members', async () => {
  const { locks } = newStores();
  const ids = clusters(1_000);
  expect(await locks.take(ids, aHolder(), NOON)).toBeUndefined();
  expect(await locks.read(ids)).toHaveLength(1_000);
  expect(await locks.all()).toHaveLength(1_000);
  await locks.release(ids, aHolder());
  expect(await locks.all()).toEqual([]);
});

it('has nothing to do for no clusters', async () => {
  const { locks } = newStores();
  expect(await locks.take([], aHolder(), NOON)).toBeUndefined();
  expect(await locks.read([])).toEqual([]);
});

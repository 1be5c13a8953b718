import type { Assignment } from '../../../src/domain/fleet/inventory.ts';
import { at, newStores, NOON, present } from './samples.ts';

const anAssignment = (change: Partial<Assignment> = {}): Assignment => ({
  fleet: 'main',
  member: 'a',
  clusterResourceId: '/c/a',
  group: 'west',
  changedAt: NOON,
  changedBy: 'ann',
  ...change,
});

it('keeps a group, none, a wanted group and a wanted none apart', async () => {
  const { assignments } = newStores();
  const all = [
    anAssignment(),
    anAssignment({ member: 'b', group: null }),
    anAssignment({ member: 'c', wanted: 'east' }),
    anAssignment({ member: 'd', wanted: null, lastError: 'Busy.' }),
  ];
  await assignments.put(all);
  expect(await assignments.list(['main'])).toEqual(all);
  expect((await assignments.get('main', 'd'))?.value).toEqual(all[3]);
  expect(await assignments.get('main', 'e')).toBeUndefined();
});

it('lists the fleets that are asked for', async () => {
  const { assignments } = newStores();
  const other = anAssignment({ fleet: 'other' });
  await assignments.put([anAssignment(), other]);
  expect(await assignments.list(['other'])).toEqual([other]);
  expect(await assignments.list(['other', 'main'])).toHaveLength(2);
  expect(await assignments.list([])).toEqual([]);
});

it('puts hundreds at once, over what is there, the last of a member wins', async () => {
  const { assignments } = newStores();
  await assignments.put([anAssignment({ member: 'm000', group: 'old' })]);
  const many = Array.from({ length: 250 }, (_, index) =>
    anAssignment({ member: `m${String(index).padStart(3, '0')}`, wanted: 'east' }),
  );
  await assignments.put([anAssignment({ member: 'm007', wanted: 'early' }), ...many]);
  expect(await assignments.list(['main'])).toEqual(many);
});

it('replaces only what is as it was read', async () => {
  const { assignments } = newStores();
  await assignments.put([anAssignment({ wanted: 'east' })]);
  const read = present(await assignments.get('main', 'a'));
  await assignments.put([anAssignment({ wanted: 'north', changedAt: at(1) })]);
  expect(await assignments.replace({ ...read, value: anAssignment({ group: 'east' }) })).toBe('lost');
  const fresh = present(await assignments.get('main', 'a'));
  expect(await assignments.replace({ ...fresh, value: anAssignment({ group: 'north' }) })).toBe('written');
  expect((await assignments.get('main', 'a'))?.value).toEqual(anAssignment({ group: 'north' }));
});

it('loses against a removal, which may be repeated', async () => {
  const { assignments } = newStores();
  await assignments.put([anAssignment()]);
  const read = present(await assignments.get('main', 'a'));
  await assignments.remove('main', 'a');
  await assignments.remove('main', 'a');
  expect(await assignments.replace(read)).toBe('lost');
  expect(await assignments.list(['main'])).toEqual([]);
});

it('adds rows of members that have none, and leaves the others as they are', async () => {
  const { assignments } = newStores();
  const wished = anAssignment({ wanted: 'east' });
  await assignments.put([wished]);
  await assignments.add([]);
  await assignments.add([anAssignment({ group: 'new' }), anAssignment({ member: 'b', group: 'new' })]);
  expect(await assignments.list(['main'])).toEqual([wished, anAssignment({ member: 'b', group: 'new' })]);
});

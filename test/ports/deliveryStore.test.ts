import { tableDeliveryStore } from '../../src/azure/tables/deliveryStore.ts';
import { StorageTable } from '../../src/azure/tables/storageTable.ts';
import type { Delivery } from '../../src/domain/notify/delivery.ts';
import { MemoryTable } from '../../src/memory/memoryTable.ts';
import type { Table } from '../../src/ports/table.ts';
import { newAccount } from '../support/azurite.ts';

const inMemory = (): Table => new MemoryTable(new Map(), 'Deliveries');
const onStorage = (): Table => new StorageTable({ connectionString: newAccount() }, 'Deliveries');

const at = (minute: number) => new Date(Date.parse('2026-03-02T08:00:00Z') + minute * 60_000).toISOString();
const deliveryOf = (minute: number, more: Partial<Delivery['occurrence']> = {}): Delivery => ({
  notification: 'team',
  occurrence: { id: `o${minute}`, type: 'member.failed', time: at(minute), message: 'Failed.', ...more },
  state: 'Waiting',
  addedAt: at(minute),
  tries: 0,
  nextTryAt: at(minute),
});
const idsOf = (deliveries: readonly Delivery[]) => deliveries.map(({ occurrence: { id } }) => id);

describe.each([
  ['Table Storage', onStorage],
  ['memory', inMemory],
])('Deliveries in %s', (_name, newTable) => {
  const stored = async (...minutes: readonly number[]) => {
    const store = tableDeliveryStore(newTable());
    for (const minute of minutes) await store.add(deliveryOf(minute));
    const open = async () => (await store.open('team', 10)).map(({ value }) => value);
    return { store, open };
  };

  it('are told once, however often the same is found', async () => {
    const { store, open } = await stored(1);
    expect(await store.add({ ...deliveryOf(1), addedAt: at(9) })).toBe('lost');
    expect(await open()).toEqual([deliveryOf(1)]);
  });

  it('wait in the order of what happened, and of one moment the end of the run last', async () => {
    const { store, open } = await stored(3, 1, 2);
    await store.add(deliveryOf(2, { id: 'a', type: 'run.ended' }));
    await store.add(deliveryOf(0, { id: 'other' }));
    expect(idsOf(await open())).toEqual(['other', 'o1', 'o2', 'a', 'o3']);
    expect(idsOf((await store.open('team', 2)).map(({ value }) => value))).toEqual(['other', 'o1']);
  });

  it('are written by one of two who read the same', async () => {
    const { store } = await stored(1);
    const [read] = await store.open('team', 1);
    if (!read) throw new Error('Nothing waits.');
    const first = await store.write({ value: { ...read.value, tries: 1 }, eTag: read.eTag });
    expect(first).toMatchObject({ value: { tries: 1 } });
    expect(await store.write({ value: { ...read.value, tries: 1 }, eTag: read.eTag })).toBe('lost');
    if (first === 'lost') throw new Error('It was lost.');
    expect(await store.write({ value: first.value, eTag: first.eTag })).not.toBe('lost');
  });

  it.each(['Delivered', 'GivenUp'] as const)('do not wait once %s, and are listed still', async (state) => {
    const { store, open } = await stored(1, 2);
    const [read] = await store.open('team', 1);
    if (!read) throw new Error('Nothing waits.');
    await store.write({ value: { ...read.value, state }, eTag: read.eTag });
    expect(idsOf(await open())).toEqual(['o2']);
    expect(idsOf(await store.newest('team', 10))).toEqual(['o2', 'o1']);
    expect(await store.add(deliveryOf(1))).toBe('lost');
  });

  it('are listed by what happened last, no more than asked for, those of one notification alone', async () => {
    const { store } = await stored(1, 3, 2);
    await store.add({ ...deliveryOf(4), notification: 'team-2' });
    expect(idsOf(await store.newest('team', 2))).toEqual(['o3', 'o2']);
  });

  it('are removed before a time, or all of one notification', async () => {
    const { store } = await stored(1, 2, 3);
    await store.add({ ...deliveryOf(4), notification: 'team-2' });
    await store.removeBefore('team', at(2));
    expect(idsOf(await store.newest('team', 10))).toEqual(['o3', 'o2']);
    await store.removeAll('team');
    expect(await store.newest('team', 10)).toEqual([]);
    expect(await store.open('team', 10)).toEqual([]);
    expect(idsOf(await store.newest('team-2', 10))).toEqual(['o4']);
  });
});

import type { Stores } from '../../../src/azure/tables/tableStores.ts';
import type { InventoryMember } from '../../../src/domain/fleet/inventory.ts';
import { MemoryTable, type MemoryAccount } from '../../../src/memory/memoryTable.ts';
import { Instance, twoInstances } from './instance.ts';
import { at, NOON } from './samples.ts';

const aMember = (name: string, fleetGroup: string): InventoryMember => ({
  fleet: 'main',
  name,
  clusterResourceId: `/subscriptions/s/clusters/${name}`,
  fleetGroup,
  provisioningState: 'Succeeded',
  access: 'NoAccess',
  asOf: NOON,
});
const anAssignment = (wanted: string) => ({
  fleet: 'main',
  member: 'a',
  clusterResourceId: '/subscriptions/s/clusters/a',
  group: null,
  wanted,
  changedAt: NOON,
  changedBy: 'ann',
});
const FLEETS = ['main', 'other'];

const readAll = ({ stores }: Instance) => {
  const { inventory, assignments, receivedEvents } = stores;
  return Promise.all([
    inventory.read(FLEETS),
    assignments.list(FLEETS),
    receivedEvents.supportNotices.list(),
  ]);
};

const groupsIn = async ({ stores }: Instance) =>
  (await stores.inventory.read(FLEETS)).members.map(({ name, fleetGroup }) => `${name}:${fleetGroup}`);
const wantedIn = async ({ stores }: Instance) =>
  (await stores.assignments.list(FLEETS)).map(({ wanted }) => wanted);

it('asks the table once whether all that is kept of members is still so, and answers the same objects', async () => {
  const [one] = twoInstances();
  await one.stores.inventory.replaceFleet('main', [aMember('a', 'x')], NOON);
  const first = await readAll(one);
  expect(await one.counted(() => readAll(one))).toBe(1);
  const again = await readAll(one);
  again.forEach((each, index) => expect(each).toBe(first[index]));
});

it('readers who come at the same moment share the question', async () => {
  const [one] = twoInstances();
  await readAll(one);
  const twenty = () => Promise.all(Array.from({ length: 20 }, () => readAll(one)));
  expect(await one.counted(twenty)).toBe(1);
});

it('reads only the fleet that changed', async () => {
  const [one] = twoInstances();
  await one.stores.inventory.replaceFleet('main', [aMember('a', 'x')], NOON);
  await readAll(one);
  await one.stores.inventory.putMember(aMember('a', 'y'));
  expect(await one.counted(() => readAll(one))).toBe(2);
});

it.each<[string, (stores: Stores) => Promise<unknown>, (read: Instance) => Promise<unknown>, unknown]>([
  ['a member that is put', ({ inventory }) => inventory.putMember(aMember('a', 'y')), groupsIn, ['a:y']],
  ['a member that leaves', ({ inventory }) => inventory.removeMember('main', 'a'), groupsIn, []],
  [
    'a fleet that is read again',
    ({ inventory }) => inventory.replaceFleet('main', [aMember('b', 'z')], at(60)),
    groupsIn,
    ['b:z'],
  ],
  ['a wish', ({ assignments }) => assignments.put([anAssignment('new')]), wantedIn, ['new']],
  [
    'a wish that is carried',
    async ({ assignments }) => {
      const stored = await assignments.get('main', 'a');
      if (stored) await assignments.replace({ value: anAssignment('carried'), eTag: stored.eTag });
    },
    wantedIn,
    ['carried'],
  ],
  ['a wish that is dropped', ({ assignments }) => assignments.remove('main', 'a'), wantedIn, []],
  [
    'a wish of a member without one',
    ({ assignments }) => assignments.add([{ ...anAssignment('more'), member: 'b' }]),
    wantedIn,
    ['old', 'more'],
  ],
])('shows %s at once, whichever instance wrote it', async (_what, change, read, expected) => {
  const [one, other] = twoInstances();
  await one.stores.inventory.replaceFleet('main', [aMember('a', 'x')], NOON);
  await one.stores.assignments.put([anAssignment('old')]);
  for (const each of [one, other]) await readAll(each);
  await change(other.stores);
  expect(await read(one)).toEqual(expected);
  expect(await read(other)).toEqual(expected);
});

it('never keeps what was read in the middle of a change of another instance', async () => {
  const [one, other] = twoInstances();
  await one.stores.inventory.replaceFleet('main', [aMember('a', 'x')], NOON);
  await readAll(one);
  // The other instance is held before each of its requests, and this one reads there.
  other.interrupt = async () => {
    await readAll(one);
  };
  await other.stores.inventory.replaceFleet('main', [aMember('a', 'y'), aMember('b', 'y')], at(60));
  expect(await groupsIn(one)).toEqual(['a:y', 'b:y']);
});

it.each(Array.from({ length: 8 }, (_, index) => index))(
  'an instance that dies before its request %i leaves nothing behind that another shows as it was',
  async (dieAt) => {
    const account: MemoryAccount = new Map();
    const [one, other, third] = [new Instance(account), new Instance(account), new Instance(account)];
    await one.stores.inventory.replaceFleet('main', [aMember('a', 'x')], NOON);
    await readAll(one);
    let requests = 0;
    other.interrupt = async () => {
      requests += 1;
      if (requests > dieAt) throw new Error('Died.');
      await readAll(one);
    };
    await other.stores.inventory
      .replaceFleet('main', [aMember('a', 'y')], at(60))
      .catch((error: unknown) => error);
    expect(await groupsIn(one)).toEqual(await groupsIn(third));
    expect(await groupsIn(one)).toEqual(await groupsIn(third));
  },
);

it('changes of one fleet that overlap are both seen, whichever ends first', async () => {
  const [one, other] = twoInstances();
  await readAll(one);
  await Promise.all([
    one.stores.inventory.putMember(aMember('a', 'x')),
    other.stores.inventory.putMember(aMember('b', 'y')),
  ]);
  for (const each of [one, other]) expect(await groupsIn(each)).toEqual(['a:x', 'b:y']);
  expect(await one.counted(() => readAll(one))).toBe(1);
});

it('a change that another one overtakes from its beginning to its end is seen too', async () => {
  const [one, other] = twoInstances();
  await readAll(one);
  let requests = 0;
  one.interrupt = async () => {
    requests += 1;
    // Announced, and not written yet.
    if (requests !== 2) return;
    await other.stores.inventory.putMember(aMember('b', 'y'));
    expect(await groupsIn(other)).toEqual(['b:y']);
  };
  await one.stores.inventory.putMember(aMember('a', 'x'));
  expect(await groupsIn(other)).toEqual(['a:x', 'b:y']);
});

it('what a release without versions writes is shown within a minute', async () => {
  const account: MemoryAccount = new Map();
  const one = new Instance(account);
  jest.useFakeTimers({ now: Date.parse(NOON), doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  try {
    await one.stores.inventory.replaceFleet('main', [aMember('a', 'x')], NOON);
    await readAll(one);
    await new MemoryTable(account, 'Inventory').remove({ partitionKey: 'fleet|main', rowKey: 'member|a' });
    jest.setSystemTime(Date.parse(at(61)));
    expect(await groupsIn(one)).toEqual([]);
  } finally {
    jest.useRealTimers();
  }
});

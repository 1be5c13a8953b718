import { newStores, NOON } from './samples.ts';
import { twoInstances } from './instance.ts';

const anUpdate = (member: string, more: object = {}) => ({
  fleet: 'main',
  member,
  clusterResourceId: `/subscriptions/s/clusters/${member}`,
  type: 'Full',
  completedTime: NOON,
  seconds: 600,
  ...more,
});

it('keeps an update once, though two activities tell it at the same time', async () => {
  const [one, other] = twoInstances();
  const updates = ['a', 'b', 'c'].map((member) => anUpdate(member));
  await Promise.all([one.stores.updateTimes.add(updates), other.stores.updateTimes.add(updates)]);
  const known = await one.stores.updateTimes.read(['main', 'never']);
  expect(known.map(({ member, updates: all }) => [member, all.length])).toEqual([
    ['a', 1],
    ['b', 1],
    ['c', 1],
  ]);
});

it('is shown by an instance that has read before, and read again only then', async () => {
  const [one, other] = twoInstances();
  await one.stores.updateTimes.add([anUpdate('a')]);
  expect(await other.stores.updateTimes.read(['main'])).toHaveLength(1);
  expect(await other.counted(() => other.stores.updateTimes.read(['main']))).toBe(1);
  await one.stores.updateTimes.add([anUpdate('b')]);
  expect(await other.stores.updateTimes.read(['main'])).toHaveLength(2);
});

it('forgets a member that leaves its fleet', async () => {
  const { updateTimes, inventory, otherInstance } = newStores();
  const member = (name: string) => ({
    fleet: 'main',
    name,
    clusterResourceId: `/subscriptions/s/clusters/${name}`,
    provisioningState: 'Succeeded',
    access: 'NoAccess' as const,
    asOf: NOON,
  });
  await inventory.replaceFleet('main', ['a', 'b.c', 'd'].map(member), NOON);
  await updateTimes.add(['a', 'b.c', 'd'].map((name) => anUpdate(name)));
  await inventory.replaceFleet('main', [member('a'), member('d')], NOON);
  await inventory.removeMember('main', 'd');
  expect((await otherInstance.updateTimes.read(['main'])).map(({ member: name }) => name)).toEqual(['a']);
});

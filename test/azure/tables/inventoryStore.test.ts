import type { InventoryMember, LatestNodeImage } from '../../../src/domain/fleet/inventory.ts';
import { at, newStores, NOON } from './samples.ts';

const aMember = (name: string, change: Partial<InventoryMember> = {}): InventoryMember => ({
  fleet: 'main',
  name,
  clusterResourceId: `/subscriptions/s/clusters/${name}`,
  fleetGroup: 'west',
  provisioningState: 'Succeeded',
  access: 'Readable',
  cluster: {
    id: `/subscriptions/s/clusters/${name}`,
    location: 'westeurope',
    kubernetesVersion: '1.32.6',
    provisioningState: 'Succeeded',
    powerState: 'Running',
    nodePools: [{ name: 'system', mode: 'System', osType: 'Linux', osSku: 'Ubuntu', count: 3 }],
  },
  asOf: NOON,
  ...change,
});

const anImage = (change: Partial<LatestNodeImage> = {}): LatestNodeImage => ({
  subscriptionId: 's',
  location: 'westeurope',
  family: 'AKSUbuntu-2204gen2containerd',
  nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202508.06.0',
  asOf: NOON,
  ...change,
});

it('knows nothing of a fleet that was never read', async () => {
  const { inventory } = newStores();
  expect(await inventory.read(['main'])).toEqual({
    members: [],
    latestNodeImages: [],
    offeredVersions: [],
    asOf: {},
  });
});

it('keeps what each region offers, the newest reading of it', async () => {
  const { inventory } = newStores();
  const offered = (location: string, version: string) => ({
    subscriptionId: 'S1',
    location,
    asOf: NOON,
    versions: [{ version, supportPlans: ['KubernetesOfficial'], upgrades: [] }],
  });
  await inventory.putOfferedVersions([offered('westeurope', '1.32.6'), offered('eastus', '1.32.6')]);
  await inventory.putOfferedVersions([offered('westeurope', '1.33.2')]);
  const { offeredVersions } = await inventory.read([]);
  expect(offeredVersions).toEqual([offered('eastus', '1.32.6'), offered('westeurope', '1.33.2')]);
});

it('reads what was read of the fleets that are asked for, and when', async () => {
  const { inventory } = newStores();
  const unreadable: InventoryMember = {
    fleet: 'other',
    name: 'c',
    clusterResourceId: '/c',
    provisioningState: 'Succeeded',
    access: 'NoAccess',
    asOf: at(1),
  };
  await inventory.replaceFleet('main', [aMember('b'), aMember('a')], NOON);
  await inventory.replaceFleet('other', [unreadable], at(1));
  await inventory.replaceFleet('third', [], at(2));
  expect(await inventory.read(['main', 'third'])).toEqual({
    members: [aMember('a'), aMember('b')],
    latestNodeImages: [],
    offeredVersions: [],
    asOf: { main: NOON, third: at(2) },
  });
  expect((await inventory.read(['other'])).members).toEqual([unreadable]);
});

it('removes members that a later reading does not find', async () => {
  const { inventory } = newStores();
  await inventory.replaceFleet('main', [aMember('a'), aMember('b')], NOON);
  await inventory.replaceFleet('main', [aMember('b', { asOf: at(60) })], at(60));
  const { members, asOf } = await inventory.read(['main']);
  expect(members).toEqual([aMember('b', { asOf: at(60) })]);
  expect(asOf).toEqual({ main: at(60) });
});

it('keeps what was learnt of a member after the reading began', async () => {
  const { inventory } = newStores();
  const changed = aMember('a', { fleetGroup: 'east', asOf: at(30) });
  const joined = aMember('b', { asOf: at(30) });
  await inventory.putMember(changed);
  await inventory.putMember(joined);
  await inventory.replaceFleet('main', [aMember('a', { asOf: at(10) })], at(10));
  expect((await inventory.read(['main'])).members).toEqual([changed, joined]);
});

it('is not taken back by a reading that began earlier and ended later', async () => {
  const { inventory } = newStores();
  await inventory.replaceFleet('main', [aMember('a', { asOf: at(60) })], at(60));
  await inventory.replaceFleet('main', [aMember('a')], NOON);
  expect(await inventory.read(['main'])).toMatchObject({
    members: [{ asOf: at(60) }],
    asOf: { main: at(60) },
  });
});

it('forgets a member that left', async () => {
  const { inventory } = newStores();
  await inventory.putMember(aMember('a'));
  await inventory.removeMember('main', 'a');
  await inventory.removeMember('main', 'a');
  expect((await inventory.read(['main'])).members).toEqual([]);
});

it('keeps the newest image of each subscription, region and family', async () => {
  const { inventory } = newStores();
  const images = [anImage(), anImage({ location: 'northeurope' }), anImage({ subscriptionId: 't' })];
  await inventory.putLatestNodeImages(images);
  const newer = anImage({ nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202509.01.0', asOf: at(60) });
  await inventory.putLatestNodeImages([anImage(), newer]);
  const { latestNodeImages } = await inventory.read([]);
  expect(latestNodeImages).toHaveLength(3);
  expect(latestNodeImages).toEqual(expect.arrayContaining([newer, images[1], images[2]]));
});

it('holds a fleet of 1,000 members with many node pools each', async () => {
  const { inventory } = newStores();
  const nodePools = Array.from({ length: 20 }, (_, index) => ({
    name: `pool${index}`,
    mode: 'User',
    osType: 'Linux',
    count: 100,
    nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202508.06.0',
  }));
  const members = Array.from({ length: 1_000 }, (_, index) => {
    const member = aMember(`m${String(index).padStart(4, '0')}`);
    return member.cluster ? { ...member, cluster: { ...member.cluster, nodePools } } : member;
  });
  await inventory.replaceFleet('main', members, NOON);
  expect((await inventory.read(['main'])).members).toEqual(members);
});

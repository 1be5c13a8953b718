import { behindOf } from '../../../src/domain/fleet/behind.ts';
import { latestNodeImages } from '../../../src/domain/fleet/latestNodeImages.ts';
import { imageAge, parseNodeImage } from '../../../src/domain/fleet/nodeImage.ts';
import { offersTo } from '../../../src/domain/fleet/offeredVersions.ts';
import { endOfSupport } from '../../../src/domain/fleet/supportCalendar.ts';
import { versionsOffered } from '../../../src/domain/fleet/versionsOffered.ts';
import { aCluster, aMember } from '../plan/planBuilders.ts';

const OFFICIAL = 'KubernetesOfficial';
const LTS = 'AKSLongTermSupport';
const TODAY = '2026-11-26';
const offered = (version: string, supportPlans: readonly string[], isPreview = false) => ({
  version,
  supportPlans,
  upgrades: [],
  isPreview,
});
const places = [
  {
    subscriptionId: 's1',
    location: 'westeurope',
    asOf: '2026-11-26T00:00:00Z',
    versions: [
      offered('1.33.9', [LTS]),
      offered('1.34.10', [OFFICIAL, LTS]),
      offered('1.34.2', [OFFICIAL, LTS]),
      offered('1.36.1', [OFFICIAL, LTS]),
      offered('1.37.0', [], true),
    ],
  },
];
const behind = (kubernetesVersion: string, supportPlan = OFFICIAL) =>
  behindOf(aCluster('a', { kubernetesVersion, supportPlan }), offersTo(places), latestNodeImages([]), TODAY);

describe('How far a cluster is behind', () => {
  it.each([
    ['a patch and two minors', '1.34.2', OFFICIAL, '1.34.10', 2, '1.36.1'],
    ['minors only, on the newest patch of its own', '1.34.10', OFFICIAL, undefined, 2, '1.36.1'],
    ['nothing: a preview counts for nobody', '1.36.1', OFFICIAL, undefined, 0, undefined],
    ['nothing: it runs a preview', '1.37.0', OFFICIAL, undefined, 0, undefined],
    ['a patch that only its plan may have', '1.33.1', LTS, '1.33.9', 3, '1.36.1'],
    ['and a patch that its plan may not have is none', '1.33.1', OFFICIAL, undefined, 3, '1.36.1'],
  ])('is %s', (_what, version, plan, newestPatch, minors, newestVersion) => {
    expect(behind(version, plan)).toMatchObject({
      minors,
      ...(newestPatch !== undefined && { newestPatch }),
      ...(newestVersion !== undefined && { newestVersion }),
    });
    expect(behind(version, plan).newestPatch).toBe(newestPatch);
    expect(behind(version, plan).newestVersion).toBe(newestVersion);
  });

  it('is not known where the region was not asked', () => {
    const elsewhere = aCluster('a', { location: 'eastus' });
    expect(behindOf(elsewhere, offersTo(places), latestNodeImages([]), TODAY).minors).toBeUndefined();
  });

  it.each([
    ['1.34.2', OFFICIAL, { on: '2026-11-30', inDays: 4 }],
    ['1.33.1', OFFICIAL, { on: '2026-06-30', inDays: -149 }],
    ['1.33.1', 'akslongtermsupport', { on: '2027-06-30', inDays: 216 }],
    ['1.99.0', OFFICIAL, undefined],
  ])('counts down to the end of support of %s on %s', (version, plan, ends) => {
    expect(behind(version, plan).supportEnds).toEqual(ends);
  });

  it('names the image that a pool could have, and the age of the one it has', () => {
    const older = 'AKSUbuntu-2204gen2containerd-202611.06.0';
    const newest = 'AKSUbuntu-2204gen2containerd-202611.20.1';
    const pool = { mode: 'System', osType: 'Linux', count: 1 };
    const cluster = aCluster('a', {
      nodePools: [
        { ...pool, name: 'old', nodeImageVersion: older },
        { ...pool, name: 'new', nodeImageVersion: newest },
        { ...pool, name: 'odd', nodeImageVersion: 'my-own' },
      ],
    });
    const images = latestNodeImages([
      {
        subscriptionId: 's1',
        location: 'westeurope',
        family: 'AKSUbuntu-2204gen2containerd',
        nodeImageVersion: newest,
        asOf: TODAY,
      },
    ]);
    expect(behindOf(cluster, offersTo(places), images, TODAY).pools).toEqual([
      { name: 'old', imageDays: 20, newestImage: newest },
      { name: 'new', imageDays: 6 },
      { name: 'odd' },
    ]);
  });
});

it.each([
  ['AKSUbuntu-2204gen2containerd-202611.06.0', 20],
  ['AKSUbuntu-1804gen2containerd-2022.09.22', 1526],
  ['AKSWindows-2022-containerd-20348.3207.261116', 10],
  ['AKSUbuntu-2204gen2containerd-202611.06.0-2026.11.25', 1],
  ['AKSUbuntu-2204gen2containerd-202612.01.0', 0],
  ['AKSUbuntu-2204gen2containerd-202699.01.0', undefined],
])('tells the age of %s by the date in its name', (name, days) => {
  const image = parseNodeImage(name);
  expect(image && imageAge(image, TODAY)).toBe(days);
});

it.each([
  ['1.31.4', LTS, '2026-11-30'],
  ['1.36', undefined, '2027-06-30'],
  ['nonsense', undefined, undefined],
])('knows when support of %s on %s ends', (version, plan, on) => {
  expect(endOfSupport(version, plan)).toBe(on);
});

it('lists what regions offer by support plan, newest first, previews marked, and regions that were not asked', () => {
  const members = [
    aMember('a', { location: 'WestEurope' }),
    aMember('b'),
    aMember('c', { location: 'eastus' }),
  ];
  const [east, west] = versionsOffered({ members, offeredVersions: places });
  expect(east).toEqual({ location: 'eastus', subscriptionId: 'S1', members: 1, supportPlans: [] });
  expect(west?.members).toBe(2);
  const shown = west?.supportPlans.map(({ name, versions }) => [
    name,
    versions.map(({ version, isPreview }) => `${version}${isPreview ? '*' : ''}`).join(' '),
  ]);
  expect(shown).toEqual([
    [OFFICIAL, '1.37.0* 1.36.1 1.34.10 1.34.2'],
    [LTS, '1.37.0* 1.36.1 1.34.10 1.34.2 1.33.9'],
  ]);
});

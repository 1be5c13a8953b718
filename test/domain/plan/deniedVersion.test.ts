import { deniedOfMembers } from '../../../src/domain/plan/deniedFindings.ts';
import {
  deniedVersionKind,
  deniesImage,
  deniesKubernetes,
  type DeniedVersion,
} from '../../../src/domain/plan/deniedVersion.ts';
import { planRun } from '../../../src/domain/plan/planRun.ts';
import type { PlanRequest } from '../../../src/domain/plan/plan.ts';
import {
  aMember,
  anImage,
  anOffer,
  aPool,
  aRequest,
  fullTo,
  MID_UBUNTU,
  NEW_UBUNTU,
  OLD_UBUNTU,
} from './planBuilders.ts';

const AT = '2026-03-01T08:00:00.000Z';
const deny = (what: Pick<DeniedVersion, 'kubernetesVersion'> | Pick<DeniedVersion, 'nodeImageVersion'>) => ({
  name: 'bad-night',
  reason: 'Nodes lose their DNS',
  createdAt: AT,
  createdBy: 'a',
  changedAt: AT,
  changedBy: 'a',
  ...what,
});
const BAD_IMAGE = deny({ nodeImageVersion: NEW_UBUNTU });
const BAD_PATCH = deny({ kubernetesVersion: '1.33.2' });
const BAD_MINOR = deny({ kubernetesVersion: '1.33' });

const WEST = aMember('west');
const NORTH = aMember('north', { location: 'northeurope' });
const AT_MID = aMember('at-mid', { nodePools: [aPool({ nodeImageVersion: MID_UBUNTU })] });
const IMAGES = [anImage('westeurope', NEW_UBUNTU), anImage('northeurope', MID_UBUNTU)];
const CURRENT = aMember('current', {
  kubernetesVersion: '1.33.2',
  nodePools: [aPool({ kubernetesVersion: '1.33.2', nodeImageVersion: NEW_UBUNTU })],
});
const OFFERED = [anOffer('westeurope', ['1.32.6', '1.33.1', '1.33.2'])];

const planOf = (request: PlanRequest) => {
  const { lock, stages, findings } = planRun(request);
  const members = stages.flatMap(({ groups }) => groups.flatMap((group) => group.members));
  return {
    lock,
    updates: members.filter(({ update }) => update).map(({ name }) => name),
    found: findings.flatMap(({ code, severity, members: about = [] }) =>
      /Denied|NoCommon/.test(code) ? [[severity, code, ...about].join(' ')] : [],
    ),
  };
};

describe('A denied version', () => {
  it.each<[string, PlanRequest, Partial<ReturnType<typeof planOf>>]>([
    [
      'refuses Latest for the members of the regions that have it',
      aRequest([WEST, NORTH], { images: IMAGES, denied: [BAD_IMAGE] }),
      { found: ['error VersionDenied demo/west'] },
    ],
    [
      'leaves these at the version before where the run asks so, and updates the others',
      aRequest([WEST, NORTH], { images: IMAGES, denied: [BAD_IMAGE], leaveOut: ['VersionDenied'] }),
      { found: ['warning VersionDenied demo/west'], updates: ['north'] },
    ],
    [
      'is no Consistent choice: whoever has the image before it stays there',
      aRequest([WEST], { images: IMAGES, denied: [BAD_IMAGE], selection: { type: 'Consistent' } }),
      { found: ['warning DeniedVersionAvoided'], lock: { nodeImageVersions: [OLD_UBUNTU] }, updates: [] },
    ],
    [
      'has the newest image before it taken for Consistent that a cluster has, where one is known',
      aRequest([AT_MID, WEST], { images: IMAGES, denied: [BAD_IMAGE], selection: { type: 'Consistent' } }),
      {
        found: ['warning DeniedVersionAvoided'],
        lock: { nodeImageVersions: [MID_UBUNTU] },
        updates: ['west'],
      },
    ],
    [
      'is not avoided by an image that is denied too',
      aRequest([AT_MID, WEST], {
        images: IMAGES,
        denied: [BAD_IMAGE, deny({ nodeImageVersion: MID_UBUNTU })],
        selection: { type: 'Consistent' },
      }),
      {
        found: ['warning DeniedVersionAvoided'],
        lock: { nodeImageVersions: [OLD_UBUNTU] },
        updates: [],
      },
    ],
    [
      'that cannot be read denies everything',
      aRequest([NORTH], { images: IMAGES, deniedUnreadable: ['later'] }),
      { found: ['error DeniedVersionUnreadable'] },
    ],
    [
      'refuses images that are named',
      aRequest([WEST], {
        denied: [BAD_IMAGE],
        selection: { type: 'Custom', customNodeImageVersions: [{ version: NEW_UBUNTU }] },
      }),
      { found: ['error VersionDenied demo/west'] },
    ],
    [
      'is no matter where it runs already',
      aRequest([CURRENT], { denied: [BAD_IMAGE, BAD_PATCH] }),
      { found: [] },
    ],
    [
      'is no matter where another is brought',
      aRequest([NORTH], { images: IMAGES, denied: [BAD_IMAGE, BAD_PATCH] }),
      { found: [], updates: ['north'] },
    ],
    [
      'refuses the patch that is asked for',
      aRequest([WEST], { upgrade: fullTo('1.33.2'), offered: OFFERED, denied: [BAD_PATCH] }),
      { found: ['error VersionDenied demo/west'] },
    ],
    [
      'has the patch before it taken for a minor',
      aRequest([WEST], { upgrade: fullTo('1.33'), offered: OFFERED, denied: [BAD_PATCH] }),
      { found: ['warning DeniedVersionAvoided'], lock: { kubernetesVersion: '1.33.1' }, updates: ['west'] },
    ],
    [
      'may be a minor: then no patch of it is left',
      aRequest([WEST], { upgrade: fullTo('1.33'), offered: OFFERED, denied: [BAD_MINOR] }),
      {
        found: [
          'error VersionDenied demo/west',
          'error NoCommonPatch demo/west',
          'warning DeniedVersionAvoided',
        ],
      },
    ],
  ])('%s', (_what, request, expected) => {
    const plan = planOf(request);
    expect({ ...plan, found: plan.found.toSorted() }).toMatchObject({
      ...expected,
      ...(expected.found && { found: expected.found.toSorted() }),
    });
  });

  it('is found in a plan that was frozen before it was denied, for what is not there yet', () => {
    const pool = (nodeImageVersion: string) => ({ nodePools: [{ name: 'system', nodeImageVersion }] });
    const member = { fleet: 'demo', name: 'a', clusterResourceId: 'id', update: true };
    const brought = { ...member, from: pool(OLD_UBUNTU), to: pool(NEW_UBUNTU) };
    expect(deniedOfMembers([brought], [BAD_IMAGE])).toMatchObject([
      { severity: 'error', code: 'VersionDenied', members: ['demo/a'] },
    ]);
    const there = { ...member, from: pool(NEW_UBUNTU), to: pool(NEW_UBUNTU) };
    expect(deniedOfMembers([there, { ...brought, update: false }], [BAD_IMAGE])).toEqual([]);
    expect(deniedOfMembers([brought], [BAD_PATCH])).toEqual([]);
  });

  it('is told from its neighbours', () => {
    expect(deniesKubernetes(BAD_PATCH, 'v1.33.2')).toBe(true);
    expect(deniesKubernetes(BAD_PATCH, '1.33.20')).toBe(false);
    expect(deniesKubernetes(BAD_MINOR, '1.33.9')).toBe(true);
    expect(deniesKubernetes(BAD_MINOR, '1.34.0')).toBe(false);
    expect(deniesImage(BAD_IMAGE, NEW_UBUNTU)).toBe(true);
    expect(deniesImage(BAD_IMAGE, MID_UBUNTU)).toBe(false);
    expect(deniesImage(BAD_PATCH, NEW_UBUNTU)).toBe(false);
  });

  it.each<[string, object]>([
    ['no reason', { kubernetesVersion: '1.33' }],
    ['an empty reason', { kubernetesVersion: '1.33', reason: ' ' }],
    ['no version', { reason: 'x' }],
    ['two versions', { kubernetesVersion: '1.33', nodeImageVersion: NEW_UBUNTU, reason: 'x' }],
    ['no Kubernetes version', { kubernetesVersion: 'newest', reason: 'x' }],
    ['no node image', { nodeImageVersion: '202508.06.0', reason: 'x' }],
  ])('is refused with %s', (_what, body) => {
    expect(deniedVersionKind.body.safeParse(body).success).toBe(false);
  });
});

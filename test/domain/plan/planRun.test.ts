import type { Plan } from '../../../src/domain/plan/plan.ts';
import type { InventoryMember, OfferedVersions } from '../../../src/domain/fleet/inventory.ts';
import { planRun } from '../../../src/domain/plan/planRun.ts';
import type { Upgrade } from '../../../src/domain/plan/updateSpec.ts';
import {
  aMember,
  anAssignment,
  anImage,
  anOffer,
  anUnreadableMember,
  aPool,
  aRequest,
  fullTo,
  MID_UBUNTU,
  NEW_UBUNTU,
  OLD_UBUNTU,
  READ_AT,
  stagesOf,
  anUngroupedMember,
  WINDOWS,
} from './planBuilders.ts';

/** `stage/group: fleet/member ...` for every group. */
const places = (plan: Plan) =>
  plan.stages.flatMap((stage) =>
    stage.groups.map(
      (group) =>
        `${stage.name}/${group.name}: ${group.members.map((member) => `${member.fleet}/${member.name}`).join(' ')}`,
    ),
  );

const membersOf = (plan: Plan) =>
  plan.stages.flatMap((stage) => stage.groups.flatMap(({ members }) => members));

const inGroup = (name: string, fleetGroup: string, fleet = 'demo') =>
  aMember(name, {}, { fleetGroup, fleet });

describe('Members are placed', () => {
  it('by the group Fleet has on them, sorted by name, then fleet', () => {
    const members = [
      inGroup('b', 'test', 'two'),
      inGroup('a-b', 'test'),
      inGroup('b', 'test'),
      inGroup('a', 'test'),
      inGroup('c', 'production'),
    ];
    const stages = stagesOf('first: test', 'second: production');
    const plan = planRun(aRequest(members, { stages, fleets: ['two', 'demo'] }));
    expect(places(plan)).toEqual(['first/test: demo/a demo/a-b demo/b two/b', 'second/production: demo/c']);
  });

  it('by a wanted assignment before what Fleet says; null clears, a mere mirror counts for nothing', () => {
    const members = ['wanted', 'cleared', 'mirrored'].map((name) => inGroup(name, 'test'));
    const assignments = [
      anAssignment('wanted', { wanted: 'production' }),
      anAssignment('cleared', { wanted: null }),
      anAssignment('mirrored', { group: 'production' }),
      anAssignment('mirrored', { fleet: 'other', wanted: 'production' }),
    ];
    const stages = stagesOf('first: test production');
    const plan = planRun(aRequest(members, { stages, assignments }));
    expect(places(plan)).toEqual(['first/test: demo/mirrored', 'first/production: demo/wanted']);
  });

  it('into the first of two groups of the same name only', () => {
    const plan = planRun(aRequest([aMember('a')], { stages: stagesOf('first: test', 'second: test') }));
    expect(places(plan)).toEqual(['first/test: demo/a', 'second/test: ']);
  });

  it('all into the one group of One by one, whatever their update group', () => {
    const members = [inGroup('b', 'production'), anUngroupedMember('a'), inGroup('c', 'test', 'other')];
    const plan = planRun(aRequest(members, { implicit: true, stages: stagesOf('default: default') }));
    expect(places(plan)).toEqual(['default/default: demo/a demo/b']);
  });

  it('with the waits of their stages kept', () => {
    const stages = [{ name: 'first', groups: [{ name: 'test' }], afterStageWaitInSeconds: 60 }];
    expect(planRun(aRequest([aMember('a')], { stages })).stages[0]?.afterStageWaitInSeconds).toBe(60);
  });

  it('with the time of each fleet’s reading, and of no other', () => {
    const asOf = { demo: READ_AT, other: READ_AT };
    expect(planRun(aRequest([aMember('a')], { asOf })).asOf).toEqual({ demo: READ_AT });
  });
});

describe('Versions', () => {
  const controlPlaneTo = (kubernetesVersion: string): Upgrade => ({
    type: 'ControlPlaneOnly',
    kubernetesVersion,
  });
  const images: Upgrade = { type: 'NodeImageOnly' };

  it.each<{
    readonly says: string;
    readonly upgrade: Upgrade;
    readonly runs: string;
    readonly image?: string;
    readonly poolRuns?: string;
    readonly to: string;
    readonly toImage: string | undefined;
    readonly update: boolean;
  }>([
    {
      says: 'Full brings both',
      upgrade: fullTo('v1.33.2'),
      runs: '1.32.6',
      to: '1.33.2',
      toImage: NEW_UBUNTU,
      update: true,
    },
    {
      says: 'Full at target',
      upgrade: fullTo('1.32.6'),
      runs: '1.32.6',
      image: NEW_UBUNTU,
      to: '1.32.6',
      toImage: NEW_UBUNTU,
      update: false,
    },
    {
      says: 'Full with only images to update',
      upgrade: fullTo('1.32.6'),
      runs: '1.32.6',
      to: '1.32.6',
      toImage: NEW_UBUNTU,
      update: true,
    },
    {
      says: 'Full with only a pool’s Kubernetes behind',
      upgrade: fullTo('1.32.6'),
      runs: '1.32.6',
      poolRuns: '1.31.9',
      image: NEW_UBUNTU,
      to: '1.32.6',
      toImage: NEW_UBUNTU,
      update: true,
    },
    {
      says: 'Full to a minor whose newest patch runs',
      upgrade: fullTo('1.32'),
      runs: '1.32.6',
      image: NEW_UBUNTU,
      to: '1.32.6',
      toImage: NEW_UBUNTU,
      update: false,
    },
    {
      says: 'Full to the newest patch of a minor',
      upgrade: fullTo('1.33'),
      runs: '1.32.6',
      to: '1.33.2',
      toImage: NEW_UBUNTU,
      update: true,
    },
    {
      says: 'Full never goes back',
      upgrade: fullTo('1.31.2'),
      runs: '1.32.6',
      image: NEW_UBUNTU,
      to: '1.32.6',
      toImage: NEW_UBUNTU,
      update: false,
    },
    {
      says: 'ControlPlaneOnly leaves pools',
      upgrade: controlPlaneTo('1.33.2'),
      runs: '1.32.6',
      to: '1.33.2',
      toImage: OLD_UBUNTU,
      update: true,
    },
    {
      says: 'ControlPlaneOnly at target, pools behind',
      upgrade: controlPlaneTo('1.32.6'),
      runs: '1.32.6',
      poolRuns: '1.31.9',
      to: '1.32.6',
      toImage: OLD_UBUNTU,
      update: false,
    },
    {
      says: 'NodeImageOnly leaves Kubernetes',
      upgrade: images,
      runs: '1.32.6',
      to: '1.32.6',
      toImage: NEW_UBUNTU,
      update: true,
    },
    {
      says: 'NodeImageOnly at target',
      upgrade: images,
      runs: '1.32.6',
      image: NEW_UBUNTU,
      to: '1.32.6',
      toImage: NEW_UBUNTU,
      update: false,
    },
    {
      says: 'NodeImageOnly never goes back',
      upgrade: images,
      runs: '1.32.6',
      image: 'AKSUbuntu-2204gen2containerd-202509.01.0',
      to: '1.32.6',
      toImage: 'AKSUbuntu-2204gen2containerd-202509.01.0',
      update: false,
    },
    {
      says: 'an image of unknown build',
      upgrade: images,
      runs: '1.32.6',
      image: 'Mystery',
      to: '1.32.6',
      toImage: undefined,
      update: true,
    },
    {
      says: 'a family the region does not tell',
      upgrade: images,
      runs: '1.32.6',
      image: `${WINDOWS}-20348.3091.250117`,
      to: '1.32.6',
      toImage: undefined,
      update: true,
    },
  ])('$says: $runs to $to, update $update', ({ upgrade, runs, image, poolRuns, to, toImage, update }) => {
    const pool = aPool({ nodeImageVersion: image ?? OLD_UBUNTU, kubernetesVersion: poolRuns ?? runs });
    const plan = planRun(
      aRequest([aMember('a', { kubernetesVersion: runs, nodePools: [pool] })], {
        upgrade,
        offered: [anOffer('westeurope', ['1.32.6', '1.33.1', '1.33.2'])],
      }),
    );
    const before = poolRuns ?? runs;
    const after = upgrade.type === 'Full' ? to : before;
    const toImages = toImage === undefined ? {} : { nodeImageVersion: toImage };
    expect(membersOf(plan)).toEqual([
      expect.objectContaining({
        from: {
          kubernetesVersion: runs,
          nodePools: [{ name: 'system', kubernetesVersion: before, nodeImageVersion: image ?? OLD_UBUNTU }],
        },
        to: { kubernetesVersion: to, nodePools: [{ name: 'system', kubernetesVersion: after, ...toImages }] },
        update,
      }),
    ]);
  });

  it('of an unknown image do not matter to ControlPlaneOnly', () => {
    const nodePools = [aPool({ nodeImageVersion: 'Mystery' })];
    const plan = planRun(aRequest([aMember('a', { nodePools })], { upgrade: controlPlaneTo('1.32.6') }));
    const [planned] = membersOf(plan);
    expect(planned?.update).toBe(false);
    expect(planned?.to).toEqual(planned?.from);
  });

  it('of a Kubernetes release of unknown build are to be updated, to nobody knows what', () => {
    const plan = planRun(
      aRequest([aMember('a', { kubernetesVersion: 'edge' })], { upgrade: fullTo('1.33') }),
    );
    expect(membersOf(plan)[0]).toMatchObject({ from: { kubernetesVersion: 'edge' }, update: true });
    expect(membersOf(plan)[0]?.to).not.toHaveProperty('kubernetesVersion');
  });

  it('of a cluster that cannot be read are unknown, and it is to be updated', () => {
    const plan = planRun(aRequest([anUnreadableMember('a')], { upgrade: fullTo('1.33') }));
    expect(membersOf(plan)).toEqual([
      expect.objectContaining({ name: 'a', from: { nodePools: [] }, to: { nodePools: [] }, update: true }),
    ]);
  });

  it('Latest differs by region, Consistent does not', () => {
    const members = [aMember('a'), aMember('b', { location: 'northeurope' })];
    const known = [anImage('westeurope', NEW_UBUNTU), anImage('northeurope', MID_UBUNTU)];
    const images = (type: 'Latest' | 'Consistent') => {
      const plan = planRun(aRequest(members, { images: known, selection: { type } }));
      return membersOf(plan).map(({ to }) => to.nodePools[0]?.nodeImageVersion);
    };
    expect(images('Latest')).toEqual([NEW_UBUNTU, MID_UBUNTU]);
    expect(images('Consistent')).toEqual([MID_UBUNTU, MID_UBUNTU]);
  });

  it('Consistent counts only regions of members in the run', () => {
    const elsewhere = aMember('b', { location: 'northeurope' }, { fleetGroup: 'other' });
    const known = [anImage('westeurope', NEW_UBUNTU), anImage('northeurope', MID_UBUNTU)];
    const request = aRequest([aMember('a'), elsewhere], { images: known, selection: { type: 'Consistent' } });
    expect(planRun(request).lock).toEqual({ nodeImageVersions: [NEW_UBUNTU] });
  });

  it('Custom leaves pools of other families as they are', () => {
    const win = `${WINDOWS}-20348.3091.250117`;
    const pools = [aPool({ name: 'win', nodeImageVersion: win }), aPool()];
    const selection = { type: 'Custom', customNodeImageVersions: [{ version: MID_UBUNTU }] } as const;
    const plan = planRun(aRequest([aMember('a', { nodePools: pools })], { selection }));
    expect(membersOf(plan)[0]?.to.nodePools).toEqual([
      { name: 'system', kubernetesVersion: '1.32.6', nodeImageVersion: MID_UBUNTU },
      { name: 'win', kubernetesVersion: '1.32.6', nodeImageVersion: win },
    ]);
  });

  it('that AKS does not tell are shown as unknown, and are no reason to update, tonight as tomorrow', () => {
    const { nodeImageVersion: _untold, ...set } = aPool({ name: 'set', type: 'AvailabilitySet' });
    const known = aPool({ nodeImageVersion: NEW_UBUNTU });
    for (const selection of [
      { type: 'Latest' },
      { type: 'Consistent' },
      { type: 'Custom', customNodeImageVersions: [{ version: NEW_UBUNTU }] },
    ] as const) {
      const request = aRequest([aMember('a', { nodePools: [known, set] })], { selection });
      const [planned] = membersOf(planRun(request));
      expect(planned).toMatchObject({ update: false });
      expect(planned?.to.nodePools[0]).toEqual({ name: 'set', kubernetesVersion: '1.32.6' });
    }
  });
});

describe('A minor version', () => {
  const lockOf = (
    members: readonly InventoryMember[],
    offered: readonly OfferedVersions[],
    version = '1.33',
  ) => planRun(aRequest(members, { offered, upgrade: fullTo(version) })).lock.kubernetesVersion;
  const west = (name: string, version = '1.32.6') =>
    aMember(name, { kubernetesVersion: version, nodePools: [aPool({ kubernetesVersion: version })] });
  const north = (name: string) => aMember(name, { location: 'northeurope' });

  it.each<[string, readonly InventoryMember[], readonly OfferedVersions[], string]>([
    [
      'the newest patch of it',
      [west('a')],
      [anOffer('westeurope', ['1.33.1', '1.33.10', '1.33.9'])],
      '1.33.10',
    ],
    [
      'the newest that every region has',
      [west('a'), north('b')],
      [anOffer('westeurope', ['1.33.1', '1.33.2', '1.33.3']), anOffer('northeurope', ['1.33.2', '1.33.1'])],
      '1.33.2',
    ],
    [
      'what regions offer in which something changes',
      [west('a', '1.34.1'), north('b')],
      [anOffer('westeurope', ['1.34.1']), anOffer('northeurope', ['1.33.3'])],
      '1.33.3',
    ],
    [
      'what clusters without long-term support can have',
      [west('a')],
      [anOffer('westeurope', ['1.33.2'], ['1.33.9'])],
      '1.33.2',
    ],
    [
      'what clusters with long-term support can have',
      [aMember('a', { supportPlan: 'AKSLongTermSupport' })],
      [anOffer('westeurope', ['1.34.0'], ['1.33.8', '1.33.9'])],
      '1.33.9',
    ],
  ])('means %s', (_what, members, offered, locked) => {
    expect(lockOf(members, offered)).toBe(locked);
  });

  it('brings a member on an older patch of it to that one too', () => {
    const offered = [anOffer('westeurope', ['1.33.2'])];
    const plan = planRun(aRequest([west('a', '1.33.1')], { offered, upgrade: fullTo('1.33') }));
    expect(membersOf(plan)[0]).toMatchObject({ update: true, to: { kubernetesVersion: '1.33.2' } });
  });
});

describe('Members to be left out', () => {
  const stopped = aMember('stopped', { powerState: 'Stopped', location: 'northeurope' });
  const offered = [anOffer('westeurope', ['1.32.6', '1.33.3']), anOffer('northeurope', ['1.32.6', '1.33.2'])];

  it('have no part in the choice of versions, and the plan says why they stay', () => {
    const request = aRequest([aMember('a'), stopped], { offered, upgrade: fullTo('1.33') });
    expect(planRun(request).findings).toContainEqual(
      expect.objectContaining({ code: 'NoCommonPatch', severity: 'error' }),
    );
    const plan = planRun({ ...request, leaveOut: ['ClusterStopped'] });
    expect(plan.lock.kubernetesVersion).toBe('1.33.3');
    expect(membersOf(plan)).toEqual([
      expect.objectContaining({ name: 'a', update: true }),
      expect.objectContaining({
        name: 'stopped',
        update: false,
      }),
    ]);
    const [, left] = membersOf(plan);
    expect(left?.leftOut?.code).toBe('ClusterStopped');
    expect(left?.leftOut?.message).toContain('as asked');
    expect(left?.to).toEqual(left?.from);
    expect(plan.findings).toEqual([
      expect.objectContaining({ code: 'ClusterStopped', severity: 'warning', members: ['demo/stopped'] }),
    ]);
  });

  it('are all but those that the run is for, where it names some', () => {
    const request = aRequest([aMember('a'), aMember('b'), stopped], {
      offered,
      upgrade: fullTo('1.33'),
    });
    const plan = planRun({ ...request, members: [{ fleet: 'demo', name: 'a' }] });
    expect(plan.lock.kubernetesVersion).toBe('1.33.3');
    const codes = membersOf(plan).map(({ fleet, name, leftOut }) => [`${fleet}/${name}`, leftOut?.code]);
    expect(Object.fromEntries(codes)).toEqual({
      'demo/a': undefined,
      'demo/b': 'NotAsked',
      'demo/stopped': 'NotAsked',
    });
    expect(plan.findings).toEqual([]);
  });

  it('refuse the run no more', () => {
    const far = aMember('far', { kubernetesVersion: '1.30.1' });
    const request = aRequest([aMember('a'), far], { upgrade: fullTo('1.33.3') });
    expect(planRun(request).findings.map(({ severity }) => severity)).toContain('error');
    const { findings } = planRun({ ...request, leaveOut: ['MinorVersionSkipped'] });
    expect(findings).toEqual([
      expect.objectContaining({ code: 'MinorVersionSkipped', severity: 'warning', members: ['demo/far'] }),
    ]);
  });

  it('are only those who lack what most can have', () => {
    const request = aRequest([aMember('a'), aMember('b'), { ...stopped, name: 'c' }], {
      offered,
      upgrade: fullTo('1.33'),
      leaveOut: ['NoCommonPatch'] as const,
    });
    const plan = planRun(request);
    expect(plan.lock.kubernetesVersion).toBe('1.33.3');
    expect(membersOf(plan).flatMap(({ name, leftOut }) => (leftOut ? name : []))).toEqual(['c']);
  });

  it('are those too that come to light when others have gone', () => {
    const noImage = aMember('n', { location: 'eastus', powerState: 'Stopped' });
    const behind = aMember('b', { location: 'northeurope' });
    const request = aRequest([aMember('a'), behind, noImage], {
      offered: [...offered, anOffer('eastus', ['1.33.2'])],
      upgrade: fullTo('1.33'),
      leaveOut: ['ClusterStopped', 'NoCommonPatch'],
    });
    const plan = planRun(request);
    expect(plan.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(plan.lock.kubernetesVersion).toMatch(/^1\.33\./);
  });
});

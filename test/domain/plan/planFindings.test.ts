import type { HealthGate } from '../../../src/domain/gate/decideHealthGate.ts';
import { FINDING_CODES, nameSome, type Finding } from '../../../src/domain/plan/findings.ts';
import type { PlanRequest } from '../../../src/domain/plan/plan.ts';
import { planRun } from '../../../src/domain/plan/planRun.ts';
import {
  aMember,
  anAssignment,
  anImage,
  anOffer,
  anUnreadableMember,
  aPool,
  aRequest,
  fullTo,
  NEW_UBUNTU,
  stagesOf,
  UBUNTU,
  anUngroupedMember,
  WINDOWS,
  READ_AT,
} from './planBuilders.ts';

const findingsOf = (request: PlanRequest) => planRun(request).findings;
const codesOf = (request: PlanRequest) => findingsOf(request).map(({ code }) => code);
const updated = { nodePools: [aPool({ nodeImageVersion: NEW_UBUNTU })] };
const untold = (name: string) => {
  const { nodeImageVersion: _image, ...pool } = aPool({ name, type: 'AvailabilitySet' });
  return pool;
};
const azureLinux2 = (kubernetesVersion: string) =>
  aPool({ name: 'linux', kubernetesVersion, nodeImageVersion: 'AKSAzureLinux-V2gen2-202507.06.0' });
const healthOf = (url: string): HealthGate => ({
  type: 'Health',
  name: 'well',
  checks: [{ type: 'Http', url }],
  timeoutInSeconds: 3600,
});
const many = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => `${name}${String(index).padStart(3, '0')}`);

interface Case {
  readonly says: string;
  readonly request: PlanRequest;
  readonly finding: Partial<Finding>;
  /** Words that the message must have. */
  readonly words: readonly string[];
}

const DENIED = {
  name: 'bad-night',
  kubernetesVersion: '1.33.2',
  reason: 'Nodes lose their DNS',
  createdAt: READ_AT,
  createdBy: 'kim',
  changedAt: READ_AT,
  changedBy: 'kim',
};

const cases: readonly Case[] = [
  {
    says: 'a fleet that was never read',
    request: aRequest([], { asOf: {} }),
    finding: { code: 'InventoryMissing', severity: 'error' },
    words: ['"demo"', 'GET /api/members?refresh=true'],
  },
  {
    says: 'more than 100 stages',
    request: aRequest([aMember('a')], {
      stages: stagesOf('first: test', ...many(100, 's').map((name) => `${name}: g-${name}`)),
    }),
    finding: { code: 'TooManyStages', severity: 'error' },
    words: ['101', '100'],
  },
  {
    says: 'more than 50 groups in a stage',
    request: aRequest([aMember('a')], { stages: stagesOf(`first: test ${many(50, 'g').join(' ')}`) }),
    finding: { code: 'TooManyGroups', severity: 'error', stage: 'first' },
    words: ['"first"', '51', '50'],
  },
  {
    says: 'more Fleet runs times members than may be listed',
    request: aRequest(
      many(80, 'm').map((name) => aMember(name)),
      { stages: [{ name: 'first', groups: [{ name: 'test', maxConcurrency: '64' }] }] },
    ),
    finding: { code: 'TooManyAtOnce', severity: 'error', stage: 'first' },
    words: ['"demo"', '5120', '5000', 'maxConcurrency'],
  },
  {
    says: 'two stages of one name',
    request: aRequest([aMember('a')], { stages: stagesOf('first: test', 'first: other') }),
    finding: { code: 'DuplicateStage', severity: 'error', stage: 'first' },
    words: ['"first"'],
  },
  {
    says: 'a group twice in a stage',
    request: aRequest([aMember('a')], { stages: stagesOf('first: test test') }),
    finding: { code: 'DuplicateGroup', severity: 'error', group: 'test' },
    words: ['"test"'],
  },
  {
    says: 'a group in two stages',
    request: aRequest([aMember('a')], { stages: stagesOf('first: test', 'second: test') }),
    finding: { code: 'DuplicateGroup', severity: 'error', group: 'test' },
    words: ['"test"'],
  },
  {
    says: 'a minor version skipped by Full',
    request: aRequest([aMember('a'), aMember('b', { kubernetesVersion: '1.33.0' })], {
      upgrade: fullTo('1.34'),
    }),
    finding: { code: 'MinorVersionSkipped', severity: 'error', members: ['demo/a'], count: 1 },
    words: ['1.34', 'demo/a (1.32.6)'],
  },
  {
    says: 'a member two minor versions behind, where the run takes one at a time',
    request: aRequest([aMember('a'), aMember('b', { kubernetesVersion: '1.33.0' })], {
      upgrade: fullTo('1.34.0'),
      leaveOut: ['TooFarBehind'],
    }),
    finding: { code: 'TooFarBehind', severity: 'warning', members: ['demo/a'], count: 1 },
    words: ['1.34.0', 'demo/a (1.32.6)', 'leaves this member out'],
  },
  {
    says: 'a minor version skipped by ControlPlaneOnly',
    request: aRequest([aMember('a')], { upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.34.1' } }),
    finding: { code: 'MinorVersionSkipped', severity: 'error', members: ['demo/a'] },
    words: ['demo/a (1.32.6)'],
  },
  {
    says: 'an image family that no one version is known for',
    request: aRequest(
      [
        aMember('a'),
        aMember('b', { location: 'northeurope' }),
        aMember('c', { location: 'northeurope', nodePools: [] }),
      ],
      { selection: { type: 'Consistent' } },
    ),
    finding: { code: 'ImageFamilyMissing', severity: 'error', members: ['demo/b'], count: 1 },
    words: [UBUNTU, 'northeurope'],
  },
  {
    says: 'Consistent images of clusters that none can be read of',
    request: aRequest([anUnreadableMember('a')], { selection: { type: 'Consistent' } }),
    finding: { code: 'ImageFamilyMissing', severity: 'error', members: ['demo/a'], count: 1 },
    words: ['demo/a', 'may read'],
  },
  {
    says: 'a run without members',
    request: aRequest([], { implicit: true, stages: stagesOf('default: default') }),
    finding: { code: 'NoMembers', severity: 'warning' },
    words: ['demo'],
  },
  {
    says: 'a group without members',
    request: aRequest([aMember('a')], { stages: stagesOf('first: test empty') }),
    finding: { code: 'GroupWithoutMembers', severity: 'warning', stage: 'first', group: 'empty' },
    words: ['"empty"', '"first"'],
  },
  {
    says: 'members in no stage',
    request: aRequest([aMember('a'), anUngroupedMember('b'), aMember('c', {}, { fleetGroup: 'production' })]),
    finding: { code: 'MembersInNoStage', severity: 'warning', members: ['demo/b', 'demo/c'], count: 2 },
    words: ['demo/b (no group)', 'demo/c (group "production")'],
  },
  {
    says: 'a cluster that cannot be read',
    request: aRequest([anUnreadableMember('a')]),
    finding: { code: 'ClusterNotReadable', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a'],
  },
  {
    says: 'a stopped cluster',
    request: aRequest([aMember('a', { powerState: 'Stopped' }), aMember('b')]),
    finding: { code: 'ClusterStopped', severity: 'warning', members: ['demo/a'], count: 1 },
    words: ['demo/a'],
  },
  {
    says: 'a busy cluster',
    request: aRequest([aMember('a', { provisioningState: 'Upgrading' }), aMember('b')]),
    finding: { code: 'ClusterBusy', severity: 'warning', members: ['demo/a'], count: 1 },
    words: ['demo/a (Upgrading)'],
  },
  {
    says: 'a control plane ahead of the target',
    request: aRequest([aMember('a')], { upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.31.9' } }),
    finding: { code: 'AheadOfTarget', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a'],
  },
  {
    says: 'a pool ahead of the target',
    request: aRequest([aMember('a', updated)], {
      selection: { type: 'Custom', customNodeImageVersions: [{ version: `${UBUNTU}-202501.01.0` }] },
    }),
    finding: { code: 'AheadOfTarget', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a'],
  },
  {
    says: 'a cluster whose pool alone is busy',
    request: aRequest([
      aMember('a', { nodePools: [aPool({ provisioningState: 'UpgradingNodeImageVersion' })] }),
    ]),
    finding: { code: 'ClusterBusy', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a (pool system UpgradingNodeImageVersion)'],
  },
  {
    says: 'a failed cluster',
    request: aRequest([aMember('a', { provisioningState: 'Failed' }), aMember('b')]),
    finding: { code: 'ClusterFailed', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a (Failed)'],
  },
  {
    says: 'a failed membership',
    request: aRequest([aMember('a', {}, { provisioningState: 'Failed' }), aMember('b')]),
    finding: { code: 'MembershipFailed', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a (Failed)'],
  },
  {
    says: 'a membership that goes',
    request: aRequest([
      aMember('a', {}, { provisioningState: 'Leaving' }),
      aMember('b', {}, { provisioningState: 'Updating' }),
    ]),
    finding: { code: 'MembershipFailed', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a (Leaving)'],
  },
  {
    says: 'a cluster that is none of AKS',
    request: aRequest([{ ...anUnreadableMember('arc'), access: 'NotAks' }, aMember('b')]),
    finding: { code: 'NotAksCluster', severity: 'warning', members: ['demo/arc'] },
    words: ['demo/arc', 'Arc'],
  },
  {
    says: 'a failed pool',
    request: aRequest([
      aMember('a', { nodePools: [aPool(), aPool({ name: 'apps', provisioningState: 'Failed' })] }),
    ]),
    finding: { code: 'NodePoolFailed', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a/apps'],
  },
  {
    says: 'a stopped pool',
    request: aRequest([
      aMember('a', { nodePools: [aPool(), aPool({ name: 'apps', powerState: 'Stopped' })] }),
    ]),
    finding: { code: 'NodePoolStopped', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a/apps'],
  },
  {
    says: 'a pool behind a control plane that is at the target',
    request: aRequest(
      [
        aMember('a', { kubernetesVersion: '1.33.2', nodePools: [aPool({ nodeImageVersion: NEW_UBUNTU })] }),
        aMember('b'),
      ],
      { upgrade: fullTo('1.33.2') },
    ),
    finding: { code: 'NodePoolBehind', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a/system (1.32.6)', 'target'],
  },
  {
    says: 'a pool that ControlPlaneOnly leaves behind',
    request: aRequest([aMember('a', { kubernetesVersion: '1.32.9' })], {
      upgrade: { type: 'ControlPlaneOnly', kubernetesVersion: '1.33.2' },
    }),
    finding: { code: 'NodePoolBehind', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a/system (1.32.6)', 'ControlPlaneOnly'],
  },
  {
    says: 'a pool newer than the target',
    request: aRequest(
      [aMember('a', { kubernetesVersion: '1.32.5', nodePools: [aPool({ kubernetesVersion: '1.32.7' })] })],
      { upgrade: fullTo('1.32.6') },
    ),
    finding: { code: 'NodePoolAhead', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a/system (1.32.7)'],
  },
  ...(['Full', 'ControlPlaneOnly'] as const).map((type): Case => ({
    says: `a pool that would be four minors behind, with ${type}`,
    request: aRequest([aMember('a', { nodePools: [aPool({ kubernetesVersion: '1.29.4' })] }), aMember('b')], {
      upgrade: { type, kubernetesVersion: '1.33.2' },
    }),
    finding: { code: 'NodePoolTooFarBehind', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a/system (1.29.4)', 'more than 3 minor versions'],
  })),
  {
    says: 'a pool without a node image',
    request: aRequest([aMember('a', { nodePools: [aPool(), untold('set')] })]),
    finding: { code: 'NodeImageUnknown', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a/set'],
  },
  {
    says: 'a pool on Azure Linux 2 where the target has only 3',
    request: aRequest(
      [aMember('a', { kubernetesVersion: '1.31.9', nodePools: [azureLinux2('1.31.9')] }), aMember('b')],
      { upgrade: fullTo('1.32.6') },
    ),
    finding: { code: 'AzureLinux2', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a/linux (1.31.9)', 'Azure Linux 3'],
  },
  {
    says: 'a version out of support',
    request: aRequest([aMember('a', { kubernetesVersion: '1.29.4' }), aMember('b')], {
      upgrade: fullTo('1.32.6'),
      offered: [anOffer('westeurope', ['1.32.6', '1.33.2'])],
    }),
    finding: { code: 'VersionOutOfSupport', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a (1.29.4)'],
  },
  {
    says: 'a patch that nobody offers',
    request: aRequest([aMember('a')], {
      upgrade: fullTo('1.33.99'),
      offered: [anOffer('westeurope', ['1.32.6', '1.33.2'])],
    }),
    finding: { code: 'VersionNotOffered', severity: 'warning', members: ['demo/a'] },
    words: ['1.33.99', 'westeurope', 'demo/a'],
  },
  {
    says: 'a patch that only long-term support has',
    request: aRequest([aMember('a'), aMember('b', { supportPlan: 'AKSLongTermSupport' })], {
      upgrade: fullTo('1.33.2'),
      offered: [anOffer('westeurope', [], ['1.33.2'])],
    }),
    finding: { code: 'VersionNotOffered', severity: 'warning', members: ['demo/a'] },
    words: ['demo/a'],
  },
  {
    says: 'a minor that no region offers',
    request: aRequest([aMember('a')], {
      upgrade: fullTo('1.33'),
      offered: [anOffer('westeurope', ['1.32.6'])],
    }),
    finding: { code: 'NoCommonPatch', severity: 'error', members: ['demo/a'] },
    words: ['1.33', 'westeurope'],
  },
  {
    says: 'a minor of which regions have no patch in common',
    request: aRequest([aMember('a'), aMember('b'), aMember('c', { location: 'northeurope' })], {
      upgrade: fullTo('1.33'),
      offered: [anOffer('westeurope', ['1.33.2']), anOffer('northeurope', ['1.33.1'])],
    }),
    finding: { code: 'NoCommonPatch', severity: 'error', members: ['demo/c'] },
    words: ['1.33.2', 'northeurope'],
  },
  {
    says: 'a minor where it is not known what is offered',
    request: aRequest([aMember('a'), aMember('b', { location: 'northeurope' })], {
      upgrade: fullTo('1.33'),
      offered: [anOffer('westeurope', ['1.33.2'])],
    }),
    finding: { code: 'OfferedVersionsUnknown', severity: 'error', members: ['demo/b'] },
    words: ['1.33', 'demo/b'],
  },
  {
    says: 'a patch that is denied',
    request: aRequest([aMember('a')], { upgrade: fullTo('1.33.2'), denied: [DENIED] }),
    finding: { code: 'VersionDenied', severity: 'error', members: ['demo/a'] },
    words: ['1.33.2', 'bad-night', 'Nodes lose their DNS'],
  },
  {
    says: 'a minor of which the newest patch is denied',
    request: aRequest([aMember('a')], {
      upgrade: fullTo('1.33'),
      offered: [anOffer('westeurope', ['1.33.1', '1.33.2'])],
      denied: [DENIED],
    }),
    finding: { code: 'DeniedVersionAvoided', severity: 'warning' },
    words: ['1.33.2', '1.33.1', 'Nodes lose their DNS'],
  },
  {
    says: 'a denied version that cannot be read',
    request: aRequest([aMember('a')], { deniedUnreadable: ['later'] }),
    finding: { code: 'DeniedVersionUnreadable', severity: 'error' },
    words: ['later', 'Put it again or delete it'],
  },
  {
    says: 'an approval that only who wants the run could give',
    request: aRequest([aMember('a')], {
      requesters: ['ann'],
      stages: [
        {
          name: 'first',
          groups: [{ name: 'test' }],
          beforeGates: [{ type: 'Approval', name: 'go', approvers: ['ann'] }],
        },
      ],
    }),
    finding: { code: 'NobodyMayApprove', severity: 'error', stage: 'first' },
    words: ['go', 'requesterMayApprove'],
  },
  {
    says: 'an approval for which too few are named beside who wants the run',
    request: aRequest([aMember('a')], {
      requesters: ['ann'],
      stages: [
        {
          name: 'first',
          groups: [{ name: 'test' }],
          afterGates: [{ type: 'Approval', name: 'go', approvers: ['ann', 'ben'], minimumApprovals: 2 }],
        },
      ],
    }),
    finding: { code: 'TooFewApprovers', severity: 'warning', stage: 'first' },
    words: ['go', 'unless one is a group'],
  },
  {
    says: 'a health check of a host that is not allowed',
    request: aRequest([aMember('a')], {
      healthCheckHosts: ['status.example.com'],
      stages: [
        {
          name: 'first',
          groups: [{ name: 'test', afterGates: [healthOf('https://other.example.com/')] }],
          afterGates: [healthOf('https://STATUS.example.com/well')],
        },
      ],
    }),
    finding: { code: 'HostNotAllowed', severity: 'error', stage: 'first', group: 'test' },
    words: ['gate well after group test', 'other.example.com', 'HEALTH_CHECK_HOSTS'],
  },
  {
    says: 'a member at the target',
    request: aRequest([aMember('a', updated), aMember('b')]),
    finding: { code: 'AlreadyAtTarget', severity: 'warning', members: ['demo/a'], count: 1 },
    words: ['demo/a'],
  },
];

describe('A plan finds', () => {
  it.each(cases)('$says', ({ request, finding, words }) => {
    const found = findingsOf(request).filter(({ code }) => code === finding.code);
    expect(found).toEqual([expect.objectContaining(finding)]);
    for (const word of words) expect(found[0]?.message).toContain(word);
  });

  it('every kind of finding in one of these cases, but for what goes by the clock', () => {
    const shown = new Set([...cases.map((each) => each.finding.code), 'GateTimePassed']);
    expect([...shown].toSorted()).toEqual(Object.keys(FINDING_CODES).toSorted());
  });

  it('nothing where nothing is wrong', () => expect(codesOf(aRequest([aMember('a')]))).toEqual([]));

  it('nothing wrong with exactly 100 stages of 50 groups', () => {
    const stages = stagesOf(...many(100, 's').map((stage) => `${stage}: ${many(50, stage).join(' ')}`));
    const codes = new Set(codesOf(aRequest([aMember('a', {}, { fleetGroup: 's000000' })], { stages })));
    expect(codes).toEqual(new Set(['GroupWithoutMembers']));
  });

  it('errors before warnings, each in its place', () => {
    const members = [
      aMember('at', updated),
      aMember('lacking', { location: 'northeurope' }),
      aMember('stopped', { powerState: 'Stopped' }),
      aMember('lost', {}, { fleetGroup: 'lost' }),
      anUnreadableMember('dark'),
    ];
    const request = aRequest(members, {
      stages: stagesOf('first: test empty test'),
      selection: { type: 'Consistent' },
    });
    expect(
      codesOf({ ...request, inventory: { ...request.inventory, members: members.toReversed() } }),
    ).toEqual([
      'DuplicateGroup',
      'ImageFamilyMissing',
      'GroupWithoutMembers',
      'MembersInNoStage',
      'ClusterNotReadable',
      'ClusterStopped',
    ]);
  });
});

describe('A plan does not object to', () => {
  it('members without a stage in One by one', () => {
    const request = { implicit: true, stages: stagesOf('default: default') };
    expect(codesOf(aRequest([anUngroupedMember('a')], request))).toEqual([]);
  });

  it('one minor step, or any step when only images are updated', () => {
    expect(codesOf(aRequest([aMember('a')], { upgrade: fullTo('1.33.2') }))).toEqual([]);
    expect(codesOf(aRequest([aMember('a', { kubernetesVersion: '1.20.1' })]))).toEqual([]);
  });

  it('a jump over minors that AKS allows: from out of support to the oldest supported, and by its own list', () => {
    const old = aMember('a', {
      kubernetesVersion: '1.29.4',
      nodePools: [aPool({ kubernetesVersion: '1.29.4' })],
    });
    const offered = [anOffer('westeurope', ['1.32.6', '1.33.2'])];
    expect(codesOf(aRequest([old], { offered, upgrade: fullTo('1.32.6') }))).toEqual(['VersionOutOfSupport']);
    expect(codesOf(aRequest([old], { offered, upgrade: fullTo('1.33.2') }))).toContain('MinorVersionSkipped');
    const lts = aMember('a', {
      kubernetesVersion: '1.30.9',
      nodePools: [aPool({ kubernetesVersion: '1.30.9' })],
    });
    const versions = [
      { version: '1.30.9', supportPlans: [], upgrades: ['1.33.2'] },
      { version: '1.33.2', supportPlans: [], upgrades: [] },
    ];
    const listed = [{ ...anOffer('westeurope', []), versions }];
    expect(codesOf(aRequest([lts], { offered: listed, upgrade: fullTo('1.33.2') }))).toEqual([]);
  });

  it('what a region offers where that is not known', () => {
    expect(codesOf(aRequest([aMember('a')], { upgrade: fullTo('1.33.99') }))).toEqual([]);
  });

  it('Azure Linux 2 while the version stays, or is older than what ends it', () => {
    const on = (version: string, to: string) =>
      codesOf(
        aRequest([aMember('a', { kubernetesVersion: version, nodePools: [azureLinux2(version)] })], {
          upgrade: fullTo(to),
        }),
      );
    expect([on('1.30.4', '1.31.9'), on('1.32.6', '1.32.6')]).toEqual([[], []]);
  });

  it('a member at the target that is ahead of it, twice', () => {
    const upgrade = { type: 'ControlPlaneOnly', kubernetesVersion: '1.31.9' } as const;
    expect(codesOf(aRequest([aMember('a')], { upgrade }))).toEqual(['AheadOfTarget']);
  });

  it('the empty group of a One by one without members, beside the members missing', () => {
    const request = { implicit: true, stages: stagesOf('default: default') };
    expect(codesOf(aRequest([], request))).toEqual(['NoMembers']);
    expect(codesOf(aRequest([]))).toEqual(['NoMembers', 'GroupWithoutMembers']);
  });

  it('a stopped or busy cluster that has nothing to update', () => {
    const idle = { ...updated, powerState: 'Stopped', provisioningState: 'Failed' };
    expect(codesOf(aRequest([aMember('a', idle)]))).toEqual(['AlreadyAtTarget']);
  });

  it('a family that Custom does not name or Latest does not know', () => {
    const nodePools = [aPool({ nodeImageVersion: `${WINDOWS}-20348.3091.250117` })];
    expect(codesOf(aRequest([aMember('a', { nodePools })]))).toEqual([]);
    const selection = { type: 'Custom', customNodeImageVersions: [{ version: NEW_UBUNTU }] } as const;
    expect(codesOf(aRequest([aMember('a', { nodePools })], { selection }))).toEqual(['AlreadyAtTarget']);
  });

  it('empty groups of a fleet that was never read', () => {
    expect(codesOf(aRequest([], { asOf: {} }))).toEqual(['InventoryMissing']);
  });

  it('a fleet whose alias is a word of the language', () => {
    const request = { fleets: ['constructor'], images: [anImage('westeurope', NEW_UBUNTU)] };
    expect(codesOf(aRequest([], { ...request, asOf: {} }))).toEqual(['InventoryMissing']);
  });

  it('a member whose wanted group is in a stage though Fleet’s is not', () => {
    const member = aMember('a', {}, { fleetGroup: 'lost' });
    expect(codesOf(aRequest([member], { assignments: [anAssignment('a', { wanted: 'test' })] }))).toEqual([]);
  });
});

describe('A finding about many members', () => {
  it('lists the first ten, counts all and names three', () => {
    const members = many(12, 'm').map((name) => aMember(name, updated));
    const [found] = findingsOf(aRequest(members.toReversed()));
    expect(found).toMatchObject({ code: 'AlreadyAtTarget', count: 12 });
    expect(found?.members).toEqual(many(10, 'm').map((name) => `demo/${name}`));
    expect(found?.message).toContain('demo/m000, demo/m001, demo/m002 and 9 more have nothing to update');
  });

  it('sorts them by fleet, then name, as they are written', () => {
    const members = [aMember('a', updated), aMember('b', updated, { fleet: 'abroad' })];
    const [found] = findingsOf(
      aRequest(members, { fleets: ['demo', 'abroad'], asOf: { demo: 'then', abroad: 'then' } }),
    );
    expect(found?.members).toEqual(['abroad/b', 'demo/a']);
  });

  it.each([
    [['b', 'a'], 'a and b'],
    [['a'], 'a'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['d', 'c', 'b', 'a'], 'a, b, c and 1 more'],
  ])('names %j as %s', (names, words) => expect(nameSome(names)).toBe(words));
});

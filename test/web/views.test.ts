import { ROLES, type Role } from '../../src/domain/access/roles.ts';
import { allowedOf, allowedSchema } from '../../src/domain/run/runCommands.ts';
import type { Member, RunEvent, RunState } from '../../src/web/api/types.ts';
import {
  EMPTY_DRAFT,
  EMPTY_SCOPE,
  offeredVersions,
  runBodyOf,
  type RunDraft,
} from '../../src/web/create/runDraft.ts';
import { freeGroups, joinWait, moved, splitWait } from '../../src/web/create/stageList.ts';
import { helpOf } from '../../src/web/json/schemaHelp.ts';
import { clusterIdProblem, joiningOf } from '../../src/web/members/joining.ts';
import { MEMBER_TEXTS } from '../../src/web/members/memberColumns.ts';
import {
  filteredMembers,
  healthOf,
  inUse,
  isDrifting,
  NO_GROUP,
  supportOf,
} from '../../src/web/members/memberRows.ts';
import { aboutText, untilText } from '../../src/web/parts/estimateText.ts';
import { nameProblem } from '../../src/web/parts/nameProblem.ts';
import { durationText } from '../../src/web/parts/timeText.ts';
import { changesOf } from '../../src/web/parts/versions.ts';
import { routeOf } from '../../src/web/routing/routes.ts';
import { EVENT_COLUMNS } from '../../src/web/run/eventColumns.ts';
import { openAtFirst, urgent } from '../../src/web/run/laneShape.ts';
import { leftOutReasons } from '../../src/web/run/leftOut.ts';
import { maySkipMember } from '../../src/web/run/runActions.ts';
import { progressText, sharesOf } from '../../src/web/runs/progress.ts';
import { RUN_TEXTS } from '../../src/web/runs/runRows.ts';
import { csvOf, found, sorted } from '../../src/web/tables/tableRows.ts';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

test.each([
  [0, '0 s'],
  [59 * SECOND, '59 s'],
  [61 * SECOND, '1 min 1 s'],
  [HOUR, '1 h'],
  [26 * HOUR + 5 * SECOND, '1 d 2 h'],
  [-5, '0 s'],
])('%i ms are shown as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

test.each([
  ['/', { page: 'members' }],
  ['/members/prod/aks-1', { page: 'members', fleet: 'prod', member: 'aks-1' }],
  ['/members/prod', { page: 'unknown' }],
  ['/runs', { page: 'runs' }],
  ['/runs/+', { page: 'createRun' }],
  ['/runs/september', { page: 'run', run: 'september' }],
  ['/runs/september/stages/test', { page: 'run', run: 'september', stage: 'test' }],
  ['/runs/september/members/prod/aks-1', { page: 'run', run: 'september', fleet: 'prod', member: 'aks-1' }],
  ['/runs/september/members/prod', { page: 'unknown' }],
  ['/denied-versions', { page: 'deniedVersions' }],
  ['/denied-versions/bad-night', { page: 'deniedVersion', deniedVersion: 'bad-night' }],
  ['/freezes', { page: 'freezes' }],
  ['/freezes/holidays', { page: 'freeze', freeze: 'holidays' }],
  ['/strategies/standard', { page: 'strategy', strategy: 'standard' }],
  ['/triggers', { page: 'triggers' }],
  ['/elsewhere', { page: 'unknown' }],
])('the address %s leads to %j', (path, route) => {
  expect(routeOf(path)).toEqual(route);
});

const MINUTE = 60 * SECOND;

test.each([
  [20 * SECOND, 'less than a minute'],
  [13.2 * MINUTE, 'about 14 min'],
  [3 * HOUR + 18 * MINUTE, 'about 3 h 20 min'],
  [4 * HOUR, 'about 4 h'],
  [50.5 * HOUR, 'about 2 d 3 h'],
])('%i ms of an estimate are %s', (ms, text) => {
  expect(aboutText(ms)).toBe(text);
});

test('an end says its day unless it is today', () => {
  const now = new Date(2026, 8, 9, 10, 30).getTime();
  const at = (days: number) => new Date(2026, 8, 9 + days, 17, 40).toISOString();
  expect(untilText(at(0), now)).toMatch(/^0?5:40|^17:40/);
  expect(untilText(at(1), now)).toMatch(/^Thu/);
  expect(untilText(at(9), now)).toMatch(/18/);
});

describe('Stages', () => {
  it.each([
    [0, 2, 'b,c,a'],
    [2, 0, 'c,a,b'],
    [0, -1, 'a,b,c'],
    [2, 3, 'a,b,c'],
  ])('moved from %i to %i are %s', (from, to, order) => {
    expect(moved(['a', 'b', 'c'], from, to).join(',')).toBe(order);
  });

  it('offer a group to one stage only, and to the stage that has it already', () => {
    const stages = [
      { name: 'one', groups: [{ name: 'a' }] },
      { name: 'two', groups: [{ name: 'b' }] },
    ];
    expect(freeGroups(['a', 'b', 'c'], stages, undefined)).toEqual(['c']);
    expect(freeGroups(['a', 'b', 'c'], stages, 0)).toEqual(['a', 'c']);
  });

  it('keep a wait through days, hours and minutes, and never shorten it', () => {
    expect(splitWait(93_780)).toEqual({ days: 1, hours: 2, minutes: 3 });
    expect(joinWait(splitWait(93_780))).toBe(93_780);
    expect(joinWait(splitWait(61))).toBe(120);
  });
});

describe('A run in the form', () => {
  const stages = [{ name: 'test', groups: [{ name: 'a' }] }];
  const draft: RunDraft = {
    ...EMPTY_DRAFT,
    name: 'september',
    way: 'Stages',
    scope: { upgrade: 'NodeImageOnly', kubernetesVersion: '', images: 'Consistent', customImages: [] },
    stages,
  };

  it('names the strategy that it was copied from only while its stages are the same', () => {
    const copied = { name: 'standard', stages };
    expect(runBodyOf({ ...draft, copied })).toMatchObject({ strategy: 'standard' });
    expect(runBodyOf({ ...draft, copied })).not.toHaveProperty('stages');
    const changed = [{ name: 'test', groups: [{ name: 'b' }] }];
    expect(runBodyOf({ ...draft, copied, stages: changed })).toMatchObject({ stages: changed });
    expect(runBodyOf({ ...draft, copied, saveAs: 'other' })).toMatchObject({
      stages,
      saveStrategyAs: 'other',
    });
  });

  it.each<[string, Partial<RunDraft>]>([
    ['a name', { name: '' }],
    ['a name that is allowed', { name: 'No' }],
    ['stages', { stages: [] }],
    ['a version', { scope: { ...EMPTY_SCOPE, upgrade: 'Full' } }],
    ['the images that it names', { scope: { ...EMPTY_SCOPE, upgrade: 'NodeImageOnly', images: 'Custom' } }],
  ])('cannot be created without %s', (_what, some) => {
    expect(runBodyOf({ ...draft, ...some })).toBeUndefined();
  });

  it('offers the minor after the newest in use', () => {
    expect(offeredVersions(['1.9.1', '1.32.6'])).toEqual(['1.33', '1.32.6', '1.9.1']);
  });
});

describe('Members', () => {
  const member = (name: string, some: Partial<Member> = {}): Member => ({
    fleet: 'prod',
    name,
    clusterResourceId: '/x',
    group: null,
    access: 'Readable',
    nodePools: [],
    fleetProvisioningState: 'Succeeded',
    asOf: '2026-03-02T08:00:00Z',
    findings: [],
    mirror: { group: null, pending: false },
    ...some,
  });
  const all = [
    member('aks-10', {
      group: 'test',
      mirror: { group: 'test', pending: false },
      kubernetesVersion: '1.32.6',
    }),
    member('aks-9', { kubernetesVersion: '1.33.0', location: 'westeurope' }),
  ];
  const byName = { by: 'name', descending: false } as const;
  const names = (rows: readonly Member[]) => rows.map(({ name }) => name);

  it('are sorted by the numbers in their names', () => {
    expect(names(sorted(all, MEMBER_TEXTS, byName))).toEqual(['aks-9', 'aks-10']);
    expect(names(sorted(all, MEMBER_TEXTS, { ...byName, descending: true }))).toEqual(['aks-10', 'aks-9']);
  });

  it.each([
    ['EUROPE 1.33', {}, ['aks-9']],
    ['', { group: 'test' }, ['aks-10']],
    ['', { group: NO_GROUP }, ['aks-9']],
    ['', { kubernetesVersion: '1.32.6' }, ['aks-10']],
    ['', { health: 'Healthy' }, ['aks-10', 'aks-9']],
    ['nothing', {}, []],
  ])('are searched for "%s" and filtered by %j', (search, filter, shown) => {
    expect(names(found(filteredMembers(all, filter), MEMBER_TEXTS, search))).toEqual(shown);
  });

  it.each<[string, Partial<Member>]>([
    ['Healthy', {}],
    ['No access', { access: 'NoAccess' }],
    ['Stopped', { powerState: 'Stopped' }],
    ['Upgrading', { provisioningState: 'Upgrading' }],
    ['Fleet: Joining', { fleetProvisioningState: 'Joining' }],
    ['Failed', { failure: { run: 'september', message: 'No quota.' } }],
  ])('are called %s', (health, some) => {
    expect(healthOf(member('aks-1', some))).toBe(health);
  });

  it('drift when Fleet has another group or a change is on its way', () => {
    expect(isDrifting(member('a'))).toBe(false);
    expect(isDrifting(member('a', { group: 'test' }))).toBe(true);
    expect(isDrifting(member('a', { mirror: { group: null, pending: true } }))).toBe(true);
  });

  it('are exported as CSV: quoted where needed, and nothing that a spreadsheet would calculate', () => {
    const columns = [
      { key: 'a', heading: 'Name', text: (row: { a: string }) => row.a },
      { key: 'b', heading: 'Use', text: () => '', isCommand: true as const },
    ];
    expect(csvOf([{ a: 'x, "y"' }, { a: '=1+1' }, { a: 'plain' }], columns)).toBe(
      'Name\r\n"x, ""y"""\r\n\'=1+1\r\nplain\r\n',
    );
  });

  const id = (name: string) =>
    `/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/${name}`;

  it('join under the names of their clusters, made fit for the fleet and none twice', () => {
    const clusters = ['AKS_1', 'aks-9', 'aks-9'].map((name) => ({ clusterResourceId: id(name), name }));
    expect(joiningOf(clusters, 'prod', all).map(({ name }) => name)).toEqual(['aks-1', 'aks-9-2', 'aks-9-3']);
  });

  it('are said to be members already, whatever the case of the id', () => {
    const known = [member('aks-1', { clusterResourceId: id('AKS-1'), group: 'weu' })];
    expect(clusterIdProblem(id('aks-1'), known)).toContain('Already a member: prod/aks-1, in group weu');
    expect(clusterIdProblem(id('aks-2'), known)).toBeUndefined();
    expect(clusterIdProblem('aks-2', known)).toContain('The id of an AKS cluster');
  });

  it('are counted by what they have in use, most first', () => {
    const counted = inUse([...all, member('aks-11', { kubernetesVersion: '1.33.0' })], (each) => [
      each.kubernetesVersion ?? '',
    ]);
    expect(counted.map(({ value, members }) => `${value} ${members}`)).toEqual(['1.33.0 2', '1.32.6 1']);
  });
});

describe('A run', () => {
  const allowed = (state: RunState, roles: readonly Role[] = ROLES) =>
    allowedSchema.parse(allowedOf({ name: 'run', state }, roles));

  it.each([
    ['NotStarted', true],
    ['Running', false],
    ['Failed', true],
    ['Completed', false],
  ] as const)('lets a member that is %s be skipped: %s', (state, may) => {
    expect(maySkipMember({ allowed: allowed('Running') }, { state })).toBe(may);
    expect(maySkipMember({ allowed: allowed('Completed') }, { state })).toBe(false);
    expect(maySkipMember({ allowed: allowed('Running', ['Reader']) }, { state })).toBe(false);
  });

  it('that left members of its plan out says so with its state, and where and why', () => {
    const message = '1 member of the plan was not updated. MemberMoved: aks-2 left the group.';
    const left = { name: 'b', leftOutCount: 1, message: 'MemberMoved: aks-2 left the group.' };
    const groups = [{ name: 'a' }, left].map((group) => ({
      ...group,
      state: 'Completed' as const,
      members: [],
    }));
    const stages = [{ name: 's', state: 'Completed' as const, groups }];
    expect(leftOutReasons({ stages })).toEqual([`1 in stage s, group b: ${left.message}`]);
    const run = {
      name: 'run',
      createdAt: '2026-09-07T08:00:00Z',
      createdBy: 'ada',
      implicit: false,
      fleets: [],
      managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' as const } },
      attempt: 1,
      counts: {},
      allowed: allowed('Completed'),
    };
    expect(RUN_TEXTS.state.text({ ...run, state: 'Completed', message, leftOutCount: 1 })).toBe(
      `Completed, 1 left out ${message}`,
    );
    expect(RUN_TEXTS.state.text({ ...run, state: 'Completed' })).toBe('Completed');
    const waiting = { reason: 'AfterStageWait', message: 'Waits after stage test.', since: run.createdAt };
    expect(RUN_TEXTS.state.text({ ...run, state: 'Running', waiting })).toBe(
      'Running Waits after stage test.',
    );
  });

  it('hands out its audit trail as a table', () => {
    const events: RunEvent[] = [
      { time: '2026-09-07T08:00:00Z', type: 'RunCreated', message: 'Created, by "ada".', actor: 'ada' },
      {
        time: '2026-09-07T08:01:00Z',
        type: 'MemberStateChanged',
        message: 'aks-1 is Running.',
        attempt: 1,
        stage: 'test',
        group: 'g',
        fleet: 'demo',
        member: 'aks-1',
        from: 'Pending',
        to: 'Running',
      },
    ];
    expect(csvOf(events, EVENT_COLUMNS).split('\r\n')).toEqual([
      'Time,Type,Message,By,Attempt,Stage,Group,Fleet,Member,From,To',
      '2026-09-07T08:00:00Z,RunCreated,"Created, by ""ada"".",ada,,,,,,,',
      '2026-09-07T08:01:00Z,MemberStateChanged,aks-1 is Running.,,1,test,g,demo,aks-1,Pending,Running',
      '',
    ]);
  });

  it('says how far it is', () => {
    expect(progressText({ Completed: 2, Skipped: 1, Failed: 1, NotStarted: 1 })).toBe(
      '2 of 5 done, 1 skipped, 1 failed',
    );
    expect(sharesOf({ NotStarted: 3, Completed: 1 })).toEqual([
      { state: 'Completed', count: 1, share: 0.25 },
      { state: 'NotStarted', count: 3, share: 0.75 },
    ]);
  });

  it('shows of a large group what happens now, in the order of the plan', () => {
    const members = Array.from({ length: 30 }, (_, index) => ({
      index,
      state: index === 20 ? ('Failed' as const) : index === 3 ? ('Running' as const) : ('Completed' as const),
    }));
    const shown = urgent(members, 12).map(({ index }) => index);
    expect(shown).toHaveLength(12);
    expect(shown).toEqual(shown.toSorted((a, b) => a - b));
    expect(shown).toEqual(expect.arrayContaining([3, 20]));
  });
});

test('a large run opens what fails and what runs, and draws no more than the eye takes in', () => {
  const versions = { nodePools: [] };
  const groups = Array.from({ length: 50 }, (_, at) => ({
    name: `g${at}`,
    state: at === 40 ? ('Failed' as const) : ('Completed' as const),
    members: Array.from({ length: 20 }, (_member, index) => ({
      fleet: 'f',
      name: `m${at}-${index}`,
      clusterResourceId: '/x',
      from: versions,
      to: versions,
      state: 'Completed' as const,
    })),
  }));
  const stages = [{ name: 's', state: 'Failed' as const, groups }];
  expect([...openAtFirst({ stages })]).toEqual(['s/g40']);
  expect(openAtFirst({ stages: [{ name: 's', state: 'Running', groups: groups.slice(0, 2) }] }).size).toBe(2);
});

test('what changes on a member is said per pool, and what stays is not', () => {
  const from = { kubernetesVersion: '1.32.6', nodePools: [{ name: 'a', nodeImageVersion: 'X-202507.21.0' }] };
  const to = { kubernetesVersion: '1.33.2', nodePools: [{ name: 'a', nodeImageVersion: 'X-202508.06.0' }] };
  expect(changesOf(from, to)).toEqual(['Kubernetes 1.32.6 → 1.33.2', 'a 202507.21.0 → 202508.06.0']);
  expect(changesOf(from, from)).toEqual([]);
});

test.each([
  ['', undefined],
  ['a-1', undefined],
  ['-a', 'Must begin and end with a letter or digit'],
  ['A', 'Lower-case letters, digits and "-" only'],
  ['a'.repeat(51), 'At most 50 characters'],
])('the name "%s" has the problem %s', (name, problem) => {
  expect(nameProblem(name)).toBe(problem);
});

test('the help of a schema names properties of all alternatives once, with what is required', () => {
  const lines = helpOf({
    oneOf: [
      { type: 'object', required: ['kind'], properties: { kind: { const: 'a' }, both: { type: 'string' } } },
      {
        type: 'object',
        properties: {
          kind: { const: 'b' },
          both: { type: 'string' },
          list: {
            type: 'array',
            items: { type: 'object', properties: { x: { type: 'integer', default: 3 } } },
          },
        },
      },
    ],
  });
  expect(lines.map(({ path, type, required, note }) => [path, type, required, note])).toEqual([
    ['kind', '"a"', true, undefined],
    ['both', 'string', false, undefined],
    ['kind', '"b"', false, undefined],
    ['list', 'list of object', false, undefined],
    ['list[].x', 'integer', false, 'default 3'],
  ]);
});

test.each([
  [[], undefined],
  [['ClusterSupportEnding'], 'Support ends'],
  [['ClusterSupportEnding', 'ClusterSupportEnded'], 'Support ended'],
])('Findings %j are shown as %s', (codes, text) => {
  const findings = codes.map((code) => ({ severity: 'warning' as const, code, message: '' }));
  expect(supportOf({ findings })).toBe(text);
});

describe('Versions taken over from another run', () => {
  const draft = { ...EMPTY_DRAFT, name: 'next', versionsFrom: 'staging' };

  it('leave version and images to that run', () => {
    expect(runBodyOf(draft)).toEqual({
      name: 'next',
      managedClusterUpdate: { upgrade: { type: 'Full' } },
      versionsFrom: { run: 'staging' },
    });
  });

  it('leave other images than the latest to who asks, where that run updated none', () => {
    const scope = { ...EMPTY_DRAFT.scope, kubernetesVersion: '1.33', images: 'Consistent' as const };
    expect(runBodyOf({ ...draft, scope })?.managedClusterUpdate).toEqual({
      upgrade: { type: 'Full' },
      nodeImageSelection: { type: 'Consistent' },
    });
  });
});

import type { SkipCommand, SkipTarget } from '../../../src/domain/run/commands.ts';
import type { Plan } from '../../../src/domain/plan/plan.ts';
import { viewOfPlan } from '../../../src/domain/plan/planView.ts';
import { ago, clusterId } from '../group/builders.ts';
import { anAttempt, runRows } from '../run/runBuilders.ts';

const planned = (name: string, fleet = 'demo') => ({
  fleet,
  name,
  clusterResourceId: clusterId(name),
  update: true,
  from: { kubernetesVersion: '1.32.6', nodePools: [] },
  to: { kubernetesVersion: '1.33.2', nodePools: [] },
});
const plan: Plan = {
  stages: [
    {
      name: 'first',
      groups: [
        { name: 'canary', members: [planned('a'), planned('b')] },
        { name: 'nobody', members: [] },
      ],
      afterStageWaitInSeconds: 600,
    },
    { name: 'second', groups: [{ name: 'rest', members: [planned('a', 'edge'), planned('c')] }] },
  ],
  lock: { nodeImageVersions: ['AKSUbuntu-2204gen2containerd-202508.06.0'] },
  findings: [{ severity: 'warning', code: 'GroupWithoutMembers', message: 'No member is in group nobody.' }],
  asOf: { demo: ago(60) },
};
const rows = runRows({ attempts: [], stages: [], groups: [] });

function view(...targets: SkipTarget[]) {
  const skips = targets.map((target): SkipCommand => ({ target, by: 'ann', at: ago(30) }));
  return viewOfPlan(rows, plan, skips);
}

/** Stage, group and member states by name, as one line each. */
function states(of: ReturnType<typeof view>): string[] {
  return of.stages.flatMap((stage) => [
    `${stage.name} ${stage.state}`,
    ...stage.groups.flatMap((group) => [
      `${group.name} ${group.state}`,
      ...group.members.map((member) => `${member.fleet}/${member.name} ${member.state}`),
    ]),
  ]);
}

const skippedBy = (...targets: SkipTarget[]) =>
  states(view(...targets)).filter((line) => line.endsWith(' Skipped'));

describe('The view of a run whose plan is not frozen', () => {
  it('has the limits of run, stages and groups, with a share of failures that may be as members', () => {
    const [first, second] = plan.stages;
    if (!first || !second) throw new Error('The plan has two stages.');
    const groups = second.groups.map((group) => ({ ...group, maxConcurrency: '25%' }));
    const limited: Plan = {
      ...plan,
      stages: [first, { ...second, groups, maxConcurrency: '3', maxAllowedFailures: '1' }],
      policy: { maxAllowedFailures: '60%' },
    };
    const shown = viewOfPlan(rows, limited, []);
    expect(shown.maxAllowedFailures).toBe(3);
    expect(shown.stages[0]).not.toHaveProperty('maxAllowedFailures');
    expect(shown.stages[1]).toMatchObject({
      maxConcurrency: '3',
      maxAllowedFailures: 1,
      groups: [{ maxConcurrency: '25%' }],
    });
  });

  it('shows every member as not started, with its versions', () => {
    expect(view().counts).toEqual({ NotStarted: 4 });
    expect(view().state).toBe('NotStarted');
    expect(view().stages[0]?.groups[0]?.members[0]).toEqual({
      fleet: 'demo',
      name: 'a',
      clusterResourceId: clusterId('a'),
      state: 'NotStarted',
      from: planned('a').from,
      to: planned('a').to,
    });
  });

  it('shows the images that it would choose, and the findings', () => {
    expect(view()).toMatchObject({
      selectedNodeImageVersions: [{ version: 'AKSUbuntu-2204gen2containerd-202508.06.0' }],
      findings: plan.findings,
    });
  });

  it('shows the findings that its attempt ended on rather than those of now', () => {
    const findings = [{ severity: 'error', code: 'NoMembers', message: 'No members.' }] as const;
    const attempts = [anAttempt({ endedAt: ago(1), state: 'Failed', findings })];
    expect(viewOfPlan({ ...rows, attempts }, plan, [])).toMatchObject({ state: 'Failed', findings });
  });

  it('has a wait only where the plan has one', () => {
    expect(view().stages.map(({ afterStageWait }) => afterStageWait)).toEqual([
      { durationInSeconds: 600, state: 'NotStarted' },
      undefined,
    ]);
  });

  it.each<[string, SkipTarget, string[]]>([
    ['a member in every fleet', { type: 'Member', name: 'a' }, ['demo/a Skipped', 'edge/a Skipped']],
    ['a member of one fleet', { type: 'Member', name: 'a', fleet: 'edge' }, ['edge/a Skipped']],
    ['a group', { type: 'Group', name: 'canary' }, ['canary Skipped', 'demo/a Skipped', 'demo/b Skipped']],
    [
      'a stage with all that is in it',
      { type: 'Stage', name: 'second' },
      ['second Skipped', 'rest Skipped', 'edge/a Skipped', 'demo/c Skipped'],
    ],
    ['a wait and no member', { type: 'AfterStageWait', name: 'first' }, []],
  ])('shows the skip of %s', (_, target, lines) => {
    expect(skippedBy(target)).toEqual(lines);
  });

  it('shows who is skipped when, and a skipped wait', () => {
    expect(view({ type: 'Member', name: 'b' }).stages[0]?.groups[0]?.members[1]).toMatchObject({
      message: 'Skipped by request.',
      completedTime: ago(30),
    });
    expect(view({ type: 'AfterStageWait', name: 'first' }).stages[0]?.afterStageWait?.state).toBe('Skipped');
    expect(view({ type: 'Stage', name: 'first' }).stages[0]?.afterStageWait?.state).toBe('Skipped');
  });
});

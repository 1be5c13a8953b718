import type { Plan } from '../../../src/domain/plan/plan.ts';
import { planDifferences, planDigest } from '../../../src/domain/plan/planDigest.ts';
import { planRun } from '../../../src/domain/plan/planRun.ts';
import {
  aMember,
  anImage,
  anUnreadableMember,
  aPool,
  aRequest,
  fullTo,
  MID_UBUNTU,
  NEW_UBUNTU,
  OLD_UBUNTU,
  stagesOf,
} from './planBuilders.ts';

const STAGES = { stages: stagesOf('first: test', 'second: production') };
const plan = (...[members, more]: Parameters<typeof aRequest>) =>
  planRun(aRequest(members, { ...STAGES, ...more }));
const BEFORE = plan([aMember('a'), aMember('b')]);

interface Case {
  readonly says: string;
  readonly before?: Plan;
  readonly after: Plan;
  readonly sentences: readonly string[];
}

const cases: readonly Case[] = [
  {
    says: 'a member added',
    after: plan([aMember('a'), aMember('b'), aMember('c')]),
    sentences: ['demo/c is new, in group "test" of stage "first".'],
  },
  {
    says: 'a member removed',
    after: plan([aMember('a')]),
    sentences: ['demo/b is no longer in the plan; it was in group "test" of stage "first".'],
  },
  {
    says: 'a member moved',
    after: plan([aMember('a'), aMember('b', {}, { fleetGroup: 'production' })]),
    sentences: [
      'demo/b is in group "production" of stage "second"; it was in group "test" of stage "first".',
    ],
  },
  {
    says: 'another target',
    after: plan([aMember('a'), aMember('b')], { images: [anImage('westeurope', MID_UBUNTU)] }),
    sentences: ['a', 'b'].map(
      (name) =>
        `demo/${name} is to run Kubernetes 1.32.6, system ${MID_UBUNTU}; before it was Kubernetes 1.32.6, system ${NEW_UBUNTU}.`,
    ),
  },
  {
    says: 'a member that somebody else updated',
    after: plan([aMember('a'), aMember('b', { nodePools: [aPool({ nodeImageVersion: NEW_UBUNTU })] })]),
    sentences: [
      `demo/b runs Kubernetes 1.32.6, system ${NEW_UBUNTU}; before it was Kubernetes 1.32.6, system ${OLD_UBUNTU}.`,
      'demo/b has nothing to update now.',
    ],
  },
  {
    says: 'a pool whose Kubernetes version alone changed',
    before: plan([aMember('a', { nodePools: [aPool({ nodeImageVersion: NEW_UBUNTU })] })], {
      upgrade: fullTo('1.32.6'),
    }),
    after: plan(
      [aMember('a', { nodePools: [aPool({ nodeImageVersion: NEW_UBUNTU, kubernetesVersion: '1.31.9' })] })],
      { upgrade: fullTo('1.32.6') },
    ),
    sentences: [
      `demo/a runs Kubernetes 1.32.6, system ${NEW_UBUNTU} on Kubernetes 1.31.9; before it was Kubernetes 1.32.6, system ${NEW_UBUNTU}.`,
      'demo/a is to be updated now.',
    ],
  },
  {
    says: 'another lock',
    before: plan([anUnreadableMember('a')], { upgrade: fullTo('1.33.1') }),
    after: plan([anUnreadableMember('a')], { upgrade: fullTo('1.33.2') }),
    sentences: ['The version lock is Kubernetes 1.33.2; it was Kubernetes 1.33.1.'],
  },
  {
    says: 'another cluster behind a member',
    after: plan([aMember('a'), aMember('b', {}, { clusterResourceId: '/subscriptions/s1/new' })]),
    sentences: ['demo/b is another cluster: /subscriptions/s1/new.'],
  },
  {
    says: 'more members at once',
    before: plan([aMember('a')], { stages: stagesOf('first: test') }),
    after: plan([aMember('a')], {
      stages: [{ name: 'first', groups: [{ name: 'test', maxConcurrency: '2' }] }],
    }),
    sentences: [
      'The stages, their groups, their waits, their gates, how many update at once, how many may fail or how often they are tried again are not the same.',
    ],
  },
  {
    says: 'other waits',
    before: plan([aMember('a')], { stages: stagesOf('first: test') }),
    after: plan([aMember('a')], {
      stages: [{ name: 'first', groups: [{ name: 'test' }], afterStageWaitInSeconds: 60 }],
    }),
    sentences: [
      'The stages, their groups, their waits, their gates, how many update at once, how many may fail or how often they are tried again are not the same.',
    ],
  },
];

describe('What is different between two plans', () => {
  it.each(cases)('$says', ({ before = BEFORE, after, sentences }) => {
    expect(planDifferences(before, after)).toEqual(sentences);
    expect(planDigest(after)).not.toBe(planDigest(before));
  });

  it('is said in ten sentences at most', () => {
    const members = Array.from({ length: 15 }, (_, index) => aMember(`m${index + 10}`));
    const sentences = planDifferences(plan([]), plan(members));
    expect(sentences).toHaveLength(10);
    expect(sentences[0]).toMatch(/^demo\/m10 is new/);
  });
});

describe('The digest of a plan', () => {
  it('is short and always the same', () => {
    expect(planDigest(BEFORE)).toMatch(/^[0-9a-f]{12}$/);
    expect(planDigest(plan([aMember('b'), aMember('a')]))).toBe(planDigest(BEFORE));
  });

  it('does not change with findings, times or the spelling of a resource id', () => {
    const spelled = BEFORE.stages.map((stage) => ({
      ...stage,
      groups: stage.groups.map((group) => ({
        ...group,
        members: group.members.map((member) => ({
          ...member,
          clusterResourceId: member.clusterResourceId.toUpperCase(),
        })),
      })),
    }));
    const later: Plan = { ...BEFORE, stages: spelled, findings: [], asOf: { demo: 'later' } };
    expect(planDigest(later)).toBe(planDigest(BEFORE));
    expect(planDifferences(BEFORE, later)).toEqual([]);
  });

  it('does not change with the order of an object’s keys, as a plan may come from a row', () => {
    const { lock, stages, asOf, findings } = plan([aMember('a')], { upgrade: fullTo('1.33') });
    const rowed = stages.map(({ groups, name }) => ({
      groups: groups.map(({ members, name: group }) => ({
        members: members.map(({ update, to, from, ...rest }) => ({ update, to, from, ...rest })),
        name: group,
      })),
      name,
    }));
    expect(planDigest({ findings, asOf, lock, stages: rowed })).toBe(
      planDigest({ stages, lock, findings, asOf }),
    );
  });
});

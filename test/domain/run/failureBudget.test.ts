import {
  budgetsAt,
  isOverdrawn,
  mayTolerate,
  toleratedFailures,
} from '../../../src/domain/run/failureBudget.ts';
import { maxAllowedFailuresSchema } from '../../../src/domain/plan/updateSpec.ts';
import { aGroup } from '../group/builders.ts';

describe('How many members may fail', () => {
  it.each([
    ['0', 5, 0],
    ['2', 5, 2],
    ['1000', 5, 1000],
    ['25%', 5, 2],
    ['25%', 19, 5],
    ['25%', 7, 2],
    ['0%', 7, 0],
    ['100%', 7, 7],
    ['1%', 1, 1],
    ['50%', 0, 0],
  ])('%s of %i members is %i: a share is rounded up', (said, members, most) => {
    expect(maxAllowedFailuresSchema.safeParse(said).success).toBe(true);
    expect(toleratedFailures(said, members)).toBe(most);
  });

  it.each(['-1', '1001', '9999', '00', '01', '101%', '1.5', '5 %', '%', '', 'all', '+1', '1e3'])(
    'is not %j',
    (nonsense) => {
      expect(maxAllowedFailuresSchema.safeParse(nonsense).success).toBe(false);
    },
  );
});

const RUN = {
  name: 'run',
  policy: { maxAllowedFailures: '10%' },
  stages: [
    {
      name: 'first',
      maxAllowedFailures: '1',
      groups: [{ name: 'a', maxAllowedFailures: '50%' }, { name: 'b' }],
    },
    { name: 'second', groups: [{ name: 'c' }] },
  ],
};
const rows = [
  aGroup({ stage: 0, group: 0, attempt: 2, counts: { Completed: 2, Failed: 1 } }),
  aGroup({ stage: 0, group: 1, attempt: 2, counts: { NotStarted: 9, Failed: 1 } }),
  aGroup({ stage: 1, group: 0, attempt: 1, counts: { Completed: 4, Failed: 4 } }),
];

describe('The budgets of a place', () => {
  it('count each scope by itself, and of an earlier attempt nothing', () => {
    expect(budgetsAt(RUN, { stage: 0, group: 0 }, rows, 2)).toEqual([
      { scope: 'group', name: 'a', said: '50%', limit: 2, failed: 1 },
      { scope: 'stage', name: 'first', said: '1', limit: 1, failed: 2 },
      { scope: 'run', name: 'run', said: '10%', limit: 3, failed: 2 },
    ]);
  });

  it('are those of the stage and the run where the group has none', () => {
    const scopes = (stage: number, group: number) =>
      budgetsAt(RUN, { stage, group }, rows, 2).map(({ scope }) => scope);
    expect(scopes(0, 1)).toEqual(['stage', 'run']);
    expect(scopes(1, 0)).toEqual(['run']);
  });

  it('are overdrawn by more than the limit', () => {
    expect(budgetsAt(RUN, { stage: 0, group: 0 }, rows, 2).map(isOverdrawn)).toEqual([false, true, false]);
  });

  it('tolerate nothing where one of them is 0 or none is set', () => {
    const of = (maxAllowedFailures: string) => ({
      stages: [{ name: 's', maxAllowedFailures: '2', groups: [{ name: 'g', maxAllowedFailures }] }],
    });
    const place = { stage: 0, group: 0 };
    expect(mayTolerate(of('1%'), place)).toBe(true);
    expect(mayTolerate(of('0'), place)).toBe(false);
    expect(mayTolerate(of('0%'), place)).toBe(false);
    expect(mayTolerate({ stages: [{ name: 's', groups: [{ name: 'g' }] }] }, place)).toBe(false);
  });
});

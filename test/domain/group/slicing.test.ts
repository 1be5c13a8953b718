import { atOnce, slicingOf } from '../../../src/domain/group/slicing.ts';
import { maxConcurrencySchema, type StageDefinition } from '../../../src/domain/plan/updateSpec.ts';

const PLACE = { stage: 0, group: 0 };
const runOf = (group: StageDefinition['groups'][number]) => ({ stages: [{ name: 's', groups: [group] }] });

describe('How many members update at once', () => {
  it.each([
    ['5', 3, 5],
    ['25%', 19, 4],
    ['25%', 5, 1],
    ['25%', 3, 1],
    ['100%', 7, 7],
    ['50%', 7, 3],
    ['1%', 1000, 10],
    ['50%', 0, 1],
  ])('%s of %i is %i', (maxConcurrency, members, most) => {
    expect(atOnce(maxConcurrency, members)).toBe(most);
    expect(slicingOf(runOf({ name: 'g', maxConcurrency }), PLACE, members)).toEqual({
      size: 'member',
      lanes: most,
    });
  });

  it('is one, in slices of a fleet, where nothing is said', () => {
    expect(slicingOf(runOf({ name: 'g' }), PLACE, 100)).toEqual({ size: 'fleet', lanes: 1 });
    expect(slicingOf({ stages: [] }, PLACE, 100)).toEqual({ size: 'fleet', lanes: 1 });
  });

  it.each(['0', '00', '05', '-1', '+5', '1.5', '0%', '101%', '1000%', '5 %', '%', '', 'all', '5 ', '1e3'])(
    'is not %j',
    (nonsense) => {
      expect(maxConcurrencySchema.safeParse(nonsense).success).toBe(false);
    },
  );
});

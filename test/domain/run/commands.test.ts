import { skipsMember, skipsWait, type SkipTarget } from '../../../src/domain/run/commands.ts';
import { ago } from '../group/builders.ts';

const skip = (target: SkipTarget) => ({ target, by: 'ann', at: ago(1) });
const place = { stage: 'first', group: 'canary', fleet: 'demo', member: 'a' };

describe('A skip of a member', () => {
  it.each<[SkipTarget, boolean]>([
    [{ type: 'Member', name: 'a' }, true],
    [{ type: 'Member', name: 'a', fleet: 'demo' }, true],
    [{ type: 'Member', name: 'a', fleet: 'edge' }, false],
    [{ type: 'Member', name: 'b' }, false],
    [{ type: 'Group', name: 'canary' }, true],
    [{ type: 'Group', name: 'first' }, false],
    [{ type: 'Stage', name: 'first' }, true],
    [{ type: 'Stage', name: 'canary' }, false],
    [{ type: 'AfterStageWait', name: 'first' }, false],
  ])('is %j: %s', (target, expected) => {
    expect(skipsMember([skip(target)], place) !== undefined).toBe(expected);
  });

  it('is found among others, and is the first that was given', () => {
    const given = [skip({ type: 'Group', name: 'rest' }), skip({ type: 'Stage', name: 'first' })];
    expect(skipsMember([...given, skip({ type: 'Member', name: 'a' })], place)).toBe(given[1]);
  });

  it('is absent where nothing was given', () => {
    expect(skipsMember([], place)).toBeUndefined();
  });
});

describe('A skip of a wait', () => {
  it.each<[SkipTarget, boolean]>([
    [{ type: 'AfterStageWait', name: 'first' }, true],
    [{ type: 'Stage', name: 'first' }, true],
    [{ type: 'AfterStageWait', name: 'second' }, false],
    [{ type: 'Group', name: 'first' }, false],
    [{ type: 'Member', name: 'first' }, false],
  ])('is %j: %s', (target, expected) => {
    expect(skipsWait([skip(target)], 'first') !== undefined).toBe(expected);
  });
});

import type { Freeze } from '../../../src/domain/freeze/freeze.ts';
import { freezeOver } from '../../../src/domain/freeze/freezeOver.ts';

const NOW = '2026-12-24T10:00:00.000Z';
const PLACE = { fleet: 'prod', group: 'eu', member: 'eu-1' };

const aFreeze = (more: Partial<Freeze> = {}): Freeze => ({
  name: 'holidays',
  timeZone: 'UTC',
  dates: [{ from: '2026-12-24', to: '2026-12-26' }],
  reason: 'Nobody is there',
  createdAt: NOW,
  createdBy: 'ada',
  changedAt: NOW,
  changedBy: 'ada',
  ...more,
});

const over = (freezes: Freeze[], now = NOW) => freezeOver({ freezes, unreadable: [] }, PLACE, now);

describe('A freeze', () => {
  it.each<[string, Partial<Freeze>, boolean]>([
    ['that names nothing', {}, true],
    ['of the fleet', { fleets: ['dev', 'prod'] }, true],
    ['of another fleet', { fleets: ['dev'] }, false],
    ['of the group', { groups: ['eu'] }, true],
    ['of the group in another fleet', { groups: ['eu'], fleets: ['dev'] }, false],
    ['of the member', { members: ['eu-1'] }, true],
    ['of another member of the group', { groups: ['eu'], members: ['eu-2'] }, false],
  ])('%s: covers the member: %s %s', (_, scope, isCovered) => {
    expect(over([aFreeze(scope)]) !== undefined).toBe(isCovered);
  });

  it('says its name, why, and when it is over', () => {
    expect(over([aFreeze()])).toEqual({
      reason: 'Freeze',
      message: 'Freeze holidays is on until 2026-12-27T00:00:00.000Z: Nobody is there',
      until: '2026-12-27T00:00:00.000Z',
    });
  });

  it('holds from its first moment to its last', () => {
    expect(over([aFreeze()], '2026-12-23T23:59:59.999Z')).toBeUndefined();
    expect(over([aFreeze()], '2026-12-24T00:00:00.000Z')).toBeDefined();
    expect(over([aFreeze()], '2026-12-26T23:59:59.999Z')).toBeDefined();
    expect(over([aFreeze()], '2026-12-27T00:00:00.000Z')).toBeUndefined();
  });

  it('that ends last of several is what is waited for', () => {
    const long = aFreeze({ name: 'long', dates: [{ from: '2026-12-20', to: '2027-01-06' }] });
    expect(over([aFreeze(), long, aFreeze()])?.message).toContain('Freeze long');
  });

  it('that cannot be read may cover anything, so nothing starts', () => {
    const found = freezeOver({ freezes: [], unreadable: ['broken'] }, PLACE, NOW);
    expect(found).toMatchObject({ reason: 'Freeze' });
    expect(found?.message).toContain('Freeze broken cannot be read');
  });
});

import type { Assignment } from '../../../src/domain/fleet/inventory.ts';
import { overtakenBy } from '../../../src/domain/plan/overtaken.ts';

const planned = new Map([
  ['demo/a', 'canary'],
  ['demo/b', 'europe'],
]);
const groups = new Set(['canary', 'europe']);

function assigned(member: string, group: string | null, wanted?: string | null): Assignment {
  const base = { fleet: 'demo', member, clusterResourceId: `/clusters/${member}`, group };
  const said = { changedAt: '2026-03-01T12:00:00.000Z', changedBy: 'ann' };
  return wanted === undefined ? { ...base, ...said } : { ...base, ...said, wanted };
}

describe('A plan that was just frozen', () => {
  it.each<[string, Assignment[]]>([
    ['its members are in the groups of the plan', [assigned('a', 'canary'), assigned('b', 'europe')]],
    ['members outside of it are in a group of the run', [assigned('c', 'canary')]],
    ['somebody wants members of other groups elsewhere', [assigned('c', 'other', 'another')]],
    ['somebody takes members of other groups out', [assigned('c', 'other', null)]],
  ])('holds while %s', (_what, assignments) => {
    expect(overtakenBy(planned, groups, assignments)).toEqual([]);
  });

  it.each<[string, Assignment]>([
    ['wants a member of it elsewhere', assigned('a', 'canary', 'other')],
    ['wants a member of it where the plan has it, and Fleet does not yet', assigned('a', 'other', 'canary')],
    ['wants a member of it in another stage', assigned('a', 'canary', 'europe')],
    ['takes a member of it out', assigned('a', 'canary', null)],
    ['wants a member outside of it in a group of the run', assigned('c', 'other', 'europe')],
    ['takes a member that it does not have out of a group of the run', assigned('c', 'canary', null)],
    ['has moved a member of it meanwhile', assigned('a', 'other')],
    ['has taken a member of it out meanwhile', assigned('a', null)],
  ])('is made again when somebody %s', (_what, assignment) => {
    expect(overtakenBy(planned, groups, [assigned('b', 'europe'), assignment])).toEqual([assignment]);
  });
});

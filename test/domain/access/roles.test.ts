import { decideAccess } from '../../../src/domain/access/rights.ts';
import { effectiveRoles, EVERYBODY, NOBODY, type Requirement } from '../../../src/domain/access/roles.ts';

describe('Roles', () => {
  it.each([
    [['Reader'], ['Reader']],
    [['Operator'], ['Reader', 'Operator']],
    [['Approver'], ['Reader', 'Approver']],
    [['Admin'], ['Reader', 'Operator', 'Admin']],
    [
      ['Admin', 'Approver'],
      ['Reader', 'Operator', 'Approver', 'Admin'],
    ],
    [[], []],
    [['admin', 'Owner', 'Public', 'SignedIn'], []],
  ])('%j are %j with what they include, and names that are no role count for nothing', (assigned, all) => {
    expect(effectiveRoles(assigned)).toEqual(all);
  });

  const operator = { user: 'a', roles: effectiveRoles(['Operator']) };
  const guest = { user: 'a', roles: [] };
  it.each<[string, typeof operator | undefined, Requirement, string]>([
    ['nobody, where everybody may', undefined, 'Public', 'Allowed'],
    ['nobody, where somebody may', undefined, 'SignedIn', 'NotSignedIn'],
    ['nobody, where a role may', undefined, 'Reader', 'NotSignedIn'],
    ['a guest, where somebody may', guest, 'SignedIn', 'Allowed'],
    ['a guest, where a role may', guest, 'Reader', 'NotAllowed'],
    ['an operator, where a reader may', operator, 'Reader', 'Allowed'],
    ['an operator, where an operator may', operator, 'Operator', 'Allowed'],
    ['an operator, where an approver may', operator, 'Approver', 'NotAllowed'],
    ['an operator, where an admin may', operator, 'Admin', 'NotAllowed'],
  ])('let in or not: %s', (_, principal, required, access) => {
    expect(decideAccess(principal, required)).toBe(access);
  });

  it('are none of a caller whom nobody knows, and all of everybody while nobody is asked', () => {
    expect(decideAccess(NOBODY, 'Reader')).toBe('NotAllowed');
    expect(decideAccess(EVERYBODY, 'Approver')).toBe('Allowed');
  });
});

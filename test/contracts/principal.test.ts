import { readPrincipal, type Authentication } from '../../src/contracts/principal.ts';

const ENTRA: Authentication = { kind: 'entra' };
const ROLE = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role';
const OBJECT_ID = 'http://schemas.microsoft.com/identity/claims/objectidentifier';

const header = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const claim = (typ: string, val: string) => ({ typ, val });
const principal = (claims: readonly object[], more: object = {}) =>
  header({ auth_typ: 'aad', name_typ: 'name', role_typ: ROLE, claims, ...more });

const ANNA = claim(OBJECT_ID, 'id-of-anna');

describe("The platform's principal header", () => {
  it.each([
    ['roles by role_typ', principal([ANNA, claim(ROLE, 'Operator')]), ['Reader', 'Operator']],
    [
      'roles by the name of the token',
      principal([ANNA, claim('roles', 'Admin')]),
      ['Reader', 'Operator', 'Admin'],
    ],
    [
      'several roles',
      principal([ANNA, claim('roles', 'Approver'), claim(ROLE, 'Reader')]),
      ['Reader', 'Approver'],
    ],
    ['a role that is none', principal([ANNA, claim('roles', 'GlobalAdmin')]), []],
    ['a role in a claim of another kind', principal([ANNA, claim('name', 'Admin')]), []],
    ['no role', principal([ANNA]), []],
    ['no role_typ', header({ auth_typ: 'aad', claims: [ANNA, claim('roles', 'Reader')] }), ['Reader']],
    ['the object id by its short name', principal([claim('oid', 'id-of-anna')]), []],
  ])('with %s', (_, value, roles) => {
    expect(readPrincipal(value, ENTRA)).toEqual({ user: 'id-of-anna', roles });
  });

  it('with groups, which are no roles', () => {
    const groups = principal([ANNA, claim('groups', 'Admin'), claim('groups', 'id-of-team')]);
    expect(readPrincipal(groups, ENTRA)).toEqual({
      user: 'id-of-anna',
      roles: [],
      groups: ['Admin', 'id-of-team'],
    });
  });

  it.each([
    ['is missing', null],
    ['is empty', ''],
    ['is no base64', '%%%'],
    ['is no JSON', Buffer.from('Admin').toString('base64')],
    ['has no claims', header({ auth_typ: 'aad' })],
    ['has no object id', principal([claim('roles', 'Admin'), claim('name', 'Anna')])],
    ['has an empty object id', principal([claim('oid', ''), claim('roles', 'Admin')])],
    ['is of another provider', principal([ANNA, claim('roles', 'Admin')], { auth_typ: 'github' })],
    ['is there twice', `${principal([ANNA])}, ${principal([ANNA])}`],
    ['has a claim that is no text', principal([ANNA, { typ: 'roles', val: ['Admin'] }])],
  ])('that %s names nobody', (_, value) => {
    expect(readPrincipal(value, ENTRA)).toBeUndefined();
  });

  it('is not believed while the authentication is off or refused', () => {
    const forged = principal([ANNA, claim('roles', 'Admin')]);
    expect(readPrincipal(forged, { kind: 'refused', reason: 'x' })).toBeUndefined();
    expect(readPrincipal(forged, { kind: 'off' })).toMatchObject({ user: 'anonymous' });
  });
});

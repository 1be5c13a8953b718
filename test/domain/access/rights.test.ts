import fc from 'fast-check';
import { decideAccess, holding, lacking, rolesOn, type On } from '../../../src/domain/access/rights.ts';
import { savedByOf, takenBack } from '../../../src/domain/access/savedBy.ts';
import { EVERYBODY, ROLES, type Principal, type Role } from '../../../src/domain/access/roles.ts';

const FLEETS = ['dev', 'stage', 'prod'];
const USERS = ['ann', 'ben'];
const GROUPS = ['team', 'crew'];

interface Granted {
  readonly name: string;
  readonly principal: string;
  readonly role: Role;
  readonly fleets: string[];
}

/** What each role lets somebody do, said otherwise than the code says it. */
const DOES: Readonly<Record<Role, string>> = {
  Reader: 'read',
  Operator: 'read operate',
  Approver: 'read approve',
  Admin: 'read operate administer',
};
const DEED: Readonly<Record<Role, string>> = {
  Reader: 'read',
  Operator: 'operate',
  Approver: 'approve',
  Admin: 'administer',
};

/** The model: whether a single fleet's door is open, by looking at each reason by itself. */
function mayOn(caller: Asked, deed: string, fleet: string): boolean {
  if (caller.roles.some((role) => DOES[role].split(' ').includes(deed))) return true;
  const mine = caller.grants.filter(
    ({ principal }) => principal === caller.user || caller.groups.includes(principal),
  );
  if (deed === 'read' && mine.length > 0) return true;
  return mine.some(({ role, fleets }) => fleets.includes(fleet) && DOES[role].split(' ').includes(deed));
}

interface Asked {
  readonly user: string;
  readonly roles: Role[];
  readonly groups: string[];
  readonly grants: Granted[];
}

const role = fc.constantFrom(...ROLES);
const some = <T>(of: readonly T[]) => fc.subarray([...of]);
const asked: fc.Arbitrary<Asked> = fc.record({
  user: fc.constantFrom(...USERS),
  roles: fc.oneof({ weight: 3, arbitrary: fc.constant<Role[]>([]) }, fc.array(role, { maxLength: 2 })),
  groups: some(GROUPS),
  grants: fc.array(
    fc.record({
      name: fc.constantFrom('g1', 'g2', 'g3'),
      principal: fc.constantFrom(...USERS, ...GROUPS),
      role,
      fleets: some(FLEETS),
    }),
    { maxLength: 5 },
  ),
});

const including = (roles: readonly Role[]): Role[] =>
  ROLES.filter((each) => roles.some((held) => DOES[held].split(' ').includes(DEED[each])));
const principalOf = ({ user, roles, groups, grants }: Asked): Principal =>
  holding({ user, roles: including(roles), groups }, grants);

describe('Rights on fleets', () => {
  it('are as the model says, in ten thousand random calls', () => {
    fc.assert(
      fc.property(
        asked,
        role,
        some(FLEETS),
        fc.constantFrom<On>('All', 'Any'),
        (caller, needed, fleets, on) => {
          const principal = principalOf(caller);
          const each = fleets.map((fleet) => mayOn(caller, DEED[needed], fleet));
          const everywhere = mayOn(
            { ...caller, grants: needed === 'Reader' ? caller.grants : [] },
            DEED[needed],
            '',
          );
          const expected =
            everywhere || (each.length > 0 && (on === 'All' ? !each.includes(false) : each.includes(true)));
          expect(rolesOn(principal, fleets, on).includes(needed)).toBe(expected);
          expect(lacking(principal, needed, fleets, on) === undefined).toBe(expected);
          // Nobody whom the fleets let in is turned away at the door.
          if (expected) expect(decideAccess(principal, needed, on)).toBe('Allowed');
          // And without fleets only what holds everywhere counts.
          expect(decideAccess(principal, needed)).toBe(everywhere ? 'Allowed' : 'NotAllowed');
        },
      ),
      { numRuns: 10_000 },
    );
  });

  const dev: Granted = { name: 'dev', principal: 'ann', role: 'Operator', fleets: ['dev'] };
  const ann: Principal = { user: 'ann', roles: [] };

  it('let somebody with a grant read everything, and act on its fleets alone', () => {
    const held = holding(ann, [dev]);
    expect(held.roles).toEqual(['Reader']);
    expect(rolesOn(held, ['dev'], 'All')).toEqual(['Reader', 'Operator']);
    expect(rolesOn(held, ['dev', 'prod'], 'All')).toEqual(['Reader']);
    expect(rolesOn(held, ['dev', 'prod'], 'Any')).toEqual(['Reader', 'Operator']);
  });

  it('add up over grants, also of different roles', () => {
    const more = holding(ann, [dev, { ...dev, name: 'prod', role: 'Admin', fleets: ['prod'] }]);
    expect(rolesOn(more, ['dev', 'prod'], 'All')).toEqual(['Reader', 'Operator']);
  });

  it('are those of a group too, whatever the spelling of its id, and of nobody else', () => {
    const team = { ...dev, principal: 'team' };
    expect(rolesOn(holding({ ...ann, groups: ['TEAM'] }, [team]), ['dev'], 'All')).toContain('Operator');
    expect(holding({ ...ann, groups: ['crew'] }, [team])).toEqual({ ...ann, groups: ['crew'] });
  });

  it('are never had by a grant where no fleet is concerned', () => {
    const held = holding(ann, [{ ...dev, fleets: FLEETS }]);
    expect(rolesOn(held, [], 'All')).toEqual(['Reader']);
    expect(rolesOn(held, [], 'Any')).toEqual(['Reader']);
  });

  it('say on which fleets they are missing', () => {
    const held = holding(ann, [dev]);
    expect(lacking(held, 'Operator', ['dev', 'prod', 'stage'], 'All')).toBe(
      'the role Operator on every fleet that it concerns; you do not have it on prod, stage.',
    );
    expect(lacking(held, 'Admin', ['dev'], 'Any')).toBe(
      'the role Admin on one of the fleets that it concerns (dev).',
    );
  });
});

describe('Who saved a trigger', () => {
  const grant = (principal: string, fleets = ['dev']): Granted => ({
    name: `of-${principal}`,
    principal,
    role: 'Admin',
    fleets,
  });
  const saver = (grants: readonly Granted[], groups: readonly string[] = []) =>
    savedByOf(holding({ user: 'ann', roles: [], groups }, grants));

  it('is kept with what let them, which is nothing where nobody is told apart', () => {
    expect(saver([grant('ann'), grant('team')], ['team'])).toEqual({
      user: 'ann',
      roles: ['Reader'],
      grants: ['of-ann', 'of-team'],
      groups: ['team'],
    });
    expect(savedByOf({ user: 'eve', roles: ['Admin'] })).toEqual({ user: 'eve', roles: ['Admin'] });
    expect(savedByOf(EVERYBODY)).toBeUndefined();
  });

  it('may not have it start any more when the grant is taken back, or covers the fleets no more', () => {
    const by = saver([grant('ann')]);
    expect(by && takenBack(by, [grant('ann')], ['dev'])).toBeUndefined();
    expect(by && takenBack(by, [], ['dev'])).toContain('Admin');
    expect(by && takenBack(by, [grant('ann', ['prod'])], ['dev'])).toContain('dev');
    expect(by && takenBack(by, [grant('ann')], ['dev', 'new'])).toContain('new');
  });

  it('is believed to be of their groups still, whose grants are asked again', () => {
    const by = saver([grant('team')], ['team', 'crew']);
    expect(by && takenBack(by, [grant('team')], ['dev'])).toBeUndefined();
    expect(by && takenBack(by, [], ['dev'])).toContain('Admin');
    expect(by && takenBack(by, [grant('crew')], ['dev'])).toContain('Admin');
  });
});

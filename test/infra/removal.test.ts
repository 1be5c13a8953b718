import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FLEET, NEEDED, PROVISIONED, StandIns } from './standIns.ts';

const root = join(__dirname, '../..');

let azure: StandIns;
beforeEach(() => (azure = new StandIns()));
afterEach(() => azure.end());

it('Rights at a fleet that no setting names any more are told, with the command that takes them', () => {
  const at = (scope: string) => ({ id: `${scope}/roleAssignments/1`, scope, principalId: 'identity' });
  const gone = FLEET.replace(/prod$/, 'gone');
  azure.given({
    assignments: [
      at(FLEET),
      at(gone),
      at('/subscriptions/sub'),
      at('/subscriptions/sub/resourceGroups/rg-prod/x/y'),
    ],
  });
  const { said } = azure.run('afterProvision.mjs', PROVISIONED);
  expect(said.match(/az role assignment delete .*/g)).toEqual([
    `az role assignment delete --ids ${gone}/roleAssignments/1`,
  ]);
});

describe('Before all is taken away, azd', () => {
  it('that would take the groups of fleets and clusters is refused', () => {
    azure.given({ azdVersion: '1.9.7' });
    const { status, said } = azure.run('beforeDown.mjs', NEEDED);
    expect([status, said]).toEqual([1, expect.stringContaining('FLEETS AND CLUSTERS')]);
    expect(said).toContain('az group delete --name rg-prod --subscription sub');
  });

  it('of the version that azure.yaml asks for says what goes', () => {
    azure.given({ azdVersion: '1.25.0' });
    const { status, said } = azure.run('beforeDown.mjs', NEEDED);
    expect([status, said]).toEqual([0, expect.stringContaining('rg-prod and nothing else')]);
    expect(readFileSync(join(root, 'azure.yaml'), 'utf8')).toMatch(
      /^requiredVersions:\n {2}azd: '>= 1.25.0'$/m,
    );
  });
});

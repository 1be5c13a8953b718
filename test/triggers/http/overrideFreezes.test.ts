import { HttpRequest } from '@azure/functions';
import { effectiveRoles, type Role } from '../../../src/domain/access/roles.ts';
import { routesOf } from '../../../src/triggers/http/registerHttp.ts';
import { routeOf } from '../../support/contract.ts';
import { MemorySystem } from '../../support/memorySystem.ts';
import { NODE_IMAGES } from '../../support/spokenSystem.ts';

let system: MemorySystem;
beforeEach(async () => {
  system = MemorySystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.ok('POST', '/api/runs', { name: 'there', managedClusterUpdate: NODE_IMAGES });
});
afterEach(() => system.close());

/** The status of a call of somebody with that role. */
async function call(role: Role, path: string, body: object): Promise<number> {
  const found = routeOf(routesOf({ kind: 'off' }), 'POST', path);
  if (!found) throw new Error(`No route answers ${path}.`);
  const request = new HttpRequest({
    method: 'POST',
    url: `http://memory.invalid${path}`,
    params: found.params,
    headers: { 'content-type': 'application/json' },
    body: { string: JSON.stringify(body) },
  });
  const principal = { user: role, roles: effectiveRoles([role]) };
  const answer = await found.route.respond(request, system.world.app, principal);
  return answer.status ?? 200;
}

describe.each([
  ['a run that is there', '/api/runs/there/start', {}, 202],
  [
    'a run with its creation',
    '/api/runs',
    { name: 'new', managedClusterUpdate: NODE_IMAGES, start: true },
    201,
  ],
])('Freezes are overridden at the start of %s', (_, path, body, done) => {
  const inSpite = { ...body, overrideFreezes: true };

  it('by an Admin', async () => {
    expect(await call('Admin', path, inSpite)).toBe(done);
  });

  it('by nobody else: who may start it learns that, and nothing is started', async () => {
    await expect(call('Operator', path, inSpite)).rejects.toMatchObject({ code: 'NotAllowed' });
    expect(await system.world.app.runs.unfinished()).toEqual([]);
    expect((await system.run('there')).attempt).toBe(0);
    expect(await call('Operator', path, body)).toBe(done);
  });
});

import { HttpRequest } from '@azure/functions';
import { effectiveRoles, type Role } from '../../../src/domain/access/roles.ts';
import { FleetUpdatesError } from '../../../src/domain/errors.ts';
import { strategies } from '../../../src/operations/strategies/strategies.ts';
import { namedRoutes } from '../../../src/triggers/http/namedRoutes.ts';
import type { MemoryAccount } from '../../../src/memory/memoryTable.ts';
import { MemorySystem } from '../../support/memorySystem.ts';
import { leaveUnreadable } from '../../support/unreadable.ts';

const STAGES = { stages: [{ name: 'a', groups: [{ name: 'g' }] }] };
const asked: unknown[] = [];

/** As strategies, but that what is there is changed and deleted by Admins alone. */
const routes = namedRoutes({
  ...strategies,
  refuseCaller: (_app, { user, roles }, { name, before, body }) => {
    asked.push([user, name, before?.name, body]);
    const refusal = new FleetUpdatesError('NotAllowed', 'Admins alone change what is there.');
    return before && !roles.includes('Admin') ? Promise.reject(refusal) : Promise.resolve();
  },
});
const account: MemoryAccount = new Map();
let system: MemorySystem;

beforeEach(() => {
  asked.length = 0;
  account.clear();
  system = MemorySystem.start({ account });
});
afterEach(() => system.close());

/** The status of a call of somebody with that role. */
async function call(role: Role, method: string, headers: Record<string, string> = {}): Promise<number> {
  const route = routes.find((each) => each.method === method && each.path.endsWith('{name}'));
  const request = new HttpRequest({
    method,
    url: 'http://memory.invalid/api/strategies/x',
    params: { name: 'x' },
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'PUT' && { body: { string: JSON.stringify(STAGES) } }),
  });
  const principal = { user: role, roles: effectiveRoles([role]) };
  const answer = await route?.respond(request, system.world.app, principal);
  return answer?.status ?? 200;
}

const REFUSED = { code: 'NotAllowed' };

describe('A kind of named resource may refuse a caller whom the role of the call lets in', () => {
  it('by what is there: they create it, and neither replace nor delete it', async () => {
    expect(await call('Operator', 'PUT')).toBe(201);
    await expect(call('Operator', 'PUT')).rejects.toMatchObject(REFUSED);
    await expect(call('Operator', 'DELETE')).rejects.toMatchObject(REFUSED);
    expect((await system.world.app.strategies.get('x'))?.value.changedBy).toBe('Operator');
    expect(await call('Admin', 'PUT')).toBe(200);
    expect(await call('Admin', 'DELETE')).toBe(204);
  });

  it('told who asks, what is there and what is sent, which is nothing for a deletion', async () => {
    await call('Admin', 'PUT');
    await call('Admin', 'DELETE');
    expect(asked).toEqual([
      ['Admin', 'x', undefined, STAGES],
      ['Admin', 'x', 'x', undefined],
    ]);
  });

  it('before they learn whether it has changed since they read it', async () => {
    await call('Admin', 'PUT');
    const stale = { 'if-match': '"other"' };
    await expect(call('Operator', 'PUT', stale)).rejects.toMatchObject(REFUSED);
    await expect(call('Operator', 'DELETE', stale)).rejects.toMatchObject(REFUSED);
    await expect(call('Admin', 'PUT', stale)).rejects.toMatchObject({ code: 'PreconditionFailed' });
  });

  it('and asks nobody who only reads', async () => {
    await call('Admin', 'PUT');
    asked.length = 0;
    expect(await call('Reader', 'GET')).toBe(200);
    expect(asked).toEqual([]);
  });
});

it('What cannot be read only an Admin puts again or deletes, as nobody can tell what it said', async () => {
  await leaveUnreadable(account, 'strategies', 'x', 'Strategies');
  await expect(call('Operator', 'PUT')).rejects.toMatchObject(REFUSED);
  await expect(call('Operator', 'DELETE')).rejects.toMatchObject(REFUSED);
  expect(await call('Admin', 'DELETE')).toBe(204);
  await leaveUnreadable(account, 'strategies', 'x', 'Strategies');
  expect(await call('Admin', 'PUT')).toBe(200);
  expect(await call('Admin', 'GET')).toBe(200);
});

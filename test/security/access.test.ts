import { z } from 'zod';
import { ROLES } from '../../src/domain/access/roles.ts';
import { principalHeader } from '../support/principals.ts';
import { NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

/** The whole policy: every call of the API, what it asks of its caller, and whether on all or any of the fleets concerned. */
const POLICY: Readonly<Record<string, string>> = {
  listFleets: 'Reader',
  listMembers: 'Reader',
  listGroups: 'Reader',
  listClusters: 'Reader',
  joinMember: 'Admin on All',
  leaveFleet: 'Admin on All',
  assignGroup: 'Operator on All',
  listStrategies: 'Reader',
  getStrategy: 'Reader',
  putStrategy: 'Admin',
  deleteStrategy: 'Admin',
  listAccess: 'Reader',
  getAccess: 'Reader',
  putAccess: 'Admin',
  deleteAccess: 'Admin',
  listFreezes: 'Reader',
  getFreeze: 'Reader',
  putFreeze: 'Operator on All',
  deleteFreeze: 'Admin on All',
  listTriggers: 'Reader',
  getTrigger: 'Reader',
  putTrigger: 'Admin on All',
  deleteTrigger: 'Admin on All',
  cancelStartRequest: 'Operator on Any',
  runTrigger: 'Operator on All',
  receiveDelivery: 'Public',
  listUnusedEvents: 'Reader',
  listVersions: 'Reader',
  listNotifications: 'Reader',
  getNotification: 'Reader',
  putNotification: 'Admin',
  deleteNotification: 'Admin',
  testNotification: 'Admin',
  listDeliveries: 'Reader',
  listDeniedVersions: 'Reader',
  getDeniedVersion: 'Reader',
  putDeniedVersion: 'Admin',
  deleteDeniedVersion: 'Admin',
  listWebhookSecrets: 'Admin',
  planRun: 'Reader',
  createRun: 'Operator on All',
  deleteRun: 'Operator on All',
  listRuns: 'Reader',
  getRun: 'Reader',
  listRunEvents: 'Reader',
  listAudit: 'Reader',
  startRun: 'Operator on All',
  stopRun: 'Operator on Any',
  skipTargets: 'Operator on All',
  getRunPolicy: 'Reader',
  changeRunPolicy: 'Operator on All',
  abandonRun: 'Admin on All',
  listGates: 'Reader',
  getGate: 'Reader',
  approveGate: 'Approver on All',
  rejectGate: 'Approver on All',
  skipGate: 'Approver on All',
  getMe: 'SignedIn',
  getHealth: 'Public',
  getSchema: 'Public',
};
/** Who meets a requirement, by the one role that is assigned; `none` is signed in without any. */
const GRANTED = ROLES.map((role) => `granted-${role}`);
const MAY: Readonly<Record<string, readonly string[]>> = {
  Public: ['nobody', 'none', ...ROLES, ...GRANTED],
  SignedIn: ['none', ...ROLES, ...GRANTED],
  Reader: [...ROLES, ...GRANTED],
  Operator: ['Operator', 'Admin'],
  Approver: ['Approver'],
  Admin: ['Admin'],
  'Operator on All': ['Operator', 'Admin', 'granted-Operator', 'granted-Admin'],
  'Operator on Any': ['Operator', 'Admin', 'granted-Operator', 'granted-Admin'],
  'Approver on All': ['Approver', 'granted-Approver'],
  'Admin on All': ['Admin', 'granted-Admin'],
};
const CALLERS = ['nobody', 'none', ...ROLES, ...GRANTED];

const documentShape = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string(),
        'x-required-role': z.string(),
        'x-required-on-fleets': z.string().optional(),
        security: z.array(z.record(z.string(), z.array(z.string()))),
      }),
    ),
  ),
  components: z.looseObject({ securitySchemes: z.record(z.string(), z.looseObject({ type: z.string() })) }),
});

const headersOf = (caller: string): Record<string, string> =>
  caller === 'nobody'
    ? {}
    : principalHeader(
        `id-of-${caller}`,
        ROLES.filter((role) => role === caller),
      );

let system: TestSystem;
beforeAll(async () => {
  system = await TestSystem.start({
    settings: { APP_AUTHENTICATION: 'entra', AUTH_SCOPE: 'api://app/.default', WEBSITE_SITE_NAME: 'app' },
  });
});
afterAll(async () => {
  await system.close();
});

async function routes() {
  const { body } = await system.call('GET', '/api/openapi.json');
  const document = documentShape.parse(body);
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return { all, schemes: Object.keys(document.components.securitySchemes) };
}

describe('Every route', () => {
  it('names the role that the policy gives it, and how to sign in for it', async () => {
    const { all, schemes } = await routes();
    const named = all.map(({ operation }) => {
      const { operationId, 'x-required-role': role, 'x-required-on-fleets': on } = operation;
      return [operationId, on === undefined ? role : `${role} on ${on}`];
    });
    expect(Object.fromEntries(named)).toEqual(POLICY);
    for (const { operation } of all) {
      const ways = operation.security.flatMap((way) => Object.keys(way));
      expect(ways).toEqual(operation['x-required-role'] === 'Public' ? [] : schemes);
    }
  });

  it('lets in whom its role lets in, by a grant on a fleet only where it concerns fleets, and nobody else', async () => {
    for (const role of ROLES) {
      const grant = { principal: `id-of-granted-${role}`, role, fleets: ['demo'] };
      const put = await system.call('PUT', `/api/access/${role.toLowerCase()}`, grant, headersOf('Admin'));
      expect(put.status).toBe(201);
    }
    for (const { method, path, operation } of (await routes()).all) {
      const target = path.replace('{fleet}', 'demo').replaceAll(/\{\w+\}/g, 'nope');
      const body = method === 'GET' || method === 'DELETE' ? undefined : {};
      for (const caller of CALLERS) {
        const answer = await system.call(method, target, body, headersOf(caller));
        const may = MAY[POLICY[operation.operationId] ?? '']?.includes(caller);
        const refusal = caller === 'nobody' ? 401 : 403;
        const said = `${method} ${path} of ${caller}: ${[401, 403].includes(answer.status) ? answer.status : 'let in'}`;
        expect(said).toBe(`${method} ${path} of ${caller}: ${may ? 'let in' : refusal}`);
      }
    }
  }, 120_000);

  it('has headers that keep browsers from making anything of an answer', async () => {
    const callers = [headersOf('nobody'), headersOf('Admin')];
    for (const headers of callers) {
      for (const path of ['/api/health', '/api/runs', '/api/runs/nope', '/api/nope', '/api/openapi.json']) {
        const answer = await system.call('GET', path, undefined, headers);
        expect(Object.fromEntries(answer.headers)).toMatchObject({
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-store',
          'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
          'referrer-policy': 'no-referrer',
          'cross-origin-resource-policy': 'same-origin',
          'strict-transport-security': 'max-age=31536000',
        });
      }
    }
  });
});

describe('A caller whom nobody knows', () => {
  it('learns how to sign in, and not which paths there are', async () => {
    const known = await system.call('GET', '/api/runs');
    const unknown = await system.call('GET', '/api/nope');
    const wrongMethod = await system.call('PATCH', '/api/runs');
    for (const answer of [known, unknown, wrongMethod]) {
      expect(answer).toMatchObject({ status: 401, body: { code: 'NotSignedIn' } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer scope="api://app/.default"');
    }
  });

  it('may read what describes the API', async () => {
    expect(await system.call('GET', '/api/openapi.json')).toMatchObject({ status: 200 });
  });
});

describe('Who is signed in', () => {
  it('learns who they are, and what their roles include', async () => {
    expect(await system.call('GET', '/api/me', undefined, headersOf('Operator'))).toMatchObject({
      body: { user: 'id-of-Operator', roles: ['Reader', 'Operator'], grants: [] },
    });
    expect(await system.call('GET', '/api/me', undefined, headersOf('none'))).toMatchObject({
      body: { user: 'id-of-none', roles: [], grants: [] },
    });
  });

  it('is named in the audit trail of what they did', async () => {
    const admin = headersOf('Admin');
    await system.call('GET', '/api/members?refresh=true', undefined, admin);
    const run = { name: 'named', managedClusterUpdate: NODE_IMAGES };
    const created = await system.call('POST', '/api/runs', run, headersOf('Operator'));
    expect(created).toMatchObject({ status: 201, body: { createdBy: 'id-of-Operator' } });
    const events = await system.call('GET', '/api/runs/named/events', undefined, admin);
    expect(events.body).toMatchObject({ value: [{ type: 'RunCreated', actor: 'id-of-Operator' }] });
  });

  it('may save a strategy with a run only as an Admin', async () => {
    await system.call('GET', '/api/members?refresh=true', undefined, headersOf('Admin'));
    const members = [{ fleet: 'demo', name: 'aks-neu-1' }];
    await system.call('POST', '/api/members/assign-group', { members, group: 'test' }, headersOf('Operator'));
    const stages = [{ name: 'only', groups: [{ name: 'test' }] }];
    const run = { name: 'saving', stages, managedClusterUpdate: NODE_IMAGES, saveStrategyAs: 'saved' };
    const refused = await system.call('POST', '/api/runs', run, headersOf('Operator'));
    expect(refused).toMatchObject({ status: 403, body: { code: 'NotAllowed' } });
    expect(await system.call('GET', '/api/runs/saving', undefined, headersOf('Admin'))).toMatchObject({
      status: 404,
    });
    expect(await system.call('POST', '/api/runs', run, headersOf('Admin'))).toMatchObject({ status: 201 });
  });
});

describe("A change with a user's session", () => {
  const session = { ...headersOf('Admin'), cookie: 'AppServiceAuthSession=secret' };
  const remove = (more: Record<string, string>) =>
    system.call('DELETE', '/api/strategies/nope', undefined, { ...session, ...more });

  it('is done for a page of the app itself', async () => {
    expect(await remove({ 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 404 });
    expect(await remove({ origin: system.system.origin })).toMatchObject({ status: 404 });
  });

  it('is refused for a page of another site, and for one that does not say', async () => {
    const refused = { status: 403, body: { code: 'CrossSiteRefused' } };
    expect(await remove({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).toMatchObject(
      refused,
    );
    expect(await remove({ origin: 'https://evil.example' })).toMatchObject(refused);
    expect(await remove({})).toMatchObject(refused);
  });

  it('is refused as a form, which a page could send without asking', async () => {
    const form = { origin: system.system.origin, 'content-type': 'text/plain' };
    const answer = await system.call('POST', '/api/runs/nope/start', '{}', { ...session, ...form });
    expect(answer).toMatchObject({ status: 415, body: { code: 'UnsupportedMediaType' } });
  });
});

describe('A webhook that takes a token of Entra', () => {
  const deliver = (headers: Record<string, string>) => system.call('POST', '/api/webhooks/ci', {}, headers);

  it('starts runs for an Operator, and for nobody with less', async () => {
    const admin = headersOf('Admin');
    await system.call('GET', '/api/members?refresh=true', undefined, admin);
    const put = await system.call(
      'PUT',
      '/api/triggers/ci',
      {
        kind: 'webhook',
        managedClusterUpdate: NODE_IMAGES,
        overlap: 'allow',
        webhook: { authentication: [{ type: 'entra' }] },
      },
      admin,
    );
    expect(put.status).toBe(201);
    for (const caller of ['nobody', 'none', 'Reader', 'Approver']) {
      expect(await deliver(headersOf(caller))).toMatchObject({
        status: 401,
        body: { code: 'SignatureRefused' },
      });
    }
    expect(await deliver(headersOf('Operator'))).toMatchObject({ status: 202 });
    const evil = { cookie: 'AppServiceAuthSession=secret', origin: 'https://evil.example' };
    expect(await deliver({ ...headersOf('Operator'), ...evil })).toMatchObject({ status: 403 });
  });
});

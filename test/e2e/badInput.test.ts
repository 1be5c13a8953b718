import { z } from 'zod';
import { NODE_IMAGES, TestSystem, TO_1_33, type Answer } from '../support/testSystem.ts';

const problemShape = z.looseObject({
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

const STAGES = [{ name: 'only', groups: [{ name: 'test' }] }];
const RUN = { name: 'new', stages: STAGES, managedClusterUpdate: NODE_IMAGES };

let system: TestSystem;

beforeAll(async () => {
  system = await TestSystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'] });
  await system.ok('PUT', '/api/strategies/standard', { stages: STAGES });
  await system.ok('POST', '/api/runs', { ...RUN, name: 'idle' });
});
afterAll(async () => {
  await system.close();
});

/** Everything that a refused request must leave as it was. */
async function everything(): Promise<unknown> {
  const paths = ['/api/members', '/api/groups', '/api/strategies', '/api/runs', '/api/runs/idle/events'];
  return await Promise.all(paths.map((path) => system.ok('GET', path)));
}

function problemOf(answer: Answer) {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = problemShape.parse(answer.body);
  expect(problem.status).toBe(answer.status);
  return { code: problem.code, pointers: (problem.errors ?? []).map(({ pointer }) => pointer) };
}

async function refused(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const before = await everything();
  const answer = await system.call(method, path, body, headers);
  expect(await everything()).toEqual(before);
  return { status: answer.status, ...problemOf(answer) };
}

describe('A run that is not as it should be is refused, names the field and leaves nothing behind:', () => {
  const long = 'a'.repeat(51);
  const update = '/managedClusterUpdate/upgrade';
  const cases: [string, unknown, string, string[]][] = [
    ['malformed JSON', '{"name": ', 'MalformedJson', []],
    ['no object', '[]', 'InvalidRequest', ['']],
    ['an unknown property', { ...RUN, colour: 'red' }, 'InvalidRequest', ['/colour']],
    ['a name with capitals', { ...RUN, name: 'New' }, 'InvalidRequest', ['/name']],
    ['a name of 51 characters', { ...RUN, name: long }, 'InvalidRequest', ['/name']],
    ['a name that is a number', { ...RUN, name: 7 }, 'InvalidRequest', ['/name']],
    ['no update', { name: 'new' }, 'InvalidRequest', ['/managedClusterUpdate']],
    [
      'a version missing',
      { ...RUN, managedClusterUpdate: { upgrade: { type: 'Full' } } },
      'InvalidRequest',
      [`${update}/kubernetesVersion`],
    ],
    [
      'a version forbidden',
      { ...RUN, managedClusterUpdate: { upgrade: { type: 'NodeImageOnly', kubernetesVersion: '1.33.2' } } },
      'InvalidRequest',
      [`${update}/kubernetesVersion`],
    ],
    [
      'an unknown scope',
      { ...RUN, managedClusterUpdate: { upgrade: { type: 'All' } } },
      'InvalidRequest',
      [`${update}/type`],
    ],
    ['strategy and stages', { ...RUN, strategy: 'standard' }, 'InvalidRequest', ['/stages']],
    [
      'an unknown strategy',
      { ...RUN, stages: undefined, strategy: 'nope' },
      'UnknownStrategy',
      ['/strategy'],
    ],
    ['an unknown fleet', { ...RUN, fleets: ['nope'] }, 'UnknownFleet', ['/fleets/0']],
    ['no stages', { ...RUN, stages: [] }, 'InvalidRequest', ['/stages']],
    [
      'a stage without groups',
      { ...RUN, stages: [{ name: 'a', groups: [] }] },
      'InvalidRequest',
      ['/stages/0/groups'],
    ],
    [
      'a stage twice',
      { ...RUN, stages: [...STAGES, { name: 'only', groups: [{ name: 'b' }] }] },
      'InvalidRequest',
      ['/stages/1/name'],
    ],
    [
      'a group twice',
      { ...RUN, stages: [...STAGES, { name: 'b', groups: [{ name: 'test' }] }] },
      'InvalidRequest',
      ['/stages/1/groups/0/name'],
    ],
    [
      'a negative wait',
      { ...RUN, stages: [{ ...STAGES[0], afterStageWaitInSeconds: -1 }] },
      'InvalidRequest',
      ['/stages/0/afterStageWaitInSeconds'],
    ],
    [
      'half a second of wait',
      { ...RUN, stages: [{ ...STAGES[0], afterStageWaitInSeconds: 0.5 }] },
      'InvalidRequest',
      ['/stages/0/afterStageWaitInSeconds'],
    ],
    [
      'a strategy to save that is there',
      { ...RUN, saveStrategyAs: 'standard' },
      'AlreadyExists',
      ['/saveStrategyAs'],
    ],
    ['a run name that is taken', { ...RUN, name: 'idle' }, 'AlreadyExists', ['/name']],
    [
      'a minor version skipped',
      { ...RUN, managedClusterUpdate: { upgrade: { ...TO_1_33.upgrade, kubernetesVersion: '1.34.0' } } },
      'PlanRefused',
      [],
    ],
  ];

  it.each(cases)('%s', async (_, body, code, pointers) => {
    const answer = await refused('POST', '/api/runs', body);
    expect(answer).toMatchObject({ code, pointers });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  it('a body over 256 KiB', async () => {
    const answer = await refused('POST', '/api/runs', JSON.stringify({ ...RUN, name: 'a'.repeat(300_000) }));
    expect(answer).toMatchObject({ status: 413, code: 'PayloadTooLarge' });
  });

  it('a body that is no JSON by its type', async () => {
    const answer = await refused('POST', '/api/runs', JSON.stringify(RUN), { 'content-type': 'text/plain' });
    expect(answer).toMatchObject({ status: 415, code: 'UnsupportedMediaType' });
  });

  it('a key that would pollute prototypes', async () => {
    const answer = await refused('POST', '/api/runs', '{"name":"new","__proto__":{"admin":true}}');
    expect(answer).toMatchObject({ status: 400, code: 'InvalidRequest' });
  });
});

describe('Members and strategies refuse', () => {
  it('a group for a member that is not known, for all members of the call', async () => {
    const members = [
      { fleet: 'demo', name: 'aks-weu-1' },
      { fleet: 'demo', name: 'nope' },
    ];
    const answer = await refused('POST', '/api/members/assign-group', { members, group: 'test' });
    expect(answer).toMatchObject({ status: 400, code: 'UnknownMember', pointers: ['/members/1'] });
  });

  it('a change on a stale ETag, and a creation of what is there', async () => {
    const body = { stages: [{ name: 'b', groups: [{ name: 'b' }] }] };
    const path = '/api/strategies/standard';
    expect(await refused('PUT', path, body, { 'if-match': '"old"' })).toMatchObject({
      status: 412,
      code: 'PreconditionFailed',
    });
    expect(await refused('PUT', path, body, { 'if-none-match': '*' })).toMatchObject({ status: 412 });
    expect(await refused('DELETE', path, undefined, { 'if-match': '"old"' })).toMatchObject({ status: 412 });
  });

  it('names outside the pattern in paths', async () => {
    expect(await refused('PUT', '/api/strategies/Bad_Name', { stages: STAGES })).toMatchObject({
      status: 400,
      pointers: ['{name}'],
    });
  });
});

describe('A member is not joined', () => {
  const group = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg';
  const aks = (name: string) => `${group}/providers/Microsoft.ContainerService/managedClusters/${name}`;

  it('to a fleet by a word that objects inherit', async () => {
    for (const [method, body] of [
      ['PUT', { clusterResourceId: aks('one') }],
      ['DELETE', undefined],
    ] as const)
      expect(await refused(method, '/api/members/constructor/one', body)).toMatchObject({ status: 404 });
    expect(await refused('GET', '/api/members?fleet=constructor')).toMatchObject({ code: 'UnknownFleet' });
  });

  it('when Azure knows no such cluster: that is a fault of the request, not of Azure', async () => {
    const answer = await refused('PUT', '/api/members/demo/new', { clusterResourceId: aks('nowhere') });
    expect(answer).toEqual({ status: 400, code: 'InvalidRequest', pointers: ['/clusterResourceId'] });
  });

  it.each([
    aks('..'),
    aks('a?b'),
    aks('a%2fb'),
    aks('a\u0000'),
    `${group}/..${aks('a').slice(group.length)}`,
  ])('by an id that would lead to another path of ARM: %j', async (clusterResourceId) => {
    const answer = await refused('PUT', '/api/members/demo/new', { clusterResourceId });
    expect(answer).toEqual({ status: 400, code: 'InvalidRequest', pointers: ['/clusterResourceId'] });
  });
});

describe('A run refuses what its state forbids', () => {
  it.each([
    ['POST', '/api/runs/idle/stop', undefined, 409, 'InvalidState'],
    ['POST', '/api/runs/nope/start', undefined, 404, 'NotFound'],
    ['POST', '/api/runs/idle/skip', { targets: [{ type: 'Member', name: 'nope' }] }, 400, 'InvalidRequest'],
    ['POST', '/api/runs/idle/skip', { targets: [] }, 400, 'InvalidRequest'],
    ['POST', '/api/runs/idle/skip', { targets: [{ type: 'Fleet', name: 'demo' }] }, 400, 'InvalidRequest'],
    ['GET', '/api/runs?top=0', undefined, 400, 'InvalidRequest'],
    ['GET', '/api/members?fleet=nope', undefined, 400, 'UnknownFleet'],
    ['PUT', '/api/runs/idle', {}, 405, 'MethodNotAllowed'],
    ['GET', '/api/nope', undefined, 404, 'NotFound'],
  ])('%s %s', async (method, path, body, status, code) => {
    expect(await refused(method, path, body)).toMatchObject({ status, code });
  });
});

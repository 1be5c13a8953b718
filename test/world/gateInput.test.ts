import { z } from 'zod';
import { gatesOfRun } from '../../src/domain/gate/gateView.ts';
import { findingSchema } from '../../src/domain/plan/findings.ts';
import { liveRunSchema } from '../../src/domain/run/runView.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { principalHeader } from '../support/principals.ts';
import { MINUTE, NODE_IMAGES, type Answer } from '../support/spokenSystem.ts';

// What a gate may not be, and what may not be done with one: each is refused with a field or a state, by every way in.

const SETTINGS = {
  APP_AUTHENTICATION: 'entra',
  HEALTH_CHECK_HOSTS: 'status.example.com',
  NOTIFICATION_URL_HOOK: 'http://hooks.example.com/plain',
};
const GATE = '/stages/0/beforeGates/0';
const approval = (more: object = {}) => ({ type: 'Approval', name: 'go', ...more });
const health = (more: object = {}) => ({
  type: 'Health',
  name: 'well',
  checks: [{ type: 'Clusters' }],
  timeoutInSeconds: 3600,
  ...more,
});
const asking = (...checks: object[]) => health({ checks });
const scheduled = (notBefore: unknown) => ({ type: 'ScheduledStart', name: 'late', notBefore });
const prometheus = (endpoint: string) =>
  asking({ type: 'Prometheus', endpoint, query: 'up', successCondition: '> 0' });

let system: MemorySystem;
const people: Readonly<Record<string, readonly string[]>> = {
  adam: ['Admin'],
  olga: ['Operator', 'Approver'],
  ann: ['Approver'],
};
const call = (who: string, method: string, path: string, body?: unknown): Promise<Answer> =>
  system.call(method, path, body, principalHeader(who, people[who] ?? []));

beforeAll(async () => {
  system = MemorySystem.start({}, SETTINGS);
  await call('adam', 'GET', '/api/members?refresh=true');
  const members = [{ fleet: 'demo', name: 'aks-weu-1' }];
  await call('adam', 'POST', '/api/members/assign-group', { members, group: 'all' });
});
afterAll(() => system.close());

const problem = z.looseObject({
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
const pointersOf = ({ body }: Answer) => problem.parse(body).errors?.map(({ pointer }) => pointer) ?? [];

const planned = z.looseObject({ findings: z.array(findingSchema) });
const findingsOf = (body: unknown) =>
  planned.parse(body).findings.map(({ severity, code, stage = '' }) => `${severity} ${code} ${stage}`.trim());

const stagesWith = (gates: object) => [{ name: 'only', groups: [{ name: 'all' }], ...gates }];

describe('A gate that cannot be is refused with its field when a strategy is put, planned and created:', () => {
  it.each<[string, object, string]>([
    ['an unknown type', { type: 'Moon', name: 'go' }, '/type'],
    ['a type in other letters', { type: 'approval', name: 'go' }, '/type'],
    ['no name', { type: 'Approval' }, '/name'],
    ['a name with capitals', approval({ name: 'Go' }), '/name'],
    ['a name with a slash', approval({ name: 'go/no' }), '/name'],
    ['a name of 51 characters', approval({ name: 'a'.repeat(51) }), '/name'],
    ['a field that no gate has', approval({ quorum: 2 }), '/quorum'],
    ['a field of another type of gate', approval({ soakInSeconds: 60 }), '/soakInSeconds'],
    ['no instructions where they are said', approval({ instructions: ' ' }), '/instructions'],
    ['instructions without an end', approval({ instructions: 'a'.repeat(2_001) }), '/instructions'],
    ['a quorum of nobody', approval({ minimumApprovals: 0 }), '/minimumApprovals'],
    ['half a person', approval({ minimumApprovals: 1.5 }), '/minimumApprovals'],
    ['more approvals than there may be approvers', approval({ minimumApprovals: 51 }), '/minimumApprovals'],
    [
      'a quorum above those named',
      approval({ approvers: ['ann'], minimumApprovals: 2 }),
      '/minimumApprovals',
    ],
    ['nobody named', approval({ approvers: [], minimumApprovals: 1 }), '/approvers'],
    ['somebody twice', approval({ approvers: ['ann', 'ANN'] }), '/approvers'],
    ['somebody by address', approval({ approvers: ['ann@example.com'] }), '/approvers/0'],
    ['an expiry at once', approval({ expiresInSeconds: 0 }), '/expiresInSeconds'],
    ['an expiry before it is reached', approval({ expiresInSeconds: -60 }), '/expiresInSeconds'],
    ['an expiry in a hundred years', approval({ expiresInSeconds: 3.2e9 }), '/expiresInSeconds'],
    ['no checks', health({ checks: [] }), '/checks'],
    ['eleven checks', health({ checks: Array(11).fill({ type: 'Clusters' }) }), '/checks'],
    ['an unknown check', asking({ type: 'Mood' }), '/checks/0/type'],
    ['an unknown rule', asking({ type: 'Metrics', rules: ['Mood'] }), '/checks/0/rules/0'],
    ['no rules', asking({ type: 'Metrics', rules: [] }), '/checks/0/rules'],
    ['an unknown severity', asking({ type: 'Alerts', maximumSeverity: 'Sev5' }), '/checks/0/maximumSeverity'],
    ['no time-out', { ...health(), timeoutInSeconds: undefined }, '/timeoutInSeconds'],
    ['a time-out of years', health({ timeoutInSeconds: 1e8 }), '/timeoutInSeconds'],
    ['a soak as long as the time-out', health({ soakInSeconds: 3_600 }), '/soakInSeconds'],
    ['a delay below nothing', health({ initialDelayInSeconds: -1 }), '/initialDelayInSeconds'],
    ['a delay up to the time-out', health({ initialDelayInSeconds: 3_600 }), '/initialDelayInSeconds'],
    ['an interval under a minute', health({ intervalInSeconds: 59 }), '/intervalInSeconds'],
    ['a limit below nothing', health({ failureLimit: -1 }), '/failureLimit'],
    ['an unknown end', health({ onFailure: 'Ignore' }), '/onFailure'],
    ['http', asking({ type: 'Http', url: 'http://status.example.com/' }), '/checks/0/url'],
    ['a URL that is none', asking({ type: 'Http', url: 'status.example.com' }), '/checks/0/url'],
    ['a password', asking({ type: 'Http', url: 'https://me:secret@status.example.com/' }), '/checks/0/url'],
    [
      'an impossible status',
      asking({ type: 'Http', url: 'https://status.example.com/', expectedStatus: 600 }),
      '/checks/0/expectedStatus',
    ],
    ['a workspace by http', prometheus('http://w.prometheus.monitor.azure.com'), '/checks/0/endpoint'],
    ['a workspace elsewhere', prometheus('https://prometheus.example.com'), '/checks/0/endpoint'],
    [
      'a workspace that only looks like one',
      prometheus('https://evil.example/.prometheus.monitor.azure.com'),
      '/checks/0/endpoint',
    ],
    ['a time without a zone', scheduled('2026-12-01T06:00:00'), '/notBefore'],
    ['a day that is none', scheduled('2026-02-30T06:00:00Z'), '/notBefore'],
    ['an unknown day', scheduled({ day: 'Monday', time: '06:00', timeZone: 'UTC' }), '/notBefore'],
    ['an unknown zone', scheduled({ day: 'Mon', time: '06:00', timeZone: 'Berlin' }), '/notBefore/timeZone'],
    ['an hour that is none', scheduled({ day: 'Mon', time: '24:00', timeZone: 'UTC' }), '/notBefore/time'],
  ])('%s', async (_what, gate, field) => {
    const stages = stagesWith({ beforeGates: [gate] });
    const run = { stages, managedClusterUpdate: NODE_IMAGES };
    const put = await call('adam', 'PUT', '/api/strategies/odd', { stages });
    expect([put.status, pointersOf(put)]).toEqual([400, [`${GATE}${field}`]]);
    const created = await call('olga', 'POST', '/api/runs', { ...run, name: 'odd' });
    expect([created.status, pointersOf(created)]).toEqual([400, [`${GATE}${field}`]]);
    const planned = await call('olga', 'POST', '/api/plan', run);
    expect([planned.status, pointersOf(planned)]).toEqual([400, [`${GATE}${field}`]]);
  });

  it.each([
    ['after a stage', stagesWith({ afterGates: [scheduled('2026-12-01T06:00:00Z')] }), 'afterGates/0/type'],
    [
      'twice of a name',
      stagesWith({ beforeGates: [approval(), health({ name: 'go' })] }),
      'beforeGates/1/name',
    ],
    [
      'eleven in a list',
      stagesWith({ afterGates: Array.from({ length: 11 }, (_, n) => approval({ name: `g${n}` })) }),
      'afterGates',
    ],
  ])('%s', async (_what, stages, field) => {
    const put = await call('adam', 'PUT', '/api/strategies/odd', { stages });
    expect([put.status, pointersOf(put)]).toEqual([400, [`/stages/0/${field}`]]);
  });

  it.each([
    [
      'a type after a stage',
      { afterGates: [scheduled('2026-12-01T06:00:00Z')] },
      'before a stage or group only',
    ],
    ['a type', { beforeGates: [{ type: 'Moon', name: 'go' }] }, 'Approval, Health or ScheduledStart'],
    [
      'a check',
      { beforeGates: [asking({ type: 'Mood' })] },
      'Clusters, Metrics, ResourceHealth, Alerts, Prom',
    ],
  ])('%s with what is possible there', async (_what, gates, words) => {
    const put = await call('adam', 'PUT', '/api/strategies/odd', { stages: stagesWith(gates) });
    expect(problem.parse(put.body).errors?.map(({ detail }) => detail)).toEqual([
      expect.stringContaining(words),
    ]);
  });

  it('any of a run one by one', async () => {
    const run = { name: 'odd', managedClusterUpdate: NODE_IMAGES, afterGates: [approval()] };
    const answer = await call('olga', 'POST', '/api/runs', run);
    expect([answer.status, pointersOf(answer)]).toEqual([400, ['/afterGates']]);
  });
});

describe('A host that health checks may not ask', () => {
  const stagesAsking = (url: string) => stagesWith({ afterGates: [asking({ type: 'Http', url })] });

  it.each([
    'https://evil.example/',
    'https://status.example.com.evil.example/',
    'https://status.example.com./',
    'https://169.254.169.254/metadata',
    'https://[::1]/',
  ])('is refused in a strategy with its field, and is an error of a plan: %s', async (url) => {
    const stages = stagesAsking(url);
    const put = await call('adam', 'PUT', '/api/strategies/odd', { stages });
    expect([put.status, pointersOf(put)]).toEqual([400, ['/stages/0/afterGates/0/checks/0/url']]);
    const run = { stages, managedClusterUpdate: NODE_IMAGES };
    const { body } = await call('olga', 'POST', '/api/plan', run);
    expect(findingsOf(body)).toContain('error HostNotAllowed only');
    const refused = await call('olga', 'POST', '/api/runs', { ...run, name: 'odd' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'PlanRefused' } });
    expect(findingsOf(refused.body)).toContain('error HostNotAllowed only');
  });

  it('is another that the setting names, in whatever case and on whatever port', async () => {
    for (const url of ['https://STATUS.example.com/well', 'https://status.example.com:8443/']) {
      const put = await call('adam', 'PUT', '/api/strategies/even', { stages: stagesAsking(url) });
      expect(put.status).toBeLessThan(300);
    }
  });
});

describe('What may not be done with a gate', () => {
  /** A run of olga's that goes on, with a gate that is Pending and one that is not reached. */
  async function withGates(name: string, approvers?: readonly string[]) {
    const only = { ...approval(approvers && { approvers }) };
    const stages = stagesWith({ beforeGates: [only], afterGates: [approval({ name: 'later' })] });
    const run = { name, stages, managedClusterUpdate: NODE_IMAGES, start: true };
    expect(await call('olga', 'POST', '/api/runs', run)).toMatchObject({ status: 201 });
    await system.clock.advance(2 * MINUTE);
    const shown = liveRunSchema.parse((await call('ann', 'GET', `/api/runs/${name}`)).body);
    const [pending, unreached] = gatesOfRun(shown).map(({ id }) => `/api/runs/${name}/gates/${id}`);
    return { pending: pending ?? '', unreached: unreached ?? '', run: `/api/runs/${name}` };
  }

  it.each([
    ['a comment that is too long', 'approve', { comment: 'a'.repeat(1_001) }, ['/comment']],
    ['a comment without a word', 'reject', { comment: '  ' }, ['/comment']],
    ['a comment that is none', 'approve', { comment: 7 }, ['/comment']],
    ['a field that no decision has', 'approve', { decision: 'Approved' }, ['/decision']],
    ['no reason to skip it', 'skip', {}, ['/reason']],
    ['a reason that is too long', 'skip', { reason: 'a'.repeat(501) }, ['/reason']],
  ])('%s', async (what, verb, body, fields) => {
    const { pending, run } = await withGates(`odd-${what.length}`);
    const answer = await call('ann', 'POST', `${pending}/${verb}`, body);
    expect([answer.status, pointersOf(answer)]).toEqual([400, fields]);
    await call('olga', 'POST', `${run}/stop`);
  });

  it('is to decide on one that is not Pending: 409 with its state', async () => {
    const refused = async (gate: string, state: string) => {
      for (const verb of ['approve', 'reject']) {
        const answer = await call('ann', 'POST', `${gate}/${verb}`, {});
        expect(answer).toMatchObject({ status: 409, body: { code: 'InvalidState', state } });
      }
    };
    const other = await withGates('rejected');
    await call('ann', 'POST', `${other.pending}/reject`, {});
    await system.clock.advance(5 * MINUTE);
    await refused(other.pending, 'Failed');

    const { pending, unreached, run } = await withGates('states');
    await refused(unreached, 'NotStarted');
    await call('ann', 'POST', `${pending}/approve`, {});
    await system.clock.advance(2 * MINUTE);
    await refused(pending, 'Completed');
    await system.clock.advance(60 * MINUTE);
    await call('ann', 'POST', `${unreached}/skip`, { reason: 'Nobody is there.' });
    await system.clock.advance(2 * MINUTE);
    await refused(unreached, 'Skipped');
    expect(await call('ann', 'GET', run)).toMatchObject({ body: { state: 'Completed' } });
  });

  it('is to decide on one that is not there', async () => {
    const { run } = await withGates('nowhere');
    for (const [id, status] of [
      ['000000000000', 404],
      ['No-Gate', 400],
      ['a|b', 400],
    ] as const) {
      const path = `${run}/gates/${encodeURIComponent(id)}/approve`;
      expect(await call('ann', 'POST', path, {})).toMatchObject({ status });
    }
    expect(await call('ann', 'POST', '/api/runs/none/gates/000000000000/approve', {})).toMatchObject({
      status: 404,
    });
    await call('olga', 'POST', `${run}/stop`);
  });
});

describe('What is refused around gates', () => {
  const grant = { principal: 'ann', role: 'Approver', fleets: ['demo'] };
  const webhook = { kind: 'Slack', urlSetting: 'NOTIFICATION_URL_HOOK', events: ['gate.pending'] };

  it.each<[string, string, object, string]>([
    ['a grant for an unknown fleet', 'access/odd', { ...grant, fleets: ['demo', 'moon'] }, '/fleets/1'],
    ['a grant for no fleet', 'access/odd', { ...grant, fleets: [] }, '/fleets'],
    ['a grant for an address', 'access/odd', { ...grant, principal: 'ann@example.com' }, '/principal'],
    ['a grant of an unknown role', 'access/odd', { ...grant, role: 'Owner' }, '/role'],
    ['a target that is not https', 'notifications/odd', webhook, '/urlSetting'],
    [
      'a target in the clear',
      'notifications/odd',
      { ...webhook, urlSetting: 'https://hooks.slack.com/services/T0/B0/secret' },
      '/urlSetting',
    ],
    [
      'a secret in the clear',
      'notifications/odd',
      { ...webhook, kind: 'Webhook', secretSettings: ['whsec_c2VjcmV0'] },
      '/secretSettings/0',
    ],
    [
      'a target that no setting has',
      'notifications/odd',
      { ...webhook, urlSetting: 'NOTIFICATION_URL_NO' },
      '/urlSetting',
    ],
  ])('%s', async (_what, path, body, field) => {
    const answer = await call('adam', 'PUT', `/api/${path}`, body);
    expect(answer.status).toBe(400);
    expect(pointersOf(answer)).toContain(field);
  });

  it('an approval that nobody but who wants the run could give, and a warning where too few others are named', async () => {
    const plan = async (approvers: readonly string[], minimumApprovals = 1) => {
      const stages = stagesWith({ beforeGates: [approval({ approvers, minimumApprovals })] });
      const { body } = await call('olga', 'POST', '/api/plan', { stages, managedClusterUpdate: NODE_IMAGES });
      return findingsOf(body).filter((found) => found.endsWith('only'));
    };
    expect(await plan(['olga'])).toEqual(['error NobodyMayApprove only']);
    expect(await plan(['olga', 'ann'], 2)).toEqual(['warning TooFewApprovers only']);
    expect(await plan(['olga', 'ann'])).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NO_STATISTICS, startIngestion } from '../support/ingestion.ts';
import { ENDED, MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const line = z.looseObject({
  event: z.string(),
  state: z.string().optional(),
  member: z.string().optional(),
});
type Line = z.infer<typeof line> & { readonly level: string; readonly category: string };

let logged: Line[];
let system: TestSystem;
beforeEach(async () => {
  logged = [];
  system = await TestSystem.start({
    settings: { WEBHOOK_SECRET_CI: `whsec_${Buffer.alloc(24, 1).toString('base64')}` },
    log: (level, category, message) => {
      if (message.startsWith('{"event"'))
        logged.push({ ...line.parse(JSON.parse(message)), level, category });
    },
  });
});
afterEach(() => system.close());

const of = (event: string) => logged.filter((each) => each.event === event);

async function runThatFails(): Promise<void> {
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'], prod: ['aks-weu-1', 'aks-eus-1'] });
  system.simulator.world.failUpgrades('aks-weu-1', { code: 'NoCapacity' });
  await system.ok('POST', '/api/runs', {
    name: 'run',
    managedClusterUpdate: NODE_IMAGES,
    start: true,
    stages: [
      { name: 'first', groups: [{ name: 'test' }] },
      { name: 'second', groups: [{ name: 'prod' }] },
    ],
  });
  await system.until('run', ENDED);
}

it('A run logs its start and each end once with where it was and no person, and who did what as audit entries only, in the call in which it happened', async () => {
  await runThatFails();
  expect(of('attemptStarted')).toMatchObject([
    { run: 'run', attempt: 1, category: 'Function.api-runs.User' },
  ]);
  const members = of('memberEnded');
  const ends = members.map(({ member, state, level }) => [member, state, level]);
  expect(ends).toContainEqual(['aks-neu-1', 'Completed', 'information']);
  expect(ends).toContainEqual(['aks-weu-1', 'Failed', 'warning']);
  expect(new Set(members.map(({ member }) => member)).size).toBe(members.length);
  expect(members.find(({ member }) => member === 'aks-weu-1')).toMatchObject({
    run: 'run',
    attempt: 1,
    stage: 'second',
    group: 'prod',
    fleet: 'demo',
    error: 'NoCapacity',
    category: 'Function.stepGroup.User',
  });
  expect(of('groupEnded').map((each) => [each['group'], each.state])).toEqual([
    ['test', 'Completed'],
    ['prod', 'Failed'],
  ]);
  expect(of('stageEnded').map((each) => [each['stage'], each.state])).toEqual([
    ['first', 'Completed'],
    ['second', 'Failed'],
  ]);
  expect(of('runEnded')).toMatchObject([{ run: 'run', state: 'Failed', level: 'warning' }]);
  const isOfAudit = ({ event }: Line) => event === 'audit';
  expect(JSON.stringify(logged.filter((each) => !isOfAudit(each)))).not.toMatch(/actor|startedBy|createdBy/);
  const told = logged.filter(isOfAudit).map((each) => [each['type'], each['subject'], each['actor']]);
  expect(told).toContainEqual(['GroupAssigned', 'members', 'anonymous']);
  expect(told).toContainEqual(['AttemptStarted', 'runs/run', 'anonymous']);
  expect(told).toContainEqual(['MemberStateChanged', 'runs/run', 'fleet-updates']);
}, 240_000);

it('An unfinished run is told of at every pass of reconcile, with how long it has been quiet; an ARM that throttles too', async () => {
  await system.ok('GET', '/api/members?refresh=true');
  system.simulator.world.setUpgradeSeconds('aks-neu-1', 40 * 60);
  await system.assign({ test: ['aks-neu-1'] });
  await system.ok('POST', '/api/runs', {
    name: 'slow',
    managedClusterUpdate: NODE_IMAGES,
    start: true,
    stages: [{ name: 'first', groups: [{ name: 'test' }] }],
  });
  await system.untilRun('slow', ({ counts }) => counts.Running === 1);
  system.simulator.faults.add({
    operation: 'updateRuns.list',
    times: 1,
    effect: { kind: 'status', status: 429 },
  });
  for (let minute = 0; minute < 15; minute += 1) await system.clock.advance(MINUTE);
  const [first, ...rest] = of('runUnfinished').map((each) => z.number().parse(each['quietSeconds']));
  expect(first).toBeDefined();
  expect(rest.at(-1)).toBeGreaterThan(first ?? 0);
  expect(of('runsCounted').at(-1)).toMatchObject({ counts: { Running: 1 } });
  expect(of('armThrottled')).toMatchObject([{ operation: 'GET fleets/updateRuns', level: 'warning' }]);
}, 240_000);

it('A call that is refused is told of by its code and route, a wrong signature too, and who called is not', async () => {
  await system.ok('PUT', '/api/triggers/ci', {
    kind: 'webhook',
    managedClusterUpdate: NODE_IMAGES,
    webhook: { authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_CI'] }] },
  });
  await system.call('POST', '/api/runs', {}, { origin: 'https://evil.example' });
  await system.call('POST', '/api/webhooks/ci', {}, { 'webhook-id': 'stranger' });
  await system.call('GET', '/api/runs/none');
  expect(of('callRefused').map(({ code, status, route, level }) => [code, status, route, level])).toEqual([
    ['CrossSiteRefused', 403, 'api-runs', 'warning'],
    ['SignatureRefused', 401, 'api-webhooks-name', 'warning'],
  ]);
  expect(JSON.stringify(of('callRefused'))).not.toMatch(/evil|stranger/);
}, 60_000);

it('The deployed bundle sends the trace of a run to Application Insights, the last of it when it is closed', async () => {
  const ingestion = await startIngestion();
  const settings = { APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString, ...NO_STATISTICS };
  const watched = await TestSystem.start({ settings });
  await watched.ok('GET', '/api/members?refresh=true');
  await watched.assign({ test: ['aks-neu-1'] });
  const stages = [{ name: 'first', groups: [{ name: 'test' }] }];
  await watched.ok('POST', '/api/runs', {
    name: 'run',
    stages,
    managedClusterUpdate: NODE_IMAGES,
    start: true,
  });
  await watched.until('run', ENDED);
  await watched.close();
  ingestion.close();
  const spans = ingestion.received.filter(
    ({ data }) => data.baseData.properties?.['fleet_updates.run'] === 'run',
  );
  expect(spans.map(({ data }) => data.baseData['name']).toSorted()).toEqual([
    'demo/aks-neu-1',
    'first',
    'run run',
    'start run',
    'test',
  ]);
  expect(new Set(spans.map(({ tags }) => tags['ai.operation.id'])).size).toBe(1);
  expect(ingestion.authorizations.every((each) => each?.startsWith('Bearer '))).toBe(true);
}, 240_000);

it('Alerts and the workbook ask for events and fields that there are', () => {
  const source = readFileSync(join(__dirname, '../../src/domain/run/telemetry.ts'), 'utf8');
  for (const file of ['alerts', 'workbook']) {
    const text = readFileSync(join(__dirname, `../../infra/modules/${file}.bicep`), 'utf8');
    const events = [...text.matchAll(/event\.event == \\'(\w+)\\'/g)].map(([, name]) => name ?? '');
    const fields = [...text.matchAll(/event\.(\w+)/g)].map(([, name]) => name ?? '');
    expect(events.length).toBeGreaterThan(1);
    expect(events.filter((name) => !source.includes(`event: '${name}'`))).toEqual([]);
    expect(fields.filter((name) => !new RegExp(`\\b${name}\\??:`).test(source))).toEqual([]);
  }
});

import { NO_STATISTICS, startIngestion, type Ingestion } from '../../support/ingestion.ts';

let ingestion: Ingestion;
beforeEach(async () => {
  Object.assign(process.env, NO_STATISTICS);
  ingestion = await startIngestion();
});
afterEach(() => ingestion.close());

it('Spans and metrics arrive at Application Insights with the token of the identity, in one operation for each run', async () => {
  const { exportToAzureMonitor } = await import('../../../src/azure/telemetry/exporters.ts');
  const { traceIdOf } = await import('../../../src/azure/telemetry/runTrace.ts');
  const token = { token: 'of-the-identity', expiresOnTimestamp: Date.now() + 3_600_000 };
  const exporting = exportToAzureMonitor(
    ingestion.connectionString,
    { getToken: () => Promise.resolve(token) },
    () => undefined,
  );
  const about = { run: 'nightly', runId: 'r1', attempt: 1 };
  const times = { startTime: '2026-03-02T08:00:00Z', endTime: '2026-03-02T08:15:00Z' };
  exporting.report({ event: 'attemptStarted', ...about, time: '2026-03-02T08:00:00Z' });
  exporting.report({
    event: 'memberEnded',
    ...about,
    ...times,
    stage: 'first',
    group: 'test',
    fleet: 'demo',
    member: 'aks-1',
    state: 'Failed',
    durationSeconds: 900,
  });
  await exporting.close();
  const spans = ingestion.received.filter(({ tags }) => tags['ai.operation.id'] === traceIdOf('r1'));
  const member = spans.find(({ data }) => data.baseData['name'] === 'demo/aks-1');
  expect(spans.length).toBe(2);
  expect(member?.data.baseData).toMatchObject({ duration: '00:15:00.000', success: false });
  expect(member?.data.baseData.properties).toMatchObject({
    'fleet_updates.run': 'nightly',
    'fleet_updates.stage': 'first',
    'fleet_updates.member': 'aks-1',
  });
  const metrics = ingestion.received.flatMap(({ data }) => JSON.stringify(data.baseData['metrics'] ?? ''));
  expect(metrics.join()).toContain('fleet_updates.member.duration');
  expect(new Set(ingestion.authorizations)).toEqual(new Set(['Bearer of-the-identity']));
}, 60_000);

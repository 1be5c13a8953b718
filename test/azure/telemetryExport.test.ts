import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { generate } from 'selfsigned';

/** What the exporter would tell its makers goes nowhere from here; Azure's setting is the same (infra/modules). */
process.env['APPLICATION_INSIGHTS_NO_STATSBEAT'] = 'true';
process.env['APPLICATIONINSIGHTS_SDKSTATS_DISABLED'] = 'true';

const envelope = z.looseObject({
  name: z.string(),
  tags: z.record(z.string(), z.string()),
  data: z.looseObject({
    baseData: z.looseObject({ properties: z.record(z.string(), z.string()).optional() }),
  }),
});
type Envelope = z.infer<typeof envelope>;

let server: Server;
let origin: string;
let received: Envelope[];
let tokens: (string | undefined)[];

/** Stands in for the ingestion of Application Insights. */
beforeEach(async () => {
  received = [];
  tokens = [];
  const certificate = await generate([{ name: 'commonName', value: 'Ingestion of a test' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  setDefaultCACertificates([...getCACertificates('default'), certificate.cert]);
  server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    void buffer(request).then((body) => {
      const text =
        request.headers['content-encoding'] === 'gzip' ? gunzipSync(body).toString() : body.toString();
      const items = z.array(envelope).parse(JSON.parse(text));
      received.push(...items);
      tokens.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ itemsReceived: items.length, itemsAccepted: items.length, errors: [] }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `https://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('Spans and metrics arrive at Application Insights with the token of the identity, in one operation for each run', async () => {
  const { exportToAzureMonitor } = await import('../../src/azure/telemetry/exporters.ts');
  const { traceIdOf } = await import('../../src/azure/telemetry/runTrace.ts');
  const connection = `InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=${origin}/`;
  const token = { token: 'of-the-identity', expiresOnTimestamp: Date.now() + 3_600_000 };
  const exporting = exportToAzureMonitor(
    connection,
    { getToken: () => Promise.resolve(token) },
    () => undefined,
  );
  const about = { run: 'nightly', runId: 'r1', attempt: 1 };
  const times = { startTime: '2026-03-02T08:00:00Z', endTime: '2026-03-02T08:15:00Z' };
  exporting.report({ event: 'attemptStarted', ...about, time: '2026-03-02T08:00:00Z' });
  exporting.report({
    ...{
      event: 'memberEnded',
      ...about,
      ...times,
      stage: 'first',
      group: 'test',
      fleet: 'demo',
      member: 'aks-1',
    },
    ...{ state: 'Failed', durationSeconds: 900 },
  });
  await exporting.close();
  const spans = received.filter(({ tags }) => tags['ai.operation.id'] === traceIdOf('r1'));
  const member = spans.find(({ data }) => data.baseData['name'] === 'demo/aks-1');
  expect(spans.length).toBe(2);
  expect(member?.data.baseData).toMatchObject({ duration: '00:15:00.000', success: false });
  expect(member?.data.baseData.properties).toMatchObject({
    ...{ 'fleet_updates.run': 'nightly', 'fleet_updates.stage': 'first', 'fleet_updates.member': 'aks-1' },
  });
  const metrics = received.flatMap(({ data }) => JSON.stringify(data.baseData['metrics'] ?? ''));
  expect(metrics.join()).toContain('fleet_updates.member.duration');
  expect(new Set(tokens)).toEqual(new Set(['Bearer of-the-identity']));
}, 60_000);

import { once } from 'node:events';
import { createServer } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { generate } from 'selfsigned';
import { trustCertificate } from '../../src/simulator/trust.ts';

const envelope = z.looseObject({
  name: z.string(),
  tags: z.record(z.string(), z.string()),
  data: z.looseObject({
    baseData: z.looseObject({ properties: z.record(z.string(), z.string()).optional() }),
  }),
});
type Envelope = z.infer<typeof envelope>;

/** Stands in for the ingestion of Application Insights. */
export interface Ingestion {
  /** As the app setting APPLICATIONINSIGHTS_CONNECTION_STRING has it. */
  readonly connectionString: string;
  readonly received: Envelope[];
  /** Of each request. */
  readonly authorizations: (string | undefined)[];
  close(): void;
}

export async function startIngestion(): Promise<Ingestion> {
  const received: Envelope[] = [];
  const authorizations: (string | undefined)[] = [];
  const certificate = await generate([{ name: 'commonName', value: `Ingestion ${crypto.randomUUID()}` }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  trustCertificate(certificate.cert);
  const server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
    void buffer(request).then((body) => {
      const isPacked = request.headers['content-encoding'] === 'gzip';
      const items = z.array(envelope).parse(JSON.parse((isPacked ? gunzipSync(body) : body).toString()));
      received.push(...items);
      authorizations.push(request.headers.authorization);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ itemsReceived: items.length, itemsAccepted: items.length, errors: [] }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return {
    connectionString: `InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://127.0.0.1:${port}/`,
    received,
    authorizations,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What the exporter would tell its makers goes nowhere; infra/modules sets the same in Azure. */
export const NO_STATISTICS = {
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
  APPLICATIONINSIGHTS_SDKSTATS_DISABLED: 'true',
};

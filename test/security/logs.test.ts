import { SECRET, signed } from '../support/deliveries.ts';
import { principalHeader } from '../support/principals.ts';
import { NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

it('Nothing that is secret about a caller, Azure or Storage is in the logs, also when all of them fail', async () => {
  const lines: string[] = [];
  const system = await TestSystem.start({
    settings: { APP_AUTHENTICATION: 'entra', WEBHOOK_SECRET_CI: SECRET },
    log: (level, category, message) => lines.push(`${level} ${category} ${message}`),
  });
  const principal = principalHeader('id-of-anna', ['Admin']);
  const secret = {
    authorization: 'Bearer SECRET-token',
    cookie: 'AppServiceAuthSession=SECRET-cookie',
    'x-functions-key': 'SECRET-key',
    'x-ms-token-aad-access-token': 'SECRET-access-token',
    'sec-fetch-site': 'same-origin',
  };
  const call = (method: string, path: string, body?: unknown) =>
    system.call(method, `${path}?code=SECRET-code`, body, { ...secret, ...principal });
  try {
    for (const effect of [
      { kind: 'status', status: 403, message: 'ARM refuses.' },
      { kind: 'status', status: 500 },
      { kind: 'drop' },
    ] as const) {
      const takeAway = system.simulator.faults.add({ operation: '*', effect });
      const join = call('PUT', '/api/members/demo/new', {
        clusterResourceId:
          '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/SECRET-cluster',
      });
      expect((await system.whileTimePasses(join)).status).toBeGreaterThanOrEqual(502);
      takeAway();
    }
    await call('POST', '/api/runs', { name: 'SECRET_body', managedClusterUpdate: NODE_IMAGES });
    await call('POST', '/api/runs', '{"SECRET-json');
    await call('PUT', '/api/triggers/ci', {
      kind: 'webhook',
      managedClusterUpdate: NODE_IMAGES,
      webhook: { authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_CI'] }] },
    });
    const signature = signed('{}', system.clock.now());
    expect((await system.call('POST', '/api/webhooks/ci', '{}', signature)).status).toBe(202);
    const wrong = { ...signature, 'webhook-signature': 'v1,SECRET' };
    expect((await system.call('POST', '/api/webhooks/ci', '{}', wrong)).status).toBe(401);
    await system.call('GET', '/api/runs', undefined, secret);
    expect(lines.join('\n')).toMatch(/api-members-fleet-name failed/);
    const said = lines.join('\n');
    const { identityHeader } = system.simulator;
    const [header = ''] = Object.values(principal);
    const signatures = [SECRET, signature['webhook-signature'].slice(3)];
    for (const value of [
      'SECRET',
      ...signatures,
      header,
      identityHeader,
      system.simulator.issueToken().slice(0, 20),
    ]) {
      expect(said.includes(value)).toBe(false);
    }
    expect(said).not.toMatch(/Bearer |SharedKey |sig=|AccountKey/i);
  } finally {
    await system.close();
  }
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SECRET } from '../support/deliveries.ts';
import { MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await TestSystem.start({ settings: { WEBHOOK_SECRET_CI: SECRET } });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'] });
  await system.ok('PUT', '/api/strategies/standard', {
    stages: [{ name: 'only', groups: [{ name: 'test' }] }],
  });
  await system.ok('PUT', '/api/triggers/ci', {
    kind: 'webhook',
    strategy: 'standard',
    managedClusterUpdate: NODE_IMAGES,
    webhook: {
      authentication: [{ type: 'standardWebhooks', secrets: ['WEBHOOK_SECRET_CI'] }],
      allow: { name: true },
    },
  });
});
afterEach(() => system.close());

/** The step of a pipeline, while the fleet's time passes. */
async function step(body: string, secret = SECRET): Promise<{ exitCode: unknown; said: string }> {
  const child = spawn(process.execPath, ['docs/start-run.mjs', `${system.system.origin}/api`, 'ci', body], {
    env: { ...process.env, SECRET: secret, DELIVERY: 'build-7', POLL_SECONDS: '0.05' },
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended: { exitCode: unknown } = { exitCode: undefined };
  const exit = once(child, 'exit').then(([code]) => {
    ended.exitCode = code;
  });
  while (ended.exitCode === undefined) await system.clock.advance(MINUTE / 4);
  await exit;
  return { exitCode: ended.exitCode, said: (await said).join('') };
}

describe('The step of a pipeline', () => {
  it('starts a run and ends well when the run has', async () => {
    const { exitCode, said } = await step('{"name":"release-7"}');
    expect(said).toMatch(/Run release-7 was started\.[\s\S]*release-7: Completed - 1 Completed/);
    expect([exitCode, system.upgraded()]).toEqual([0, ['aks-neu-1']]);
  });

  it('fails when its run was stopped, and tried again follows the same run', async () => {
    const first = step('{"name":"release-7"}');
    while ((await system.call('POST', '/api/runs/release-7/stop')).status !== 202);
    expect((await first).exitCode).toBe(1);
    const again = await step('{"name":"release-7"}');
    expect([again.exitCode, again.said]).toEqual([1, expect.stringContaining('release-7: Stopped')]);
  });

  it.each([
    ['what is refused', '{"force":true}', SECRET, /Nothing was started \(400\): \/force is not known here/],
    ['the signature', '{}', `whsec_${Buffer.from('wrong').toString('base64')}`, /\(401\): .*signature/],
  ])('fails with the reason of %s', async (_what, body, secret, reason) => {
    const { exitCode, said } = await step(body, secret);
    expect([exitCode, said]).toEqual([1, expect.stringMatching(reason)]);
  });
});

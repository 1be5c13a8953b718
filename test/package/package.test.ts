import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHost, type Host } from '../../src/local/host.ts';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import { newAccount } from '../support/azurite.ts';

const root = join(__dirname, '../..');
const FLEET = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/fleets/prod';
const keys = {
  master: 'master-key',
  function: 'function-key',
  system: { eventgrid_extension: 'event-grid-key' },
};
let printed: string;
let folder: string;
let host: Host;

/** Copied away from the project, so that nothing of it is found by accident. */
beforeAll(async () => {
  printed = execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: root, encoding: 'utf8' });
  folder = mkdtempSync(join(tmpdir(), 'fleet-updates-package-'));
  cpSync(join(root, 'dist/package'), folder, { recursive: true });
  host = await startHost({
    appDirectory: folder,
    clock: new VirtualClock('2026-03-02T08:00:00Z'),
    keys,
    settings: {
      FLEETS: JSON.stringify({ prod: FLEET }),
      TABLES_CONNECTION_STRING: newAccount(),
      APP_AUTHENTICATION: 'off',
    },
  });
});
afterAll(async () => {
  await host.kill();
  rmSync(folder, { recursive: true });
});

/** Files of the package, sorted. */
function files(): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all.filter((file) => statSync(join(folder, file)).isFile()).toSorted();
}

describe('The package', () => {
  it('holds the bundle, package.json, host.json and the dashboard, and nothing else', () => {
    const others = files().filter((file) => !file.startsWith(join('dist', 'web')));
    expect(others).toEqual(
      ['dist/index.cjs', 'host.json', 'package.json'].map((file) => join(...file.split('/'))),
    );
    expect(existsSync(join(folder, 'dist', 'web'))).toBe(existsSync(join(root, 'dist', 'web')));
  });

  it('is as large as it says', () => {
    const size = files().reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    expect(printed).toContain(`${(size / 1000).toFixed(1)} kB  in all`);
  });

  it('starts from itself alone and answers', async () => {
    expect(host.functions.map(({ trigger }) => trigger)).toContain('orchestrationTrigger');
    const response = await fetch(new URL('/api/health', host.origin));
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('keeps administration and extensions behind the keys of the host', async () => {
    const paths = [
      '/runtime/webhooks/durabletask/instances',
      '/runtime/webhooks/eventgrid?functionName=aksReleases',
    ];
    const statuses = paths.map(async (path) => (await fetch(new URL(path, host.origin))).status);
    expect(await Promise.all(statuses)).toEqual([401, 401]);
    const timer = await fetch(new URL('/admin/functions/reconcile', host.origin), { method: 'POST' });
    expect(timer.status).toBe(401);
  });
});

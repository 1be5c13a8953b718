import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstLoadOf, MOST_FIRST_LOAD_BYTES, PAGES } from '../../scripts/firstLoad.ts';
import { TestSystem } from '../support/testSystem.ts';

const root = join(__dirname, '../..');
const folder = join(root, 'dist/web');

test.each(PAGES)('the first load of %s is below the limit of gzipped script', (page) => {
  const { bytes, files } = firstLoadOf(folder, page);
  expect(files.length).toBeGreaterThan(1);
  expect(bytes).toBeLessThan(MOST_FIRST_LOAD_BYTES);
});

describe('The app', () => {
  let system: TestSystem;
  beforeAll(async () => {
    system = await TestSystem.start();
  });
  afterAll(async () => {
    await system.close();
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, system.system.origin), { headers });

  it('serves the API that the dashboard has types of', () => {
    const stored = readFileSync(join(root, 'src/web/api/schema.ts'), 'utf8');
    const served = execFileSync(process.execPath, [join(root, 'scripts/apiTypes.ts'), '--print'], {
      encoding: 'utf8',
    });
    // `npm run api-types` makes them the same again.
    expect(served).toBe(stored);
  });

  it.each(['/', '/members', '/runs/september/members/prod/aks-1'])(
    'answers %s with the page, asked for anew each time',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      const policy = answer.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'self'");
      expect(policy).not.toContain("script-src 'unsafe");
      expect(await answer.text()).not.toMatch(/<script(?![^>]* src=)/);
    },
  );

  it('serves a script for good under its hashed name, compressed for those who can read that', async () => {
    const script = firstLoadOf(folder, 'MembersPage').files[0] ?? '';
    const answer = await get(`/${script}`, { 'accept-encoding': 'gzip' });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    const plain = await get(`/${script}`, { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(await answer.text());
  });

  it.each([
    '/assets/none.js',
    '/favicon.ico',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/assets/../../index.cjs',
    '/api/nowhere',
    '/admin/host',
    '/runtime/x',
  ])('has nothing at %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

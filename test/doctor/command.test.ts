import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const START = join(__dirname, '../../src/demo/start.ts');
const DOCTOR = join(__dirname, '../../src/doctor/main.ts');

const findingsShape = z.array(
  z.object({ check: z.string(), ok: z.boolean(), remedy: z.string().optional() }),
);

let stateDirectory: string;
let started: ChildProcess | undefined;
beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'fleet-updates-doctor-'));
});
afterEach(async () => {
  await kill();
  await rm(stateDirectory, { recursive: true, maxRetries: 5 });
});

async function start(): Promise<void> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  server.close();
  const child = spawn(process.execPath, [START], {
    env: { ...process.env, PORT: String(port), STATE_DIR: stateDirectory },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  started = child;
  for await (const said of child.stdout ?? []) if (String(said).includes('Fleet Updates runs')) return;
  throw new Error('It ended before it ran.');
}
async function kill(): Promise<void> {
  if (started?.exitCode !== null || started.signalCode !== null) return;
  const exit = once(started, 'exit');
  started.kill('SIGKILL');
  await exit;
}
async function doctor(...args: string[]) {
  const child = spawn(process.execPath, [DOCTOR, ...args], {
    env: { ...process.env, STATE_DIR: stateDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Promise<unknown[]> = once(child, 'exit');
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { out, error, code: (await ended)[0] };
}

it('The doctor finds a system that npm start runs without being told where, and misses it when it is gone', async () => {
  await start();
  const well = await doctor();
  expect([well.code, well.error]).toEqual([0, '']);
  const lines = well.out.trim().split('\n');
  expect(lines.filter((line) => !line.startsWith('ok       '))).toEqual([]);
  expect(lines.join('\n')).toMatch(/clusters: 5 clusters can be read/);
  expect((await stat(join(stateDirectory, 'settings.json'))).mode & 0o077).toBe(0);
  await kill();
  const gone = await doctor('--json');
  expect(gone.code).toBe(1);
  const missing = findingsShape.parse(JSON.parse(gone.out)).filter(({ ok }) => !ok);
  expect(missing.map(({ check }) => check)).toEqual(expect.arrayContaining(['tables', 'fleet demo', 'app']));
  expect(missing.every(({ remedy }) => remedy !== undefined)).toBe(true);
}, 180_000);

it.each([
  ['an option that nobody knows', ['--fast'], /'--fast'[\s\S]*--settings FILE/],
  ['an address that is none', ['--url', 'here'], /--url here is no URL/],
  ['a file that is not there', ['--settings', 'nowhere.json'], /nowhere\.json cannot be read/],
])('%s ends it with words and its usage, and no stack', async (_, args, words) => {
  const { code, error } = await doctor(...args);
  expect([code, error]).toEqual([2, expect.stringMatching(words)]);
  expect(error).not.toMatch(/^\s+at /m);
});

it('Without any settings it says which are missing', async () => {
  const { code, out } = await doctor();
  expect(code).toBe(1);
  expect(out).toMatch(/^missing {2}settings: FLEETS: /m);
  expect(out).toMatch(/^missing {2}app: .*--url/m);
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { lockState, StateInUse } from '../../src/demo/stateLock.ts';

const runShape = z.looseObject({
  state: z.string(),
  attempt: z.number(),
  counts: z.record(z.string(), z.number()),
});

const START = join(__dirname, '../../src/demo/start.ts');

let stateDirectory: string;
let port: number;
let started: ChildProcess | undefined;

beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'fleet-updates-start-'));
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = z.object({ port: z.number() }).parse(server.address()).port;
  server.close();
});
afterEach(async () => {
  await kill();
  await rm(stateDirectory, { recursive: true, maxRetries: 5 });
});

/** `npm start` without npm; resolves once it says that it runs. */
async function start(...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [START, ...args], {
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
async function call(method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return await response.json();
}
async function until(reached: (run: z.infer<typeof runShape>) => boolean): Promise<z.infer<typeof runShape>> {
  for (;;) {
    const run = runShape.parse(await call('GET', '/api/runs/run'));
    if (reached(run)) return run;
  }
}

it('A started system whose process is killed goes on with its run when it is started again', async () => {
  await start('--speed', '600');
  await call('GET', '/api/members?refresh=true');
  const members = ['aks-neu-1', 'aks-weu-1', 'aks-eus-1'].map((name) => ({ fleet: 'demo', name }));
  await call('POST', '/api/members/assign-group', { members, group: 'test' });
  await call('POST', '/api/runs', {
    name: 'run',
    stages: [{ name: 'only', groups: [{ name: 'test' }] }],
    start: true,
    managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
  });
  await until(({ counts }) => (counts['Completed'] ?? 0) >= 1);
  await kill();
  await start('--speed', '600');
  const run = await until(({ state }) => ['Completed', 'Failed', 'Stopped', 'Skipped'].includes(state));
  expect([run.state, run.attempt, run.counts]).toEqual(['Completed', 1, { Completed: 3 }]);
}, 120_000);

it('A second start on the same state changes nothing, and says in one line who has it', async () => {
  await start();
  const second = await refusedStart({ PORT: '' });
  expect(second).toEqual({ code: 1, said: [expect.stringContaining(`in use by process ${started?.pid}`)] });
  // A stale lock of a process that was killed does not stand in the way.
  await kill();
  await start();
}, 60_000);

it('A first start that finds its port in use says so in one line, and the next makes the demo triggers', async () => {
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const words = new RegExp(`^Port ${port} is in use: .* set PORT `);
  expect(await refusedStart()).toEqual({ code: 1, said: [expect.stringMatching(words)] });
  const simulators = await refusedStart({ PORT: '', SIMULATOR_PORT: String(port) });
  expect(simulators.said).toEqual([expect.stringMatching(/in use: .* set SIMULATOR_PORT /)]);
  other.close();
  await start();
  expect(await triggerNames()).toEqual(['nightly', 'pipeline', 'releases']);
  await fetch(`http://127.0.0.1:${port}/api/triggers/nightly`, { method: 'DELETE' });
  await kill();
  await start();
  // What its user has deleted stays deleted.
  expect(await triggerNames()).toEqual(['pipeline', 'releases']);
}, 60_000);

it('With personas it asks who calls, tells them apart by cookie or token, and makes the demo triggers all the same', async () => {
  await start('--personas');
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers, redirect: 'manual' });
    return { status: answer.status, headers: answer.headers, body: await answer.text() };
  };
  expect((await get('/api/me')).status).toBe(401);
  const page = await get('/.auth/login/aad?post_login_redirect_uri=%2Fruns');
  const link = /href="([^"]+as=approver-1[^"]*)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&');
  const signedIn = await get(link ?? '');
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([302, '/runs']);
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(JSON.parse((await get('/api/me', { cookie })).body)).toMatchObject({
    user: 'approver-1',
    roles: ['Reader', 'Approver'],
  });
  const triggers = await get('/api/triggers', { authorization: 'Bearer operator' });
  expect(triggers.body).toContain('"savedBy":{"user":"admin"');
}, 60_000);

it.each([
  ['an option that nobody knows', ['--fast'], {}, 2, /'--fast'/],
  ['a bad port', [], { PORT: '70000' }, 2, /^PORT must be/],
  ['a folder that cannot be made', [], { STATE_DIR: '/dev/null/x' }, 1, /^STATE_DIR cannot be used/],
])('%s ends the start with words and no stack', async (_what, args, environment, code, words) => {
  const refused = await refusedStart(environment, args);
  expect([refused.code, refused.said.join('\n')]).toEqual([code, expect.stringMatching(words)]);
  expect(refused.said.join('\n')).not.toMatch(/^\s+at /m);
});

it('A state that cannot be read is named, and left as it is', async () => {
  const clock = join(stateDirectory, 'clock.json');
  await writeFile(clock, '{"real":');
  expect(await refusedStart()).toEqual({ code: 1, said: [expect.stringContaining(clock)] });
  expect(await readFile(clock, 'utf8')).toBe('{"real":');
});

it('A killed npm takes the whole system along', async () => {
  const npm = spawn('npm', ['start'], {
    env: { ...process.env, PORT: String(port), STATE_DIR: stateDirectory },
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: join(__dirname, '../..'),
  });
  for await (const said of npm.stdout) if (String(said).includes('Fleet Updates runs')) break;
  npm.kill('SIGKILL');
  // The lock is held until the last process of it has ended.
  for (const file of ['lock.sqlite', 'azurite/lock.sqlite']) {
    lockState(join(stateDirectory, file), 30_000).release();
  }
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
}, 90_000);

it('A system whose tables are gone ends, and says why', async () => {
  await start();
  const azurite = holderOf(join(stateDirectory, 'azurite', 'lock.sqlite'));
  const exit = once(started ?? process, 'exit');
  process.kill(azurite, 'SIGKILL');
  expect(await exit).toEqual([1, null]);
}, 60_000);

/** A start that ends by itself: its exit code and what it said, line by line. */
async function refusedStart(environment: Record<string, string> = {}, args: readonly string[] = []) {
  const child = spawn(process.execPath, [START, ...args], {
    env: { ...process.env, PORT: String(port), STATE_DIR: stateDirectory, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = text(child.stderr);
  const exit: unknown[] = await once(child, 'exit');
  return { code: exit[0], said: (await said).trim().split('\n') };
}

async function triggerNames(): Promise<readonly string[]> {
  const list = z.object({ value: z.array(z.looseObject({ name: z.string() })) });
  return list.parse(await call('GET', '/api/triggers')).value.map(({ name }) => name);
}

function holderOf(file: string): number {
  try {
    lockState(file, 0).release();
  } catch (error) {
    if (error instanceof StateInUse && error.pid !== undefined) return error.pid;
  }
  throw new Error(`Nobody holds ${file}.`);
}

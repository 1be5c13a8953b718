import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

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
    ...{ name: 'run', stages: [{ name: 'only', groups: [{ name: 'test' }] }], start: true },
    managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' } },
  });
  await until(({ counts }) => (counts['Completed'] ?? 0) >= 1);
  await kill();
  await start('--speed', '600');
  const run = await until(({ state }) => ['Completed', 'Failed', 'Stopped', 'Skipped'].includes(state));
  expect([run.state, run.attempt, run.counts]).toEqual(['Completed', 1, { Completed: 3 }]);
}, 120_000);

it.each([
  ['a scenario', ['--scenario', 'nope'], /no scenario nope[\s\S]*upgrade-fails: /],
  ['an option', ['--fast'], /'--fast'[\s\S]*--speed N/],
  ['a speed', ['--speed', 'very'], /--speed must be a number above 0/],
])(
  '%s that nobody knows ends the start with a list of what there is, and no stack',
  async (_what, args, words) => {
    const child = spawn(process.execPath, [START, ...args], {
      env: { ...process.env, STATE_DIR: stateDirectory },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = text(child.stderr);
    const exit: unknown[] = await once(child, 'exit');
    expect([exit[0], await said]).toEqual([2, expect.stringMatching(words)]);
    expect(await said).not.toMatch(/^\s+at /m);
  },
);

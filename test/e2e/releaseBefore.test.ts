import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { newAccount } from '../support/azurite.ts';
import { ENDED, memberStates, TestSystem } from '../support/testSystem.ts';

/**
 * What release 32d24f3 left behind when it was killed with a run in flight: its first stage had ended, two members of
 * the second were being updated, one had not begun. Tables as `npm run tables -- export` writes them, Durable's state
 * and the simulator's.
 */
const RECORDING = join(__dirname, '../fixtures/release-before');

let stateDirectory: string;
let system: TestSystem;

beforeEach(async () => {
  stateDirectory = mkdtempSync(join(tmpdir(), 'fleet-updates-before-'));
  cpSync(RECORDING, stateDirectory, { recursive: true });
  const durable = gunzipSync(readFileSync(join(RECORDING, 'durable.sqlite.gz')));
  writeFileSync(join(stateDirectory, 'durable.sqlite'), durable);
  const tablesConnectionString = newAccount();
  execFileSync(process.execPath, ['scripts/tables.mjs', 'import', join(stateDirectory, 'tables')], {
    cwd: join(__dirname, '../..'),
    env: { PATH: process.env['PATH'] ?? '', TABLES_CONNECTION_STRING: tablesConnectionString },
    stdio: 'pipe',
  });
  const { now } = z
    .object({ now: z.number() })
    .parse(JSON.parse(readFileSync(join(RECORDING, 'clock.json'), 'utf8')));
  system = await TestSystem.start({ stateDirectory, tablesConnectionString }, new Date(now).toISOString());
});
afterEach(async () => {
  await system.close();
  rmSync(stateDirectory, { recursive: true });
});

it('A run that the release before left in flight is read, goes on and ends, each cluster updated once', async () => {
  const before = await system.run('in-flight');
  expect(memberStates(before)).toEqual({
    'aks-neu-1': 'Completed',
    'aks-weu-1': 'Running',
    'aks-weu-2': 'NotStarted',
    'aks-eus-1': 'Running',
  });
  const after = await system.until('in-flight', ENDED);
  expect(after).toMatchObject({ state: 'Completed', attempt: 1, counts: { Completed: 4 } });
  expect(system.upgraded()).toEqual(['aks-eus-1', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2']);
  // What else it left is read too.
  expect(await system.ok('GET', '/api/strategies')).toMatchObject({ value: [{ name: 'careful' }] });
  expect(await system.ok('GET', '/api/triggers')).toMatchObject({ value: [{ name: 'nightly' }] });
  expect(await system.ok('GET', '/api/members')).toMatchObject({ value: { length: 5 } });
});

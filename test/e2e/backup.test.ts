import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newAccount } from '../support/azurite.ts';
import { ENDED, HOUR, memberStates, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const root = join(__dirname, '../..');
let folder: string;
let account: string;
let system: TestSystem;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-updates-backup-'));
  account = newAccount();
  system = await TestSystem.start({ stateDirectory: folder, tablesConnectionString: account });
});
afterEach(async () => {
  await system.close();
  rmSync(folder, { recursive: true });
});

function tables(command: string, at = account): string {
  const env = { PATH: process.env['PATH'] ?? '', TABLES_CONNECTION_STRING: at };
  return execFileSync(process.execPath, ['scripts/tables.mjs', command, join(folder, 'backup')], {
    cwd: root,
    encoding: 'utf8',
    env,
    stdio: 'pipe',
  });
}

/** As an account that was lost, and Durable with it. */
function loseEverything(): void {
  const script = `
    const { TableServiceClient } = await import('@azure/data-tables');
    const service = TableServiceClient.fromConnectionString(process.env.ACCOUNT, { allowInsecureConnection: true });
    for await (const { name } of service.listTables()) await service.deleteTable(name);`;
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    env: { ACCOUNT: account },
  });
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `durable.sqlite${end}`), { force: true });
}

it('A run in flight goes on after all tables were lost and imported again, and updates nothing twice', async () => {
  await system.ok('GET', '/api/members?refresh=true');
  const members = ['aks-neu-1', 'aks-weu-1', 'aks-eus-1'];
  await system.assign({ test: members });
  const stages = [{ name: 'first', groups: [{ name: 'test' }] }];
  await system.ok('POST', '/api/runs', {
    name: 'run',
    stages,
    managedClusterUpdate: NODE_IMAGES,
    start: true,
  });
  await system.untilRun('run', (run) => Object.values(memberStates(run)).includes('Completed'));
  let imported = '';
  await system.killAndStartAgain(() => {
    tables('export');
    loseEverything();
    imported = tables('import');
  });
  expect(imported).toMatch(/Runs: [1-9]\d* rows/);
  const run = await system.until('run', ENDED, 6 * HOUR);
  expect([run.state, run.attempt]).toEqual(['Completed', 1]);
  expect(system.upgraded()).toEqual(members.toSorted());
}, 240_000);

it('An import into tables that are not empty is refused before anything is written', async () => {
  await system.ok('PUT', '/api/strategies/standard', { stages: [{ name: 'a', groups: [{ name: 'g' }] }] });
  tables('export');
  expect(() => tables('import')).toThrow(/The table Strategies is not empty/);
  const other = newAccount();
  expect(tables('import', other)).toContain('Strategies: 1 rows');
  expect(() => tables('import', other)).toThrow(/not empty/);
});

it('The tables that are copied are those that the app has', () => {
  const stores = readFileSync(join(root, 'src/azure/tables/tableStores.ts'), 'utf8');
  const used = [...stores.matchAll(/open\('(\w+)'\)/g)].map(([, name]) => name);
  const [, list = ''] =
    /const TABLES = \[([^\]]+)\]/.exec(readFileSync(join(root, 'scripts/tables.mjs'), 'utf8')) ?? [];
  expect([...list.matchAll(/'(\w+)'/g)].map(([, name]) => name).toSorted()).toEqual(used.toSorted());
});

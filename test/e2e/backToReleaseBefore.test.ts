import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { startSystem, type System } from '../../src/demo/system.ts';
import { ENDED, HOUR, memberStates, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const root = join(__dirname, '../..');

/** Of the release before, what is looked at here: it promises nothing that today's document says. */
const oldRun = z.looseObject({
  state: z.string(),
  attempt: z.number(),
  counts: z.record(z.string(), z.number()),
});

let stateDirectory: string;
let today: TestSystem;

beforeEach(async () => {
  stateDirectory = mkdtempSync(join(tmpdir(), 'fleet-updates-back-'));
  today = await TestSystem.start({ stateDirectory });
  await today.ok('GET', '/api/members?refresh=true');
  await today.assign({ test: ['aks-neu-1'], production: ['aks-weu-1', 'aks-weu-2', 'aks-eus-1'] });
});
afterEach(() => {
  rmSync(stateDirectory, { recursive: true });
});

/** The bundle that release 32d24f3 deployed, beside the host's settings. */
function releaseBefore(): string {
  const directory = mkdtempSync(join(stateDirectory, 'app-'));
  const bundle = readFileSync(join(root, 'test/fixtures/release-before/app.cjs.br'));
  writeFileSync(join(directory, 'app.cjs'), brotliDecompressSync(bundle));
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ main: 'app.cjs' }));
  copyFileSync(join(root, 'host.json'), join(directory, 'host.json'));
  return directory;
}

async function goBack(): Promise<System> {
  await today.system.host.kill();
  await today.simulator.close();
  const { onTurn: _checksTodaysTurns, ...options } = today.options;
  return await startSystem({ ...options, appDirectory: releaseBefore() });
}

async function untilEnded(before: System): Promise<z.infer<typeof oldRun>> {
  const deadline = today.clock.now() + 6 * HOUR;
  for (;;) {
    const answer = await fetch(new URL('/api/runs/in-flight', before.origin));
    const run = oldRun.parse(await answer.json());
    if (ENDED.includes(run.state)) return run;
    if (today.clock.now() > deadline) throw new Error(`Not ended in time: ${JSON.stringify(run)}`);
    await today.clock.advance(30_000);
  }
}

it('A run that this release left in flight is read, goes on and ends when the release before comes back', async () => {
  await today.ok('POST', '/api/runs', {
    name: 'in-flight',
    stages: [
      { name: 'test', groups: [{ name: 'test' }], afterStageWaitInSeconds: 600 },
      { name: 'production', groups: [{ name: 'production' }] },
    ],
    managedClusterUpdate: NODE_IMAGES,
    start: true,
  });
  await today.untilRun('in-flight', (run) => memberStates(run)['aks-weu-1'] === 'Running');
  const before = await goBack();
  try {
    const run = await untilEnded(before);
    expect(run).toMatchObject({ state: 'Completed', attempt: 1, counts: { Completed: 4 } });
    // Today's release would say what is allowed now.
    expect(run).not.toHaveProperty('allowed');
    const upgraded = before.simulator.record.map(({ clusterResourceId }) =>
      clusterResourceId.split('/').at(-1),
    );
    expect(upgraded.toSorted()).toEqual(['aks-eus-1', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2']);
    expect(before.simulator.world.updateRuns()).toEqual([]);
  } finally {
    await before.close();
  }
});

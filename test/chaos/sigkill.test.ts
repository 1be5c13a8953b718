import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { tableStores } from '../../src/azure/tables/tableStores.ts';
import { newAccount } from '../support/azurite.ts';
import { NODE_IMAGES } from '../support/testSystem.ts';

/** Table writes and ARM calls of the story are some ninety. */
const KILLS = [10, 20, 30, 40, 50, 60, 70, 80];
const ALL = ['aks-eus-1', 'aks-eus-2', 'aks-neu-1', 'aks-weu-1', 'aks-weu-2'];
const runShape = z.looseObject({ state: z.string(), attempt: z.number() });
const recordShape = z.looseObject({
  record: z.array(z.looseObject({ clusterResourceId: z.string(), outcome: z.string() })),
});

let child: ChildProcess | undefined;
let exited: Promise<unknown>;
let stateDirectory: string;
beforeEach(() => {
  stateDirectory = mkdtempSync(join(tmpdir(), 'fleet-updates-sigkill-'));
});
afterEach(async () => {
  if (child?.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await exited;
  }
  rmSync(stateDirectory, { recursive: true });
});

async function start(environment: Record<string, string>, k: number): Promise<string> {
  const started = spawn(process.execPath, [join(__dirname, 'hostProcess.ts'), stateDirectory, String(k)], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child = started;
  exited = once(started, 'exit');
  const [message] = z
    .tuple([z.looseObject({ origin: z.string() })])
    .parse((await once(started, 'message')).slice(0, 1));
  return message.origin;
}

it.each(KILLS)(
  'A process killed by SIGKILL after its %s. side effect goes on when it is started again',
  async (k) => {
    const TABLES = newAccount();
    const now = String(Date.now());
    const environment = { TABLES, REAL: now, SHOWN: now };
    const kills = { left: k };
    let origin = await start(environment, kills.left);
    /** Calls until it is answered; a process that has died is started again, and is not killed a second time. */
    const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
      for (;;) {
        try {
          const response = await fetch(new URL(path, origin), {
            method,
            ...(body !== undefined && {
              body: JSON.stringify(body),
              headers: { 'content-type': 'application/json' },
            }),
          });
          return await response.json();
        } catch (error) {
          if (kills.left === 0) throw error;
          await exited;
          kills.left = 0;
          origin = await start(environment, 0);
        }
      }
    };
    await call('GET', '/api/members?refresh=true');
    const groups = { test: ['aks-neu-1', 'aks-weu-1'], production: ['aks-weu-2', 'aks-eus-1', 'aks-eus-2'] };
    for (const [group, names] of Object.entries(groups)) {
      const members = names.map((name) => ({ fleet: 'demo', name }));
      await call('POST', '/api/members/assign-group', { members, group });
    }
    const stages = Object.keys(groups).map((name) => ({ name, groups: [{ name }] }));
    await call('POST', '/api/runs', { name: 'run', stages, managedClusterUpdate: NODE_IMAGES });
    for (;;) {
      const run = runShape.safeParse(await call('GET', '/api/runs/run')).data;
      if (run?.state === 'NotStarted') await call('POST', '/api/runs/run/start');
      else if (run === undefined)
        await call('POST', '/api/runs', { name: 'run', stages, managedClusterUpdate: NODE_IMAGES });
      else if (['Completed', 'Failed', 'Stopped', 'Skipped'].includes(run.state)) {
        expect([run.state, run.attempt]).toEqual(['Completed', 1]);
        break;
      }
    }
    expect(kills.left).toBe(0);
    const { record } = recordShape.parse(
      JSON.parse(readFileSync(join(stateDirectory, 'simulator.json'), 'utf8')),
    );
    expect(record.map(({ clusterResourceId }) => clusterResourceId.split('/').at(-1)).toSorted()).toEqual(
      ALL,
    );
    while ((await tableStores({ connectionString: TABLES }).locks.all()).length > 0);
  },
  180_000,
);

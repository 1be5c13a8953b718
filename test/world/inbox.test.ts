import { z } from 'zod';
import type { MemoryAccount } from '../../src/memory/memoryTable.ts';
import { createRun } from '../../src/operations/runs/createRun.ts';
import { startRun } from '../../src/operations/runs/startRun.ts';
import { CountedInstance } from '../support/countedInstance.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { MINUTE } from '../support/spokenSystem.ts';

const NODE_IMAGES = { upgrade: { type: 'NodeImageOnly' as const } };
const page = z.looseObject({
  value: z.array(z.looseObject({ run: z.string(), id: z.string(), name: z.string(), state: z.string() })),
  nextLink: z.string().optional(),
});
const STAGES = [
  {
    name: 'only',
    groups: [{ name: 'all', beforeGates: [{ type: 'Approval' as const, name: 'group' }] }],
    beforeGates: [{ type: 'Approval' as const, name: 'stage' }],
    afterGates: [{ type: 'Approval' as const, name: 'later' }],
  },
];

const account: MemoryAccount = new Map();
let system: MemorySystem;

/** All gates, by following the pages. */
async function follow(path: string) {
  const gates: z.infer<typeof page>['value'] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const answer: z.infer<typeof page> = page.parse(await system.ok('GET', next));
    gates.push(...answer.value);
    next = answer.nextLink;
  }
  return gates;
}

async function start(name: string) {
  const { app } = system.world;
  const caller = { actor: 'operator', now: app.now() };
  await createRun(app, caller, { name, stages: STAGES, managedClusterUpdate: NODE_IMAGES });
  await startRun(app, caller, { name });
}

beforeEach(async () => {
  account.clear();
  system = MemorySystem.start({ account });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ all: ['aks-weu-1'] });
});
afterEach(() => system.close());

describe('The inbox', () => {
  it('has what waits, the longest first, on pages of any size and nothing twice', async () => {
    for (const name of ['one', 'two', 'three']) {
      await start(name);
      await system.clock.advance(2 * MINUTE);
    }
    const names = ['one', 'two', 'three'];
    for (const top of [1, 2, 100]) {
      const gates = await follow(`/api/gates?state=Pending&top=${top}`);
      expect(gates.map(({ run }) => run)).toEqual(names);
    }
  });

  it('loses what is decided, stopped or abandoned, and has what a start again waits for', async () => {
    for (const name of ['approved', 'stopped', 'abandoned']) await start(name);
    await system.clock.advance(2 * MINUTE);
    const gates = await follow('/api/gates?state=Pending');
    const of = (run: string) => gates.find((gate) => gate.run === run)?.id ?? '';
    await system.ok('POST', `/api/runs/approved/gates/${of('approved')}/approve`, {});
    await system.ok('POST', '/api/runs/stopped/stop');
    await system.ok('POST', '/api/runs/abandoned/abandon', { reason: 'Nobody wants it.' });
    await system.clock.advance(2 * MINUTE);
    const now = await follow('/api/gates?state=Pending');
    expect(now.map(({ run, name }) => `${run} ${name}`)).toEqual(['approved group']);
    await system.ok('POST', '/api/runs/stopped/start');
    // What nobody took out of the index is taken out by reconcile, once it cannot be on its way.
    await system.clock.advance(30 * MINUTE);
    const index = await system.world.app.pendingGates.list();
    const then = await follow('/api/gates?state=Pending');
    expect(then.map(({ run }) => run).toSorted()).toEqual(['approved', 'stopped']);
    expect(index).toHaveLength(2);
  });

  it('believes the gate, not the index, and has again what the index has lost', async () => {
    await start('run');
    await system.clock.advance(2 * MINUTE);
    const { pendingGates } = system.world.app;
    const [entry] = await pendingGates.list();
    if (!entry) throw new Error('The gate is not in the index.');
    await pendingGates.enter([
      { ...entry, startTime: '2026-03-02T07:00:00.000Z' },
      { ...entry, gate: '000000000000' },
      { ...entry, runId: 'gone' },
    ]);
    expect(await follow('/api/gates?state=Pending')).toHaveLength(1);
    await pendingGates.leave([entry]);
    await system.clock.advance(6 * MINUTE);
    expect(await follow('/api/gates?state=Pending')).toHaveLength(1);
    await system.clock.advance(10 * MINUTE);
    expect(await pendingGates.list()).toEqual([entry]);
  });

  it('shows gates of other states run by run', async () => {
    for (const name of ['one', 'two']) await start(name);
    await system.clock.advance(2 * MINUTE);
    for (const top of [1, 2, 3, 100]) {
      const gates = await follow(`/api/gates?top=${top}`);
      expect(gates).toHaveLength(6);
      expect(new Set(gates.map(({ run, id }) => `${run} ${id}`)).size).toBe(6);
      const unreached = await follow(`/api/gates?state=NotStarted&top=${top}`);
      expect(unreached).toHaveLength(4);
    }
  });

  it('reads as much for a page when five hundred runs wait as when few do', async () => {
    for (let run = 0; run < 500; run += 1) await start(`run-${run}`);
    await system.clock.advance(MINUTE);
    expect(await system.world.app.runs.unfinished()).toHaveLength(500);
    const instance = new CountedInstance(account, system.world.app);
    const pending = await instance.call('GET', '/api/gates?state=Pending&top=25');
    expect(pending.reads).toBeLessThan(25 * 6 + 10);
    const all = await instance.call('GET', '/api/gates?state=Completed');
    expect(all.reads).toBeLessThan(50 * 6 + 10);
    const gates = await follow('/api/gates?state=Pending&top=100');
    expect(new Set(gates.map(({ run }) => run)).size).toBe(500);
  }, 120_000);
});

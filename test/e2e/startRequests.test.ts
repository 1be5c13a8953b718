import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { newAccount } from '../support/azurite.ts';
import { like } from '../support/deliveries.ts';
import { DAY, ENDED, HOUR, MINUTE, NODE_IMAGES, TestSystem, TO_1_33 } from '../support/testSystem.ts';

const triggerShape = z.looseObject({
  startRequests: z.array(z.looseObject({ run: z.string(), outcome: z.string(), message: z.string() })),
  last: z.looseObject({ outcome: z.string(), message: z.string(), run: z.string().optional() }).optional(),
});
const runList = z.looseObject({ value: z.array(z.looseObject({ name: z.string(), state: z.string() })) });

let system: TestSystem;
let stateDirectory: string;
let tables: string;
beforeEach(async () => {
  stateDirectory = mkdtempSync(join(tmpdir(), 'fleet-updates-'));
  tables = newAccount();
  system = await TestSystem.start({ stateDirectory, tablesConnectionString: tables });
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'] });
  for (const name of ['standard', 'other']) {
    await system.ok('PUT', `/api/strategies/${name}`, {
      stages: [{ name: 'only', groups: [{ name: 'test' }] }],
    });
  }
});
afterEach(async () => {
  await system.close();
  rmSync(stateDirectory, { recursive: true });
});

const put = (name: string, schedule: object, more: object = {}) =>
  system.ok('PUT', `/api/triggers/${name}`, {
    kind: 'schedule',
    strategy: 'standard',
    managedClusterUpdate: NODE_IMAGES,
    schedule,
    ...more,
  });
const trigger = async (name: string) => triggerShape.parse(await system.ok('GET', `/api/triggers/${name}`));
const runs = async () => runList.parse(await system.ok('GET', '/api/runs')).value;
const states = async () => Object.fromEntries((await runs()).map(({ name, state }) => [name, state]));

describe('A start request', () => {
  it('that waits is shown, and starts nothing once it, its run, its trigger or its strategy is taken back', async () => {
    const names = ['cancel', 'run', 'pause', 'delete', 'strategy', 'keep'];
    for (const name of names) {
      const strategy = name === 'strategy' ? 'other' : 'standard';
      await put(name, { cron: '2,5 8 * * *' }, { overlap: 'queue', strategy });
    }
    await system.clock.advance(7 * MINUTE);
    const queued = (name: string) => `${name}-20260302-0805`;
    const waiting = await states();
    for (const name of names) {
      const { startRequests } = await trigger(name);
      expect(startRequests).toMatchObject([{ run: queued(name), outcome: 'Waiting' }]);
      expect(waiting[queued(name)]).toBe('NotStarted');
    }

    const cancel = () => system.call('DELETE', `/api/triggers/cancel/start-requests/${queued('cancel')}`);
    expect([(await cancel()).status, (await cancel()).status]).toEqual([204, 404]);
    await system.ok('DELETE', `/api/runs/${queued('run')}`);
    await put('pause', { cron: '2,5 8 * * *' }, { enabled: false });
    await system.ok('DELETE', '/api/triggers/delete');
    await system.ok('DELETE', '/api/strategies/other');
    expect((await trigger('cancel')).last).toMatchObject({ outcome: 'Cancelled' });
    expect((await trigger('pause')).startRequests).toEqual([]);

    await system.clock.advance(3 * HOUR);
    const ended = await states();
    const expected = names.map((name) => [`${name}-20260302-0802`, like(/Completed|Skipped/)]);
    expect(ended).toEqual({ ...Object.fromEntries(expected), [queued('keep')]: 'Skipped' });
    expect((await trigger('run')).last).toMatchObject({ outcome: 'Cancelled' });
    expect((await trigger('strategy')).last).toMatchObject({ outcome: 'Failed', code: 'UnknownStrategy' });
    const begun = await system.call('DELETE', `/api/triggers/keep/start-requests/${queued('keep')}`);
    expect(begun.status).toBe(404);
  }, 300_000);

  it('for a time before a blackout starts nothing in it when the app was down meanwhile', async () => {
    await put('nightly', {
      cron: '0 22 * * *',
      blackouts: [{ from: '2026-03-03', to: '2026-03-05' }],
    });
    await system.clock.advance(HOUR);
    await system.system.host.kill();
    await system.clock.advance(19 * HOUR);
    await system.killAndStartAgain();
    await system.clock.advance(3 * MINUTE);
    expect((await trigger('nightly')).last).toMatchObject({
      outcome: 'Skipped',
      message: like(/would have started in the blackout/),
    });
    expect([await runs(), system.upgraded()]).toEqual([[], []]);
  });

  it('of the version before is carried out: a due time that was promised, and a start that waits', async () => {
    await put('nightly', { cron: '0 22 * * *' });
    await put('queued', { cron: '0 23 * * *' });
    await system.system.host.kill();
    const client = TableClient.fromConnectionString(tables, 'Triggers', { allowInsecureConnection: true });
    const write = (partitionKey: string, rowKey: string, value: object) =>
      client.upsertEntity({ partitionKey, rowKey, json: JSON.stringify(value) }, 'Replace');
    const at = '2026-03-02T08:00:00.000Z';
    const due = { dueAt: at, at, outcome: 'Starting', message: 'Run promised is being started.' };
    await write('states', 'nightly', {
      name: 'nightly',
      dispatchedUpTo: at,
      lastRun: 'promised',
      last: { ...due, run: 'promised' },
    });
    await write('requests', 'queued.now-1', {
      name: 'queued.now-1',
      trigger: 'queued',
      run: 'by-hand',
      start: true,
      heedsOverlap: false,
      strategy: 'standard',
      managedClusterUpdate: NODE_IMAGES,
      cause: 'Asked for by a (1)',
      deliveryId: '1',
      receivedAt: at,
      result: { at, outcome: 'Starting', message: 'Run by-hand is being started.' },
    });
    await system.killAndStartAgain();
    await system.clock.advance(4 * MINUTE);
    expect((await runs()).map(({ name }) => name).toSorted()).toEqual(['by-hand', 'promised']);
    expect((await system.until('promised', ENDED)).attempt).toBe(1);
    expect((await system.until('by-hand', ENDED)).attempt).toBe(1);
    expect((await trigger('nightly')).last).toMatchObject({ outcome: 'Started', run: 'promised' });
  });

  it('cannot be stranded by another kind of its trigger, which is refused', async () => {
    await put('nightly', { cron: '0 22 * * *' });
    const other = {
      kind: 'release',
      managedClusterUpdate: { upgrade: { type: 'Full' } },
      release: { channel: 'Rapid' },
    };
    expect(await system.call('PUT', '/api/triggers/nightly', other)).toMatchObject({
      status: 409,
      body: { code: 'InvalidState', errors: [{ pointer: '/kind' }] },
    });
    await system.ok('DELETE', '/api/triggers/nightly');
    expect((await system.call('PUT', '/api/triggers/nightly', other)).status).toBe(201);
  });
});

describe('Members', () => {
  const memberList = z.looseObject({
    value: z.array(z.looseObject({ name: z.string(), kubernetesVersion: z.string(), asOf: z.string() })),
  });
  const known = async () => {
    const { value } = memberList.parse(await system.ok('GET', '/api/members'));
    return value.find(({ name }) => name === 'aks-neu-1');
  };
  const create = (name: string, kubernetesVersion: string) => {
    const upgrade = { type: 'Full', kubernetesVersion };
    return system.call('POST', '/api/runs', {
      name,
      strategy: 'standard',
      managedClusterUpdate: { upgrade },
    });
  };
  const upgrade = async () => {
    await system.ok('POST', '/api/runs', {
      name: 'one',
      strategy: 'standard',
      managedClusterUpdate: TO_1_33,
    });
    await system.ok('POST', '/api/runs/one/start');
    expect((await system.until('one', ENDED, DAY)).state).toBe('Completed');
  };

  it('are read again when a run has ended', async () => {
    await upgrade();
    const { value } = memberList.parse(await system.ok('GET', '/api/members'));
    expect(value.find(({ name }) => name === 'aks-neu-1')?.kubernetesVersion).toBe('1.33.2');
  });

  it('are read again before a plan is refused for what they were', async () => {
    expect(await create('early', '1.34.0')).toMatchObject({ status: 422, body: { code: 'PlanRefused' } });
    await upgrade();
    // As if nobody had read them since.
    const client = TableClient.fromConnectionString(tables, 'Inventory', { allowInsecureConnection: true });
    for await (const { partitionKey = '', rowKey = '', ...row } of client.listEntities()) {
      // Whoever changes a fleet's rows gives it another version.
      if (partitionKey === 'versions')
        await client.upsertEntity({ partitionKey, rowKey, version: 'another' }, 'Replace');
      if (!rowKey.startsWith('member')) continue;
      const json = String(row['json']).replaceAll('1.33.2', '1.32.6');
      await client.upsertEntity({ partitionKey, rowKey, json }, 'Merge');
    }
    expect((await known())?.kubernetesVersion).toBe('1.32.6');
    expect((await create('late', '1.34.0')).status).toBe(201);
    expect((await known())?.kubernetesVersion).toBe('1.33.2');
  });
});

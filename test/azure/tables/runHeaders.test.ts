import type { RunListEntry } from '../../../src/domain/run/run.ts';
import { StorageTable } from '../../../src/azure/tables/storageTable.ts';
import { tableStores } from '../../../src/azure/tables/tableStores.ts';
import { newAccount } from '../../support/azurite.ts';
import { after } from './network.ts';
import { aFrozenRun, anAttempt, anEvent, aPlan, aRun, at, newStores, NOON, present } from './samples.ts';

const entryOf = (change: Partial<RunListEntry> = {}): RunListEntry => {
  const { runId, name, createdAt, createdBy, managedClusterUpdate, fleets } = aRun();
  const run = { runId, name, createdAt, createdBy, managedClusterUpdate, fleets };
  return { ...run, attempt: 0, state: 'NotStarted', counts: {}, ...change };
};

describe('creation', () => {
  it('makes a run that is found by name and id, listed, with its event', async () => {
    const { runs } = newStores();
    const run = aRun({ strategy: 'rings' });
    expect(await runs.create(run, anEvent())).toBe('written');
    expect(await runs.findByName('weekly')).toEqual(run);
    expect(await runs.get('run1')).toEqual(run);
    expect(await runs.events('run1')).toEqual([anEvent()]);
    expect(await runs.list(10)).toEqual({ value: [entryOf({ strategy: 'rings' })], unreadable: [] });
  });

  it('finds nothing where nothing is', async () => {
    const { runs } = newStores();
    expect(await runs.findByName('weekly')).toBeUndefined();
    expect(await runs.get('run1')).toBeUndefined();
    expect(await runs.tree('run1')).toBeUndefined();
    expect(await runs.list(10)).toEqual({ value: [], unreadable: [] });
  });

  it('gives a name to one of many that want it, and leaves nothing of the others', async () => {
    const { runs, otherInstance, table } = newStores();
    const ids = Array.from({ length: 10 }, (_, index) => `run${index}`);
    const answers = await Promise.all(
      ids.map((runId, index) => (index % 2 ? runs : otherInstance.runs).create(aRun({ runId }), anEvent())),
    );
    expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
    const winner = present(ids[answers.indexOf('written')]);
    expect(await runs.findByName('weekly')).toEqual(aRun({ runId: winner }));
    expect((await runs.list(100)).value.map(({ runId }) => runId)).toEqual([winner]);
    const left = await table('Runs').all();
    expect(new Set(left.map(({ partitionKey }) => partitionKey))).toEqual(new Set(['runs', winner]));
  });

  it('of the same run again leaves the first alone', async () => {
    const { runs } = newStores();
    await runs.create(aRun(), anEvent());
    expect(await runs.create(aRun(), anEvent({ time: at(1) }))).toBe('lost');
    expect(await runs.findByName('weekly')).toEqual(aRun());
    expect(await runs.events('run1')).toEqual([anEvent()]);
  });

  it('holds a run of 100 stages and 50 groups each, with names of 50 characters', async () => {
    const { runs } = newStores();
    const name = (prefix: string, index: number) => `${prefix}-${index}-`.padEnd(50, 'x');
    const groups = (stage: number) =>
      Array.from({ length: 50 }, (_, index) => ({ name: name('g', stage * 50 + index) }));
    const stages = Array.from({ length: 100 }, (_, index) => ({
      name: name('s', index),
      groups: groups(index),
    }));
    await runs.create(aRun({ stages }), anEvent());
    expect((await runs.get('run1'))?.stages).toEqual(stages);
  });
});

describe('the list', () => {
  it('shows 250 runs newest first, page by page, each once', async () => {
    const { runs } = newStores();
    const order = Array.from({ length: 250 }, (_, index) => (index * 101) % 250);
    for (let first = 0; first < order.length; first += 10) {
      const some = order.slice(first, first + 10);
      await Promise.all(
        some.map((n) =>
          runs.create(aRun({ runId: `id${n}`, name: `run-${n}`, createdAt: at(n) }), anEvent()),
        ),
      );
    }
    const seen: string[] = [];
    const pages: number[] = [];
    let continuation: string | undefined;
    do {
      const page = await runs.list(100, continuation);
      seen.push(...page.value.map(({ name }) => name));
      pages.push(page.value.length);
      continuation = page.continuation;
    } while (continuation !== undefined);
    expect(pages).toEqual([100, 100, 50]);
    expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => `run-${249 - index}`));
  });

  it('has no further page when the last one is full', async () => {
    const { runs } = newStores();
    await runs.create(aRun(), anEvent());
    expect((await runs.list(1)).continuation).toBeUndefined();
  });

  it('refuses a continuation that it did not give out', async () => {
    const { runs } = newStores();
    await expect(runs.list(10, 'bmFtZXw')).rejects.toMatchObject({ code: 'InvalidRequest' });
  });

  it('shows the entry that was put last', async () => {
    const { runs } = newStores();
    await runs.create(aRun(), anEvent());
    const entry = entryOf({ attempt: 1, state: 'Running', counts: { Running: 2 }, startTime: NOON });
    await runs.putListEntry(entry);
    expect((await runs.list(10)).value).toEqual([entry]);
  });

  it.each([
    [
      'of an earlier attempt',
      entryOf({ attempt: 1, state: 'Failed' }),
      entryOf({ attempt: 2, state: 'Running' }),
    ],
    ['from before its end', entryOf({ attempt: 2 }), entryOf({ attempt: 2, state: 'Completed' })],
  ])('is not taken back by a late entry %s', async (_, late, stored) => {
    const { runs } = newStores();
    await runs.create(aRun(), anEvent());
    await runs.putListEntry(stored);
    await runs.putListEntry(late);
    expect((await runs.list(10)).value).toEqual([stored]);
  });

  it('does not get back an entry of a run that was removed', async () => {
    const { runs } = newStores();
    await runs.create(aRun(), anEvent());
    await runs.remove('run1');
    await runs.putListEntry(entryOf({ attempt: 1, state: 'Completed' }));
    expect((await runs.list(10)).value).toEqual([]);
  });
});

describe('removal', () => {
  it('leaves nothing of a run in any table, and its name free', async () => {
    const stores = newStores();
    const { runs, commands } = stores;
    await aFrozenRun(stores, aPlan(3, 3, 20));
    await runs.addAttempt(anAttempt(), anEvent({ type: 'RunCreated' }));
    await commands.addStop('run1', { attempt: 1, reason: 'User', by: 'ann', at: NOON, message: 'Stop.' });
    await commands.addSkips('run1', [{ target: { type: 'Stage', name: 's' }, by: 'ann', at: NOON }]);
    const attempt = present(await runs.attempt('run1'));
    await runs.writeAttempt({ ...attempt, value: { ...attempt.value, endedAt: NOON, state: 'Stopped' } });
    await runs.remove('run1');
    expect(await stores.table('Runs').all()).toEqual([]);
    expect(await stores.table('Commands').all()).toEqual([]);
    expect(await runs.create(aRun({ runId: 'run2' }), anEvent())).toBe('written');
  });

  it('leaves other runs alone', async () => {
    const { runs } = newStores();
    await runs.create(aRun(), anEvent());
    await runs.create(aRun({ runId: 'run2', name: 'other' }), anEvent());
    await runs.remove('run1');
    expect(await runs.findByName('other')).toEqual(aRun({ runId: 'run2', name: 'other' }));
    expect((await runs.list(10)).value.map(({ name }) => name)).toEqual(['other']);
  });

  it('is harmless when repeated', async () => {
    const { runs } = newStores();
    await runs.create(aRun(), anEvent());
    await runs.remove('run1');
    await expect(runs.remove('run1')).resolves.toBeUndefined();
  });

  it('is refused while an attempt is unfinished', async () => {
    const { runs } = newStores();
    await runs.create(aRun(), anEvent());
    await runs.addAttempt(anAttempt(), anEvent());
    await expect(runs.remove('run1')).rejects.toMatchObject({ code: 'InvalidState' });
    expect(await runs.findByName('weekly')).toEqual(aRun());
  });

  it('is refused when a run is started between its check and its first write', async () => {
    const direct = newAccount();
    const { runs } = tableStores({ connectionString: direct });
    await runs.create(aRun(), anEvent());
    const network = await after(() => runs.addAttempt(anAttempt(), anEvent()), direct);
    await expect(tableStores(network).runs.remove('run1')).rejects.toMatchObject({ code: 'InvalidState' });
    expect(await runs.findByName('weekly')).toEqual(aRun());
    expect((await runs.attempt('run1'))?.value).toEqual(anAttempt());
    await network.close();
  });

  it.each([1, 2])(
    'wins over a start whose transaction %d comes after it, of which nothing stays',
    async (nth) => {
      const direct = newAccount();
      const { runs } = tableStores({ connectionString: direct });
      await runs.create(aRun(), anEvent());
      const network = await after(() => runs.remove('run1'), direct, nth);
      expect(await tableStores(network).runs.addAttempt(anAttempt(), anEvent())).toBe('lost');
      expect(await new StorageTable({ connectionString: direct }, 'Runs').all()).toEqual([]);
      await network.close();
    },
  );

  it('and a start at the same time: one of them wins', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { runs, otherInstance, table } = newStores();
      await runs.create(aRun(), anEvent());
      const [removed, started] = await Promise.allSettled([
        runs.remove('run1'),
        otherInstance.runs.addAttempt(anAttempt(), anEvent()),
      ]);
      const wasStarted = started.status === 'fulfilled' && started.value === 'written';
      expect(wasStarted).toBe(removed.status === 'rejected');
      expect((await table('Runs').all()).length > 0).toBe(wasStarted);
      expect(await runs.unfinished()).toEqual(wasStarted ? ['run1'] : []);
    }
  });
});

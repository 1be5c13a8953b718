import { tableStores } from '../../../src/azure/tables/tableStores.ts';
import { newAccount } from '../../support/azurite.ts';
import { after } from './network.ts';
import { anAttempt, anEvent, aRun, at, newStores, NOON, present } from './samples.ts';

const started = anEvent({ type: 'RunCreated', time: at(1) });

async function aStartedRun() {
  const stores = newStores();
  await stores.runs.create(aRun(), anEvent());
  await stores.runs.addAttempt(anAttempt(), started);
  return stores;
}

/** Ends the newest attempt. */
async function end({ runs }: ReturnType<typeof newStores>) {
  const { value, eTag } = present(await runs.attempt('run1'));
  return runs.writeAttempt({ value: { ...value, endedAt: at(9), state: 'Failed' }, eTag });
}

it('has no attempt before the first start', async () => {
  const { runs } = newStores();
  await runs.create(aRun(), anEvent());
  expect(await runs.attempt('run1')).toBeUndefined();
  expect(await runs.unfinished()).toEqual([]);
});

it('shows the newest attempt, its event and the run among the unfinished', async () => {
  const stores = await aStartedRun();
  await end(stores);
  expect(await stores.runs.addAttempt(anAttempt({ number: 2 }), anEvent({ time: at(10) }))).toBe('written');
  expect((await stores.runs.attempt('run1'))?.value).toEqual(anAttempt({ number: 2 }));
  expect(await stores.runs.events('run1')).toEqual([anEvent(), started, anEvent({ time: at(10) })]);
  expect(await stores.runs.unfinished()).toEqual(['run1']);
});

it('orders attempts beyond the ninth', async () => {
  const stores = await aStartedRun();
  for (let number = 2; number <= 11; number += 1)
    await stores.runs.addAttempt(anAttempt({ number }), started);
  expect((await stores.runs.attempt('run1'))?.value.number).toBe(11);
});

it('makes one attempt of many starts at once', async () => {
  const { runs, otherInstance } = newStores();
  await runs.create(aRun(), anEvent());
  const starters = ['ann', 'bob', 'cem', 'dan', 'eve', 'fay'];
  const answers = await Promise.all(
    starters.map((startedBy, index) =>
      (index % 2 ? runs : otherInstance.runs).addAttempt(
        anAttempt({ startedBy }),
        anEvent({ type: 'AttemptStarted', actor: startedBy }),
      ),
    ),
  );
  expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
  const winner = starters[answers.indexOf('written')];
  expect((await runs.attempt('run1'))?.value.startedBy).toBe(winner);
  const actors = (await runs.events('run1')).filter(({ type }) => type === 'AttemptStarted');
  expect(actors.map(({ actor }) => actor)).toEqual([winner]);
});

it('starts no run that is not there', async () => {
  const { runs } = newStores();
  expect(await runs.addAttempt(anAttempt(), started)).toBe('lost');
  expect(await runs.unfinished()).toEqual([]);
});

it('writes an attempt only as it was read, with its events', async () => {
  const { runs } = await aStartedRun();
  const read = present(await runs.attempt('run1'));
  const next = { ...read.value, generation: 1 };
  expect(await runs.writeAttempt({ value: next, eTag: read.eTag }, [anEvent({ time: at(2) })])).toBe(
    'written',
  );
  const late = { value: { ...read.value, generation: 7 }, eTag: read.eTag };
  expect(await runs.writeAttempt(late, [anEvent({ time: at(3) })])).toBe('lost');
  expect((await runs.attempt('run1'))?.value).toEqual(next);
  expect(await runs.events('run1')).toHaveLength(3);
});

it('keeps findings, error and times of an attempt', async () => {
  const { runs } = await aStartedRun();
  const { value, eTag } = present(await runs.attempt('run1'));
  const ended = {
    ...value,
    endedAt: at(5),
    state: 'Failed' as const,
    error: { code: 'RefusedByPlan', message: 'No.' },
    findings: [{ severity: 'error' as const, code: 'InventoryMissing' as const, message: 'Read it.' }],
    lastError: { code: 'X', message: 'Y', since: NOON, count: 3 },
  };
  await runs.writeAttempt({ value: ended, eTag });
  expect((await runs.attempt('run1'))?.value).toEqual(ended);
});

describe('the index of unfinished runs', () => {
  it('lists every run with an attempt until that is finished', async () => {
    const stores = await aStartedRun();
    await stores.runs.create(aRun({ runId: 'run2', name: 'other' }), anEvent());
    await stores.runs.addAttempt(anAttempt({ runId: 'run2' }), started);
    expect(await stores.runs.unfinished()).toEqual(['run1', 'run2']);
    await end(stores);
    await stores.runs.markFinished('run1');
    await stores.runs.markFinished('run1');
    expect(await stores.runs.unfinished()).toEqual(['run2']);
  });

  it('keeps a run whose attempt has not ended', async () => {
    const { runs } = await aStartedRun();
    await runs.markFinished('run1');
    expect(await runs.unfinished()).toEqual(['run1']);
  });

  it('keeps a run for its next attempt when the end of the one before is marked late', async () => {
    const stores = await aStartedRun();
    await end(stores);
    await stores.runs.addAttempt(anAttempt({ number: 2 }), started);
    await stores.runs.markFinished('run1');
    expect(await stores.runs.unfinished()).toEqual(['run1']);
  });
});

describe('A start beside a pass of reconcile', () => {
  /** A start whose `nth` transaction waits until a pass over its run has come to its end. */
  async function startBeside(
    number: number,
    nth: number,
    prepare: (stores: ReturnType<typeof newStores>) => Promise<void>,
  ) {
    const account = newAccount();
    const stores = newStores(account);
    await stores.runs.create(aRun(), anEvent());
    await prepare(stores);
    const slow = await after(() => stores.runs.markFinished('run1'), account, nth);
    const { runs } = tableStores({ connectionString: slow.connectionString });
    const written = await runs.addAttempt(
      anAttempt({ number }),
      anEvent({ time: at(20), type: 'AttemptStarted' }),
    );
    await slow.close();
    return { ...stores, written };
  }

  it.each<[string, number, number, (stores: ReturnType<typeof newStores>) => Promise<void>]>([
    ['stays in the index when the pass comes before its attempt is written', 1, 2, () => Promise.resolve()],
    ['stays in the index when the pass comes before it has entered', 1, 1, () => Promise.resolve()],
    [
      'stays in the index when another start died there',
      1,
      2,
      async ({ table }) => {
        await table('Runs').putAll([{ partitionKey: 'unfinished', rowKey: 'run1', attempt: '1' }]);
      },
    ],
    [
      'of a later attempt stays in the index',
      2,
      2,
      async (stores) => {
        await stores.runs.addAttempt(anAttempt(), started);
        await end(stores);
      },
    ],
  ])('%s', async (_, number, nth, prepare) => {
    const { runs, written } = await startBeside(number, nth, prepare);
    expect([written, await runs.unfinished()]).toEqual(['written', ['run1']]);
    const starts = (await runs.events('run1')).filter(({ type }) => type === 'AttemptStarted');
    expect(starts).toHaveLength(1);
  });

  it('that died before its attempt was written leaves the index at the next pass', async () => {
    const { runs, table } = newStores();
    await runs.create(aRun(), anEvent());
    await table('Runs').putAll([{ partitionKey: 'unfinished', rowKey: 'run1', attempt: '1' }]);
    await runs.markFinished('run1');
    expect(await runs.unfinished()).toEqual([]);
  });

  it('of an attempt that is over takes nothing from the one that is being started', async () => {
    const stores = await aStartedRun();
    await end(stores);
    await stores.table('Runs').putAll([{ partitionKey: 'unfinished', rowKey: 'run1', attempt: '2' }]);
    expect(await stores.otherInstance.runs.addAttempt(anAttempt(), started)).toBe('lost');
    const [entered] = await stores.table('Runs').query({ partitionKey: 'unfinished', from: '', before: '~' });
    expect(entered).toMatchObject({ attempt: '2' });
  });
});

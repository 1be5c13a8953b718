import type { SkipCommand, SkipTarget, StopCommand } from '../../../src/domain/run/commands.ts';
import { anEvent, aRun, at, newStores, NOON } from './samples.ts';

const aStop = (change: Partial<StopCommand> = {}): StopCommand => ({
  attempt: 1,
  reason: 'User',
  by: 'ann@example.com',
  at: NOON,
  message: 'Stopped by ann.',
  ...change,
});

const aSkip = (target: SkipTarget, by = 'ann@example.com'): SkipCommand => ({ target, by, at: NOON });

it('has no commands before the first', async () => {
  const { commands } = newStores();
  expect(await commands.commands('run1', 1)).toEqual({ decisions: [], skips: [] });
});

it('keeps the first stop of an attempt', async () => {
  const { commands } = newStores();
  const failure = aStop({ reason: 'Failure', error: { code: 'UpgradeFailed', message: 'Quota.' } });
  expect(await commands.addStop('run1', failure)).toBe('written');
  expect(await commands.addStop('run1', aStop({ at: at(1) }))).toBe('lost');
  expect(await commands.commands('run1', 1)).toEqual({ stop: failure, decisions: [], skips: [] });
});

it('takes one of many stops at once', async () => {
  const { commands, otherInstance } = newStores();
  const by = ['a', 'b', 'c', 'd', 'e', 'f'];
  const answers = await Promise.all(
    by.map((each, index) =>
      (index % 2 ? commands : otherInstance.commands).addStop('run1', aStop({ by: each })),
    ),
  );
  expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
  expect((await commands.commands('run1', 1)).stop?.by).toBe(by[answers.indexOf('written')]);
});

it('shows an attempt only its own stop', async () => {
  const { commands } = newStores();
  await commands.addStop('run1', aStop());
  expect(await commands.commands('run1', 2)).toEqual({ decisions: [], skips: [] });
  expect(await commands.addStop('run1', aStop({ attempt: 2 }))).toBe('written');
  expect((await commands.commands('run1', 2)).stop?.attempt).toBe(2);
});

it('keeps skips of every kind apart, for all attempts of the run and no other run', async () => {
  const { commands } = newStores();
  const skips = [
    aSkip({ type: 'Stage', name: 'same' }),
    aSkip({ type: 'Group', name: 'same' }),
    aSkip({ type: 'AfterStageWait', name: 'same' }),
    aSkip({ type: 'Member', name: 'same' }),
    aSkip({ type: 'Member', name: 'same', fleet: 'one' }),
    aSkip({ type: 'Member', name: 'same', fleet: 'two' }),
    aSkip({ type: 'Member', name: 'a/b#c?|%', fleet: 'ü' }),
  ];
  await commands.addSkips('run1', skips);
  for (const attempt of [1, 2]) {
    const stored = await commands.commands('run1', attempt);
    expect(stored.skips).toHaveLength(skips.length);
    expect(stored.skips).toEqual(expect.arrayContaining(skips));
  }
  expect(await commands.commands('run2', 1)).toEqual({ decisions: [], skips: [] });
});

it('keeps who asked first for a skip, and adds the new ones beside it', async () => {
  const { commands } = newStores();
  await commands.addSkips('run1', [aSkip({ type: 'Group', name: 'a' }, 'ann')]);
  await commands.addSkips('run1', [
    aSkip({ type: 'Group', name: 'a' }, 'bob'),
    aSkip({ type: 'Group', name: 'b' }, 'bob'),
  ]);
  const { skips } = await commands.commands('run1', 1);
  expect(skips.map(({ target, by }) => [target.name, by])).toEqual([
    ['a', 'ann'],
    ['b', 'bob'],
  ]);
});

it('adds all of the skips that several ask for at once, more than a transaction takes', async () => {
  const { commands, otherInstance } = newStores();
  const skipsOf = (first: number) =>
    Array.from({ length: 150 }, (_, index) => aSkip({ type: 'Member', name: `m${first + index}` }));
  await Promise.all([
    commands.addSkips('run1', skipsOf(0)),
    otherInstance.commands.addSkips('run1', skipsOf(75)),
    otherInstance.commands.addSkips('run1', skipsOf(150)),
  ]);
  const { skips } = await commands.commands('run1', 1);
  expect(new Set(skips.map(({ target }) => target.name)).size).toBe(300);
  expect(skips).toHaveLength(300);
});

it('names table and row of a command that cannot be read', async () => {
  const { commands, table } = newStores();
  await table('Commands').putAll([{ partitionKey: 'run1', rowKey: 'stop|0001', json: '{"attempt":"x"}' }]);
  await expect(commands.commands('run1', 1)).rejects.toThrow(
    /Row run1 \/ stop\|0001 of table Commands .*attempt/,
  );
});

it('A command is its own event: given again, or after an earlier release wrote it besides, it is in the trail once', async () => {
  const { runs, commands } = newStores();
  await runs.create(aRun(), anEvent());
  const stop = { attempt: 1, reason: 'User', by: 'ann', at: at(5), message: 'Stopped by ann.' } as const;
  const skip = { target: { type: 'Group', name: 'west' }, by: 'ann', at: at(3) } as const;
  for (let times = 0; times < 2; times += 1) {
    await commands.addStop('run1', { ...stop, at: at(5 + times) });
    await commands.addSkips('run1', [{ ...skip, at: at(3 + times) }]);
  }
  await runs.addEvents('run1', [
    { time: at(5), type: 'StopRequested', actor: 'ann', attempt: 1, message: 'Stopped by ann.' },
  ]);
  expect((await runs.events('run1')).map(({ time, type }) => [time, type])).toEqual([
    [at(0), 'RunCreated'],
    [at(3), 'SkipRequested'],
    [at(5), 'StopRequested'],
  ]);
});

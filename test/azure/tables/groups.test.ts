import { countStates } from '../../../src/domain/run/states.ts';
import type { State } from '../../../src/domain/run/states.ts';
import type { GroupChange, StoredGroup } from '../../../src/ports/runStore.ts';
import { aFrozenRun, anEvent, aPlan, at, newStores, present } from './samples.ts';

/** Brings the first `count` members to a state, with an event each. */
function move(read: StoredGroup, count: number, state: State, time = at(1)): GroupChange {
  const moved = read.members.slice(0, count).map(({ value }) => ({ ...value, state }));
  const rest = read.members.slice(count).map(({ value }) => value);
  const counts = countStates([...moved, ...rest].map((member) => member.state));
  return {
    group: { ...read.group.value, attempt: 1, state, counts },
    members: moved,
    events: moved.map(({ name }) => anEvent({ time, type: 'MemberStateChanged', member: name, to: state })),
  };
}

async function aGroup(members: number) {
  const stores = newStores();
  const { key, planId } = await aFrozenRun(stores, aPlan(1, 2, members));
  const read = async (from: 'here' | 'elsewhere' = 'here') =>
    present(await (from === 'here' ? stores : stores.otherInstance).runs.group(key));
  return { ...stores, key, planId, read };
}

it.each([3, 49, 60, 99, 250, 1_000])('writes %d changed members, the group and the events', async (size) => {
  const { runs, key, planId, read } = await aGroup(size);
  const before = await read();
  expect(await runs.writeGroup(key, before, move(before, size, 'Running'))).toBe('written');
  for (const from of ['here', 'elsewhere'] as const) {
    const after = await read(from);
    expect(after.group.value).toMatchObject({ state: 'Running', counts: { Running: size }, version: 1 });
    expect(after.members.map(({ value }) => value.state)).toEqual(
      Array.from({ length: size }, () => 'Running'),
    );
    expect(after.members.map(({ value }) => value.index)).toEqual(
      before.members.map(({ value }) => value.index),
    );
  }
  expect(await runs.events('run1')).toHaveLength(size + 1);
  const others = (await runs.members('run1', planId)).filter(({ group }) => group === 1);
  expect(others.every(({ member }) => member.state === 'NotStarted')).toBe(true);
});

it('goes on from what it wrote, round after round, here and on another instance', async () => {
  const { runs, otherInstance, key, read } = await aGroup(5);
  for (let round = 1; round <= 10; round += 1) {
    const from = round % 3 ? 'here' : 'elsewhere';
    const before = await read(from);
    const change = move(before, 1 + (round % 5), round % 2 ? 'Running' : 'Completed', at(round));
    const store = from === 'here' ? runs : otherInstance.runs;
    expect(await store.writeGroup(key, before, change)).toBe('written');
    expect((await read()).group.value.version).toBe(round);
    expect((await read()).members).toEqual((await read('elsewhere')).members);
  }
});

it('loses against whoever wrote since it was read, and writes nothing', async () => {
  const { runs, otherInstance, key, read } = await aGroup(3);
  const before = await read();
  const late = await read('elsewhere');
  await runs.writeGroup(key, before, move(before, 1, 'Running'));
  expect(await otherInstance.runs.writeGroup(key, late, move(late, 2, 'Failed', at(2)))).toBe('lost');
  const after = await read('elsewhere');
  expect(after.group.value).toMatchObject({ state: 'Running', version: 1 });
  expect(after.members.map(({ value }) => value.state)).toEqual(['Running', 'NotStarted', 'NotStarted']);
  expect(await runs.events('run1')).toHaveLength(2);
});

it('of a later attempt refuses an earlier one', async () => {
  const { runs, key, read } = await aGroup(1);
  const before = await read();
  const change = move(before, 1, 'Running');
  await runs.writeGroup(key, before, { ...change, group: { ...change.group, attempt: 2 } });
  const after = await read();
  expect(await runs.writeGroup(key, after, move(after, 1, 'Completed'))).toBe('lost');
  expect((await read('elsewhere')).group.value).toMatchObject({ attempt: 2, state: 'Running' });
});

it('is lost when the run was removed', async () => {
  const { runs, key, read } = await aGroup(1);
  const before = await read();
  await runs.remove('run1');
  expect(await runs.writeGroup(key, before, move(before, 1, 'Running'))).toBe('lost');
  expect(await runs.group(key)).toBeUndefined();
});

it('lets exactly one of many writers win each round, and the winner is what is read', async () => {
  const { runs, otherInstance, key, read } = await aGroup(4);
  for (let round = 1; round <= 15; round += 1) {
    const writers = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => ({
        runs: index % 2 ? runs : otherInstance.runs,
        before: await read(index % 2 ? 'here' : 'elsewhere'),
        message: `round ${round}, writer ${index}`,
      })),
    );
    const answers = await Promise.all(
      writers.map((writer) => {
        const change = move(writer.before, 2, 'Running', at(round));
        const members = change.members.map((member) => ({ ...member, message: writer.message }));
        const group = { ...change.group, message: writer.message };
        return writer.runs.writeGroup(key, writer.before, { group, members, events: [] });
      }),
    );
    expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
    const winner = present(writers[answers.indexOf('written')]);
    const after = await read();
    expect(after.group.value).toMatchObject({ message: winner.message, version: round });
    expect(after.members.slice(0, 2).map(({ value }) => value.message)).toEqual([
      winner.message,
      winner.message,
    ]);
  }
});

it('recovers from a write that was cut off between its transactions', async () => {
  const { runs, otherInstance, table, key, planId, read } = await aGroup(150);
  await read();
  // As a crash leaves it: some members are ahead of their group, whose ETag has not changed.
  const [first] = (await table('Runs').all()).filter(
    ({ rowKey }) => rowKey === `${planId}|member|00|00|0000`,
  );
  const row = present(first);
  const json = JSON.stringify({ ...present((await read()).members[0]).value, state: 'Running' });
  await table('Runs').putAll([{ partitionKey: row.partitionKey, rowKey: row.rowKey, json }]);

  const stale = await read();
  expect(await runs.writeGroup(key, stale, move(stale, 1, 'Completed'))).toBe('lost');
  const fresh = await read();
  expect(fresh.members[0]?.value.state).toBe('Running');
  expect(await runs.writeGroup(key, fresh, move(fresh, 1, 'Completed'))).toBe('written');
  expect((await otherInstance.runs.group(key))?.members[0]?.value.state).toBe('Completed');
});

it('refuses a member that the group does not have', async () => {
  const { runs, key, read } = await aGroup(1);
  const before = await read();
  const [member] = move(before, 1, 'Running').members;
  const change = { ...move(before, 0, 'Running'), members: [{ ...present(member), index: 7 }] };
  await expect(runs.writeGroup(key, before, change)).rejects.toThrow(RangeError);
});

it('names table and row of a member that cannot be read', async () => {
  const { otherInstance, table, key, planId } = await aGroup(1);
  const rowKey = `${planId}|member|00|00|0000`;
  await table('Runs').putAll([{ partitionKey: 'run1', rowKey, json: '{"name":"aks-0000"}' }]);
  await expect(otherInstance.runs.group(key)).rejects.toThrow(`Row run1 / ${rowKey} of table Runs`);
});

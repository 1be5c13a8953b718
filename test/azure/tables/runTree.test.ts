import { aFrozenRun, anAttempt, anEvent, aPlan, aRun, at, newStores, NOON, present } from './samples.ts';

const stop = { attempt: 1, reason: 'User' as const, by: 'ann', at: NOON, message: 'Stop.' };
const skip = { target: { type: 'Stage' as const, name: 'stage-1' }, by: 'ann', at: NOON };

it('of a run that was never started is the run alone', async () => {
  const { runs } = newStores();
  await runs.create(aRun(), anEvent());
  const tree = present(await runs.tree('run1'));
  const { eTag, ...rest } = tree;
  expect(eTag).toMatch(/^"[0-9a-f]{32}"$/);
  expect(rest).toEqual({
    run: aRun(),
    attempts: [],
    stages: [],
    groups: [],
    decisions: [],
    skips: [],
  });
});

it('holds attempts, plan, stages, groups, skips and the stop of the newest attempt', async () => {
  const stores = newStores();
  const { planId } = await aFrozenRun(stores, aPlan(2, 2, 2));
  const { runs, commands } = stores;
  await runs.addAttempt(anAttempt(), anEvent());
  await commands.addStop('run1', stop);
  await commands.addSkips('run1', [skip]);
  const tree = present(await runs.tree('run1'));
  expect(tree.attempts).toEqual([anAttempt()]);
  expect(tree.plan?.planId).toBe(planId);
  expect(tree.stages.map(({ name }) => name)).toEqual(['stage-0', 'stage-1']);
  expect(tree.groups.map(({ name }) => name)).toEqual(['group-0-0', 'group-0-1', 'group-1-0', 'group-1-1']);
  expect(tree.skips).toEqual([skip]);
  expect(tree.stop).toEqual(stop);
});

it('does not show the stop of an attempt before', async () => {
  const { runs, commands } = newStores();
  await runs.create(aRun(), anEvent());
  await runs.addAttempt(anAttempt(), anEvent());
  await commands.addStop('run1', stop);
  await runs.addAttempt(anAttempt({ number: 2 }), anEvent());
  expect((await runs.tree('run1'))?.stop).toBeUndefined();
});

it('keeps its ETag while nothing changes, and changes it with everything that does', async () => {
  const stores = newStores();
  const { runs, commands, otherInstance } = stores;
  const { planId, key } = await aFrozenRun(stores);
  const seen = [present(await runs.tree('run1')).eTag];
  expect((await otherInstance.runs.tree('run1'))?.eTag).toBe(seen[0]);

  const changes: (() => Promise<unknown>)[] = [
    () => runs.addAttempt(anAttempt(), anEvent()),
    async () => runs.writeAttempt(present(await runs.attempt('run1'))),
    () => commands.addSkips('run1', [skip]),
    () => commands.addStop('run1', stop),
    async () => runs.writeStage('run1', planId, present(await runs.stage('run1', planId, 0)), []),
    async () => {
      const read = present(await runs.group(key));
      const [member] = read.members;
      const members = [{ ...present(member).value, state: 'Running' as const }];
      return runs.writeGroup(key, read, { group: read.group.value, members, events: [] });
    },
  ];
  for (const change of changes) {
    await change();
    const { eTag } = present(await runs.tree('run1'));
    expect(seen).not.toContain(eTag);
    expect((await otherInstance.runs.tree('run1'))?.eTag).toBe(eTag);
    seen.push(eTag);
  }
});

it('does not change its ETag with an event or the list entry', async () => {
  const { runs } = newStores();
  await runs.create(aRun(), anEvent());
  const before = (await runs.tree('run1'))?.eTag;
  await runs.addEvents('run1', [anEvent({ time: at(1) })]);
  expect((await runs.tree('run1'))?.eTag).toBe(before);
});

it('is not there once the run is removed', async () => {
  const { runs } = newStores();
  await runs.create(aRun(), anEvent());
  await runs.remove('run1');
  expect(await runs.tree('run1')).toBeUndefined();
});

import { aFrozenRun, aMember, anEvent, aPlan, aRun, at, newStores, NOON, present } from './samples.ts';

it('has no plan before the freeze', async () => {
  const { runs } = newStores();
  await runs.create(aRun(), anEvent());
  expect(await runs.plan('run1')).toBeUndefined();
});

it('freezes a plan: every stage, group and member of it, not started', async () => {
  const stores = newStores();
  const { planId } = await aFrozenRun(stores, aPlan(2, 3, 2));
  const { runs } = stores;
  expect(await runs.plan('run1')).toEqual({
    planId,
    frozenAt: NOON,
    asOf: { main: NOON },
    lock: aPlan().lock,
    warnings: aPlan().findings,
    groupCounts: [3, 3],
    memberCounts: [6, 6],
    unsettled: true,
  });
  expect((await runs.stage('run1', planId, 1))?.value).toEqual({
    stage: 1,
    name: 'stage-1',
    attempt: 0,
    state: 'NotStarted',
    wait: { durationInSeconds: 3_600, state: 'NotStarted' },
  });
  expect((await runs.groupsOfStage('run1', planId, 1)).map(({ name }) => name)).toEqual([
    'group-1-0',
    'group-1-1',
    'group-1-2',
  ]);
  const place = { runId: 'run1', planId, stage: 1, group: 2 };
  const { group, members } = present(await runs.group(place));
  expect(group.value).toEqual({
    stage: 1,
    group: 2,
    name: 'group-1-2',
    attempt: 0,
    version: 0,
    state: 'NotStarted',
    counts: { NotStarted: 2 },
    finished: false,
    fleetRuns: [],
    locked: false,
  });
  expect(members.map(({ value }) => value)).toEqual([
    { ...aMember(10), index: 0, state: 'NotStarted' },
    { ...aMember(11), index: 1, state: 'NotStarted' },
  ]);
});

it('has no stage and no group where the plan has none', async () => {
  const stores = newStores();
  const { planId, key } = await aFrozenRun(stores);
  expect(await stores.runs.stage('run1', planId, 1)).toBeUndefined();
  expect(await stores.runs.group({ ...key, group: 1 })).toBeUndefined();
  expect(await stores.runs.groupsOfStage('run1', planId, 1)).toEqual([]);
});

it('keeps the counts of a group without members empty', async () => {
  const stores = newStores();
  const { key } = await aFrozenRun(stores, aPlan(1, 1, 0));
  expect((await stores.runs.group(key))?.group.value.counts).toEqual({});
});

it('keeps the first plan when a run is frozen again', async () => {
  const stores = newStores();
  const { planId } = await aFrozenRun(stores, aPlan(1, 1, 2));
  const again = await stores.runs.freeze('run1', aPlan(2, 2, 2), at(60));
  expect(again).toEqual(await stores.runs.plan('run1'));
  expect(again.planId).toBe(planId);
});

it('takes back a plan that is not settled, with its rows; one of settling and taking back loses', async () => {
  const { runs, otherInstance, table } = newStores();
  await runs.create(aRun(), anEvent());
  const first = await runs.freeze('run1', aPlan(1, 1, 2), NOON);
  expect(await runs.unfreeze('run1', first)).toBe('written');
  expect(await runs.plan('run1')).toBeUndefined();
  const left = (await table('Runs').all()).filter(({ rowKey }) => rowKey.startsWith(`${first.planId}|`));
  expect(left).toEqual([]);
  const second = await runs.freeze('run1', aPlan(1, 1, 2), at(60));
  expect(await runs.unfreeze('run1', first)).toBe('lost');
  const both = await Promise.all([runs.settle('run1', second), otherInstance.runs.settle('run1', second)]);
  expect(both.toSorted()).toEqual(['lost', 'written']);
  expect(await runs.plan('run1')).not.toHaveProperty('unsettled');
  expect(await runs.unfreeze('run1', second)).toBe('lost');
});

it('makes one plan of freezes at once, and leaves no row of the others', async () => {
  const { runs, otherInstance, table } = newStores();
  await runs.create(aRun(), anEvent());
  const frozen = await Promise.all(
    [1, 2, 3, 4].map((stages) =>
      (stages % 2 ? runs : otherInstance.runs).freeze('run1', aPlan(stages, 2, 60), at(stages)),
    ),
  );
  const plan = present(await runs.plan('run1'));
  expect(frozen).toEqual([plan, plan, plan, plan]);
  const left = (await table('Runs').all()).filter(({ rowKey }) => /^[0-9a-f]{12}\|/.test(rowKey));
  const stages = plan.groupCounts.length;
  expect(left).toHaveLength(stages + stages * 2 + stages * 2 * 60);
  expect(left.every(({ rowKey }) => rowKey.startsWith(`${plan.planId}|`))).toBe(true);
});

it('freezes a group of 1,000 members and reads them in their order', async () => {
  const stores = newStores();
  const { planId, key } = await aFrozenRun(stores, aPlan(1, 1, 1_000));
  const { group, members } = present(await stores.runs.group(key));
  expect(group.value.counts).toEqual({ NotStarted: 1_000 });
  expect(members.map(({ value }) => value.index)).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
  const all = await stores.runs.members('run1', planId);
  expect(all.map(({ member }) => member)).toEqual(members.map(({ value }) => value));
});

it('freezes 100 stages of 50 groups and reads the tree of them', async () => {
  const stores = newStores();
  const { planId } = await aFrozenRun(stores, aPlan(100, 50, 0));
  const tree = present(await stores.runs.tree('run1'));
  expect(tree.plan?.groupCounts).toEqual(Array.from({ length: 100 }, () => 50));
  expect(tree.stages.map(({ stage }) => stage)).toEqual(Array.from({ length: 100 }, (_, index) => index));
  expect(tree.groups.map(({ stage, group }) => stage * 50 + group)).toEqual(
    Array.from({ length: 5_000 }, (_, index) => index),
  );
  expect(await stores.runs.groupsOfStage('run1', planId, 99)).toHaveLength(50);
});

it('reads the members of all groups with their places', async () => {
  const stores = newStores();
  const { planId } = await aFrozenRun(stores, aPlan(2, 12, 1));
  const members = await stores.runs.members('run1', planId);
  expect(members.map(({ stage, group }) => [stage, group])).toEqual(
    Array.from({ length: 24 }, (_, index) => [Math.floor(index / 12), index % 12]),
  );
});

describe('a stage', () => {
  it('is written only as it was read, with its events', async () => {
    const stores = newStores();
    const { planId } = await aFrozenRun(stores);
    const { runs } = stores;
    const { value, eTag } = present(await runs.stage('run1', planId, 0));
    const running = { ...value, attempt: 1, state: 'Running' as const, startTime: NOON };
    expect(await runs.writeStage('run1', planId, { value: running, eTag }, [anEvent({ time: at(1) })])).toBe(
      'written',
    );
    expect(await runs.writeStage('run1', planId, { value: running, eTag }, [anEvent({ time: at(2) })])).toBe(
      'lost',
    );
    expect((await runs.stage('run1', planId, 0))?.value).toEqual(running);
    expect(await runs.events('run1')).toEqual([anEvent(), anEvent({ time: at(1) })]);
  });

  it('of a later attempt refuses an earlier one, even with its newest ETag', async () => {
    const stores = newStores();
    const { planId } = await aFrozenRun(stores);
    const { runs } = stores;
    const first = present(await runs.stage('run1', planId, 0));
    await runs.writeStage('run1', planId, { ...first, value: { ...first.value, attempt: 2 } }, []);
    const { value, eTag } = present(await runs.stage('run1', planId, 0));
    expect(await runs.writeStage('run1', planId, { value: { ...value, attempt: 1 }, eTag }, [])).toBe('lost');
  });

  it('that was removed is lost', async () => {
    const stores = newStores();
    const { planId } = await aFrozenRun(stores);
    const read = present(await stores.runs.stage('run1', planId, 0));
    await stores.runs.remove('run1');
    expect(await stores.runs.writeStage('run1', planId, read, [])).toBe('lost');
  });
});

it('is read with findings and reasons that only a later release knows', async () => {
  const stores = newStores();
  const later = { severity: 'warning', code: 'OfALaterRelease', message: 'Something new.' } as const;
  const plan = aPlan();
  const { planId } = await aFrozenRun(stores, {
    ...plan,
    findings: [later],
    stages: plan.stages.map((stage) => ({
      ...stage,
      groups: stage.groups.map((group) => ({
        ...group,
        members: group.members.map((member) => ({ ...member, leftOut: later })),
      })),
    })),
  });
  expect((await stores.runs.plan('run1'))?.warnings).toEqual([later]);
  const group = await stores.runs.group({ runId: 'run1', planId, stage: 0, group: 0 });
  expect(group?.members[0]?.value.leftOut?.code).toBe('OfALaterRelease');
});

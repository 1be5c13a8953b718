import type { GroupKey } from '../../../src/domain/run/run.ts';
import type { Stores } from '../../../src/azure/tables/tableStores.ts';
import { twoInstances, type Instance } from './instance.ts';
import { anAttempt, anEvent, aPlan, aRun, at, NOON, present } from './samples.ts';

const stop = { attempt: 1, reason: 'User' as const, by: 'ann', at: NOON, message: 'Stop.' };
const skip = { target: { type: 'Stage' as const, name: 'stage-1' }, by: 'ann', at: NOON };
const BY_NAME = { name: 'weekly' };

/** All that a reader sees of the run. */
async function shownBy({ stores }: Instance) {
  const shown = await stores.runs.show(BY_NAME);
  return shown && { tree: shown.tree, members: await shown.members(shown.tree.groups) };
}

/** As its rows say, whatever anybody remembers. */
async function storedFor({ stores: { runs } }: Instance) {
  const tree = await runs.tree('run1');
  return tree && { tree, members: tree.plan ? await runs.members('run1', tree.plan.planId) : [] };
}

async function placeOf({ runs }: Stores): Promise<GroupKey> {
  const { planId } = present(await runs.plan('run1'));
  return { runId: 'run1', planId, stage: 1, group: 1 };
}

async function runOn(stores: Stores, index = 0) {
  const key = await placeOf(stores);
  const read = present(await stores.runs.group(key));
  const member = { ...present(read.members[index]).value, state: 'Running' as const };
  return stores.runs.writeGroup(key, read, { group: read.group.value, members: [member], events: [] });
}

const CHANGES: readonly (readonly [string, (stores: Stores) => Promise<unknown>])[] = [
  ['a plan that is frozen', ({ runs }) => runs.freeze('run1', aPlan(2, 2, 2), NOON)],
  ['a plan that is taken back', async ({ runs }) => runs.unfreeze('run1', present(await runs.plan('run1')))],
  ['another plan', ({ runs }) => runs.freeze('run1', aPlan(2, 2, 3), at(1))],
  ['a plan that is settled', async ({ runs }) => runs.settle('run1', present(await runs.plan('run1')))],
  ['an attempt', ({ runs }) => runs.addAttempt(anAttempt(), anEvent())],
  ['a group with a member', (stores) => runOn(stores)],
  ['the group again', (stores) => runOn(stores, 1)],
  [
    'a stage',
    async (stores) => {
      const { planId } = await placeOf(stores);
      const stored = present(await stores.runs.stage('run1', planId, 0));
      const value = { ...stored.value, attempt: 1, state: 'Running' as const };
      return stores.runs.writeStage('run1', planId, { value, eTag: stored.eTag }, []);
    },
  ],
  ['a skip', ({ commands }) => commands.addSkips('run1', [skip])],
  ['a stop', ({ commands }) => commands.addStop('run1', stop)],
  [
    'an attempt that ended',
    async ({ runs }) => {
      const stored = present(await runs.attempt('run1'));
      return runs.writeAttempt({ value: { ...stored.value, endedAt: at(9) }, eTag: stored.eTag });
    },
  ],
  ['a run that is being removed', ({ runs }) => runs.beginRemoval('run1')],
  ['a run that is gone', ({ runs }) => runs.remove('run1')],
];

it.each([
  ['it has read the run before', true],
  ['it has not', false],
])('shows everything of a run at once that another instance wrote, when %s', async (_when, hasRead) => {
  const [one, other] = twoInstances();
  await one.stores.runs.create(aRun(), anEvent());
  for (const [what, change] of CHANGES) {
    if (hasRead) await shownBy(one);
    await change(other.stores);
    const stored = await storedFor(other);
    expect([what, await shownBy(one)]).toEqual([what, stored]);
    expect([what, await shownBy(other)]).toEqual([what, stored]);
  }
});

it('shows the run that has the name now', async () => {
  const [one, other] = twoInstances();
  await one.stores.runs.create(aRun(), anEvent());
  await shownBy(one);
  await other.stores.runs.remove('run1');
  expect(await shownBy(one)).toBeUndefined();
  await other.stores.runs.create(aRun({ runId: 'run2' }), anEvent());
  expect((await shownBy(one))?.tree.run.runId).toBe('run2');
});

it('does not take a run that is half removed for the one that has its name now', async () => {
  const [one, other] = twoInstances();
  await one.stores.runs.create(aRun(), anEvent());
  await shownBy(one);
  let gone = false;
  other.interrupt = ({ on, operation }) => {
    // All but the header, which goes last.
    if (on === 'Runs' && operation === 'remove' && gone) return Promise.reject(new Error('Died.'));
    return Promise.resolve();
  };
  const removal = other.stores.runs.remove('run1');
  const names = other.interrupt;
  other.interrupt = async (effect) => {
    gone = (await one.stores.runs.findByName('weekly')) === undefined;
    await names(effect);
  };
  await removal.catch((error: unknown) => error);
  other.interrupt = () => Promise.resolve();
  await other.stores.runs.create(aRun({ runId: 'run2' }), anEvent());
  expect((await shownBy(one))?.tree.run.runId).toBe('run2');
});

it('asks once, and reads what changed: nothing, a group and its members, the commands', async () => {
  const [one, other] = twoInstances();
  await one.stores.runs.create(aRun(), anEvent());
  await one.stores.runs.freeze('run1', aPlan(2, 25, 4), NOON);
  const first = await one.stores.runs.show(BY_NAME);
  await shownBy(one);
  expect(await one.counted(() => shownBy(one))).toBe(1);
  expect(await one.stores.runs.show(BY_NAME)).toBe(first);
  await runOn(other.stores);
  expect(await one.counted(() => shownBy(one))).toBe(3);
  await other.stores.commands.addStop('run1', stop);
  expect(await one.counted(() => shownBy(one))).toBe(2);
  expect(await one.counted(() => shownBy(one))).toBe(1);
});

it('readers of a run at the same moment share what they ask', async () => {
  const [one, other] = twoInstances();
  await one.stores.runs.create(aRun(), anEvent());
  await one.stores.runs.freeze('run1', aPlan(2, 2, 2), NOON);
  await shownBy(one);
  await runOn(other.stores);
  const twenty = () => Promise.all(Array.from({ length: 20 }, () => one.stores.runs.show(BY_NAME)));
  expect(await one.counted(twenty)).toBe(2);
});

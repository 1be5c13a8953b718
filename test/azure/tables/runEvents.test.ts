import { anEvent, aRun, at, newStores } from './samples.ts';

async function aRunWithEvents() {
  const stores = newStores();
  await stores.runs.create(aRun(), anEvent());
  return stores;
}

it('are read in the order of their times, however they were added', async () => {
  const { runs } = await aRunWithEvents();
  const [first, second, third] = [
    anEvent({ time: at(1) }),
    anEvent({ time: at(2) }),
    anEvent({ time: at(3) }),
  ];
  await runs.addEvents('run1', [third]);
  await runs.addEvents('run1', [first]);
  await runs.addEvents('run1', [second]);
  expect(await runs.events('run1')).toEqual([anEvent(), first, second, third]);
});

it('of one activity at the same time keep their order, even when they say the same', async () => {
  const { runs } = await aRunWithEvents();
  const messages = ['c', 'a', 'b', 'a', ...Array.from({ length: 20 }, (_, index) => `m${index}`)];
  const events = messages.map((message) => anEvent({ time: at(1), message }));
  await runs.addEvents('run1', events);
  expect(await runs.events('run1')).toEqual([anEvent(), ...events]);
});

it('written again by an activity that ran twice appear once', async () => {
  const { runs, otherInstance } = await aRunWithEvents();
  const events = ['a', 'b'].map((message) => anEvent({ time: at(1), message }));
  await Promise.all([runs.addEvents('run1', events), otherInstance.runs.addEvents('run1', events)]);
  expect(await runs.events('run1')).toEqual([anEvent(), ...events]);
});

it('of two activities at the same time both appear', async () => {
  const { runs } = await aRunWithEvents();
  await runs.addEvents('run1', [anEvent({ time: at(1), group: 'west' })]);
  await runs.addEvents('run1', [anEvent({ time: at(1), group: 'east' })]);
  expect(await runs.events('run1')).toHaveLength(3);
});

it('are kept whole, by the thousand', async () => {
  const { runs } = await aRunWithEvents();
  const events = Array.from({ length: 1_001 }, (_, index) =>
    anEvent({
      time: at(index + 1),
      attempt: 1,
      stage: 's',
      group: 'g',
      fleet: 'f',
      member: `m${index}`,
      from: 'a',
      to: 'b',
    }),
  );
  await runs.addEvents('run1', events);
  expect(await runs.events('run1')).toEqual([anEvent(), ...events]);
});

it('may be none', async () => {
  const { runs } = await aRunWithEvents();
  await runs.addEvents('run1', []);
  expect(await runs.events('run1')).toEqual([anEvent()]);
});

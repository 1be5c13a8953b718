import { listEntryOf } from '../../../src/domain/run/listEntry.ts';
import { aGroup, ago, STOP } from '../group/builders.ts';
import { anAttempt, anEndedGroup, aStage, RUN, runRows } from './runBuilders.ts';

describe('What the list shows of a run', () => {
  it('is what was asked for, before its first start', () => {
    const entry = listEntryOf(runRows({ attempts: [], stages: [], groups: [] }));
    const { runId, name, createdAt, createdBy, managedClusterUpdate, fleets } = RUN;
    expect(entry).toEqual({
      runId,
      name,
      createdAt,
      createdBy,
      managedClusterUpdate,
      fleets,
      attempt: 0,
      state: 'NotStarted',
      counts: {},
    });
  });

  it('is the first start, the newest attempt and the counts over all groups', () => {
    const attempts = [
      anAttempt({ startedAt: ago(5000), endedAt: ago(4000), state: 'Failed' }),
      anAttempt({ number: 2, startedAt: ago(3000) }),
    ];
    const groups = [
      anEndedGroup('Failed', { Completed: 1, Failed: 1 }),
      aGroup({ group: 1, attempt: 2, counts: { Running: 1, NotStarted: 2 } }),
    ];
    const entry = listEntryOf(runRows({ attempts, stages: [aStage({ attempt: 2 })], groups }));
    expect(entry).toMatchObject({ attempt: 2, state: 'Running', startTime: ago(5000) });
    expect(entry.counts).toEqual({ Completed: 1, Running: 1, NotStarted: 3 });
    expect(entry).not.toHaveProperty('completedTime');
  });

  it('is how and when the newest attempt ended', () => {
    const attempts = [anAttempt({ endedAt: ago(10), state: 'Stopped' })];
    expect(listEntryOf(runRows({ attempts, stop: STOP }))).toMatchObject({
      state: 'Stopped',
      completedTime: ago(10),
    });
  });

  it('says what a run waits for whose groups all wait', () => {
    const groups = [aGroup({ state: 'Pending', message: 'Waits for run other.' })];
    expect(listEntryOf(runRows({ attempts: [anAttempt({})], stages: [aStage({})], groups }))).toMatchObject({
      state: 'Pending',
      message: 'Waits for run other.',
    });
  });

  it('names the strategy where there is one', () => {
    expect(listEntryOf(runRows({ run: { ...RUN, strategy: 'safe' } })).strategy).toBe('safe');
  });
});

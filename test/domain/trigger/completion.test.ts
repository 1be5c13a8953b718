import { circleOf } from '../../../src/domain/trigger/circle.ts';
import { completionStart, firstEnd, isNews, waitsFor } from '../../../src/domain/trigger/completion.ts';
import { decideStart } from '../../../src/domain/trigger/decideStart.ts';
import type { CompletionTrigger } from '../../../src/domain/trigger/trigger.ts';

const EARLIER = '2026-03-01T08:00:00.000Z';
const END = '2026-03-02T07:00:00.000Z';
const NOW = '2026-03-02T08:00:00.000Z';

const aTrigger = (more: Partial<CompletionTrigger> = {}): CompletionTrigger => ({
  name: 'pools',
  kind: 'completion',
  enabled: true,
  nameTemplate: '{trigger}-{completion}',
  overlap: 'queue',
  managedClusterUpdate: { upgrade: { type: 'Full' } },
  versionsFrom: { run: '{run}' },
  completion: { strategy: 'planes', states: ['Completed'] },
  createdAt: EARLIER,
  createdBy: 'a',
  changedAt: EARLIER,
  changedBy: 'a',
  ...more,
});
const after = (name: string, of: { strategy: string } | { trigger: string }, strategy?: string) =>
  aTrigger({
    name,
    completion: { ...of, states: ['Completed'] },
    ...(strategy !== undefined && { strategy }),
  });
const RUN = { name: 'planes-1', runId: '0123456789abcdef' };

describe('A trigger that waits for the end of a run', () => {
  it('counts runs of its strategy, or of its trigger, and no others', () => {
    const byStrategy = aTrigger();
    expect(waitsFor(byStrategy, { createdBy: 'b', strategy: 'planes' })).toBe(true);
    expect(waitsFor(byStrategy, { createdBy: 'b' })).toBe(false);
    const byTrigger = after('pools', { trigger: 'nightly' });
    expect(waitsFor(byTrigger, { createdBy: 'trigger/nightly', strategy: 'planes' })).toBe(true);
    expect(waitsFor(byTrigger, { createdBy: 'nightly' })).toBe(false);
  });

  it('knows the first end that it waits for, whatever came before and after', () => {
    const attempts = [
      { number: 3, state: 'Completed', endedAt: NOW },
      { number: 2, state: 'Completed', endedAt: END },
      { number: 1, state: 'Failed', endedAt: EARLIER },
    ] as const;
    expect(firstEnd(aTrigger(), attempts)).toEqual({ state: 'Completed', at: END });
    expect(firstEnd(aTrigger(), [{ number: 1 }])).toBeUndefined();
  });

  it.each<[string, string, string, boolean]>([
    ['makes up for an end while the app was down', EARLIER, END, true],
    ['makes up for nothing before its change', NOW, END, false],
    ['makes up for nothing of last month', '2026-01-01T00:00:00.000Z', '2026-02-01T08:00:00.000Z', false],
  ])('%s', (_what, changedAt, endedAt, expected) => {
    expect(isNews(aTrigger({ changedAt }), endedAt, NOW)).toBe(expected);
  });

  it('takes versions from the run that has ended, or from the one that is named', () => {
    const end = { state: 'Completed', at: END } as const;
    const request = completionStart(aTrigger(), RUN, end, NOW);
    expect(request).toMatchObject({
      name: 'pools.run-0123456789abcdef',
      run: 'pools-01234567',
      cause: 'Run planes-1 ended Completed',
      versionsFrom: { run: 'planes-1' },
    });
    const named = completionStart(aTrigger({ versionsFrom: { run: 'proven' } }), RUN, end, NOW);
    expect(named.versionsFrom).toEqual({ run: 'proven' });
  });

  it('creates its run at once and starts it when the delay after the end is over', () => {
    const trigger = aTrigger({
      completion: { strategy: 'planes', states: ['Completed'], delayInSeconds: 2 * 3600 },
    });
    const request = completionStart(trigger, RUN, { state: 'Completed', at: END }, NOW);
    const facts = {
      trigger,
      now: NOW,
      run: 'Absent',
      underWay: undefined,
      strategyIsThere: true,
      isClaimed: false,
      newestVersion: undefined,
      queuedBefore: undefined,
    } as const;
    expect(decideStart(request, facts)).toEqual({ do: 'create' });
    const created = { ...facts, run: 'Created' } as const;
    const until = 'Waits until 2026-03-02T09:00:00.000Z.';
    expect(decideStart(request, created)).toEqual({ do: 'wait', message: until });
    expect(decideStart(request, { ...created, now: '2026-03-02T09:00:00.000Z' })).toEqual({ do: 'claim' });
    const paused = { ...created, trigger: { ...trigger, enabled: false } };
    expect(decideStart(request, paused)).toMatchObject({ result: { outcome: 'Cancelled' } });
  });
});

describe('A circle of triggers', () => {
  it.each<[string, CompletionTrigger, readonly CompletionTrigger[], readonly string[] | undefined]>([
    ['is none in a chain', after('c', { trigger: 'b' }), [after('b', { trigger: 'a' })], undefined],
    ['is made by a trigger that waits for itself', after('a', { trigger: 'a' }), [], ['a', 'a']],
    [
      'is made by a trigger that waits for its own strategy',
      after('a', { strategy: 's' }, 's'),
      [],
      ['a', 'a'],
    ],
    [
      'is made by two that wait for each other, by name and by strategy',
      after('a', { trigger: 'b' }, 's'),
      [after('b', { strategy: 's' })],
      ['a', 'b', 'a'],
    ],
    [
      'is made by three',
      after('a', { trigger: 'c' }),
      [after('b', { trigger: 'a' }), after('c', { trigger: 'b' })],
      ['a', 'b', 'c', 'a'],
    ],
    [
      'is none when it is one of others that this only follows',
      after('x', { trigger: 'a' }),
      [after('a', { trigger: 'b' }), after('b', { trigger: 'a' })],
      undefined,
    ],
    [
      'counts the trigger as it is to be, not as it was',
      after('a', { trigger: 'nightly' }),
      [after('a', { trigger: 'b' }), after('b', { trigger: 'a' })],
      undefined,
    ],
    [
      'is not made by two One by one runs',
      after('a', { strategy: 's' }),
      [after('b', { strategy: 's' })],
      undefined,
    ],
  ])('%s', (_what, trigger, all, expected) => {
    expect(circleOf(trigger, all)).toEqual(expected);
  });
});

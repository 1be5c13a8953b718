import {
  isLockLeft,
  MOST_GENERATIONS,
  repairOf,
  type AttemptRepair,
} from '../../../src/domain/run/reconcileAttempt.ts';
import type { Attempt } from '../../../src/domain/run/run.ts';

const attempt = (more: Partial<Attempt> = {}): Attempt => ({
  runId: 'run',
  number: 1,
  generation: 1,
  startedAt: '2026-03-02T08:00:00Z',
  startedBy: 'someone',
  ...more,
});
const LATER = '2026-03-02T09:00:00Z';

describe('An attempt in the index of unfinished ones', () => {
  it.each<[string, Attempt | undefined, 'live' | 'ended' | 'gone', string, AttemptRepair['do']]>([
    ['whose run is gone leaves the index', undefined, 'gone', LATER, 'markFinished'],
    ['that has ended leaves the index', attempt({ endedAt: LATER }), 'ended', LATER, 'markFinished'],
    ['with a living orchestration needs nothing', attempt(), 'live', LATER, 'nothing'],
    ['started a moment ago needs nothing yet', attempt(), 'gone', '2026-03-02T08:00:59Z', 'nothing'],
    ['whose start was lost is started', attempt(), 'gone', '2026-03-02T08:01:00Z', 'start'],
    ['whose orchestration ended is noted first', attempt(), 'ended', LATER, 'noteLost'],
    [
      'noted by the pass that ran beside this one is left alone',
      attempt({ lostSince: '2026-03-02T08:56:01Z' }),
      ...(['ended', LATER, 'nothing'] as const),
    ],
    [
      'noted by the pass before is started again',
      attempt({ lostSince: '2026-03-02T08:56:00Z' }),
      ...(['ended', LATER, 'startNextGeneration'] as const),
    ],
    [
      'lost once too often is brought to its end without an orchestration',
      attempt({ lostSince: '2026-03-02T08:50:00Z', generation: MOST_GENERATIONS }),
      ...(['ended', LATER, 'endWithoutOrchestration'] as const),
    ],
  ])('%s', (_what, stored, instance, now, repair) => {
    expect(repairOf(stored, instance, now).do).toBe(repair);
  });
});

describe('A lock', () => {
  const lock = { since: '2026-03-02T08:00:00Z', attempt: 1 };
  it.each<[string, Attempt | undefined, string, boolean]>([
    ['of a run that is gone is left over', undefined, LATER, true],
    ['that is young is not, as its run may be about to be written', undefined, '2026-03-02T08:09:59Z', false],
    ['of an attempt under way is not', attempt(), LATER, false],
    ['of an attempt just ended is not yet', attempt({ endedAt: '2026-03-02T08:50:01Z' }), LATER, false],
    ['of an attempt ended ten minutes ago is', attempt({ endedAt: '2026-03-02T08:50:00Z' }), LATER, true],
    ['of an earlier attempt is not while the next one is under way', attempt({ number: 2 }), LATER, false],
  ])('%s', (_what, newest, now, left) => {
    expect(isLockLeft(lock, newest, now)).toBe(left);
  });
});

import { decideGroup } from '../../../src/domain/group/decideGroup.ts';
import type { GroupObservation } from '../../../src/domain/group/observation.ts';
import type { FailureBudget } from '../../../src/domain/run/failureBudget.ts';
import type { MemberRow } from '../../../src/domain/run/run.ts';
import { aGroup, ago, aMember, anObservation, RECORD, STOP } from './builders.ts';

const FAILED = aMember('a', 'Failed', { error: { code: 'UpgradeFailed', message: 'No.' } });
const STOPPED = aMember('b', 'Stopped', {
  startTime: ago(300),
  completedTime: ago(60),
  operationId: 'o',
  message: 'Was Pending.',
});
const LEFT = aMember('c');
const BUDGET: FailureBudget = { scope: 'group', name: 'canary', said: '1', limit: 1, failed: 1 };
const indexes = [{ from: 'a'.charCodeAt(0), to: 'c'.charCodeAt(0) }];

/** A slice of a fleet whose Fleet run has ended at a failure and is gone. */
const closing = (more: Partial<GroupObservation> = {}, deleted = true) =>
  anObservation({
    group: aGroup({ begun: true, fleetRuns: [{ ...RECORD, members: indexes, result: 'Failed', deleted }] }),
    members: [FAILED, STOPPED, LEFT],
    budgets: [BUDGET],
    ...more,
  });
const writtenBy = (observed: GroupObservation): readonly MemberRow[] => {
  const step = decideGroup(observed);
  return step.kind === 'step' ? (step.change?.members ?? []) : [];
};

describe('The rest of a longer slice in which a member failed within the limits', () => {
  it('is not started again in the write that closes the slice, as if it had never been', () => {
    expect(writtenBy(closing())).toEqual([aMember('b')]);
  });

  it('is not touched before the Fleet run is known to be gone', () => {
    expect(writtenBy(closing({}, false))).toEqual([]);
  });

  it('is updated by the next slice, the failed member by none', () => {
    const step = decideGroup(
      closing({
        group: aGroup({ begun: true, nextSlice: 1, locked: true }),
        members: [FAILED, aMember('b'), LEFT],
      }),
    );
    expect(step).toMatchObject({
      look: { what: 'locks', clusterResourceIds: [STOPPED, LEFT].map((row) => row.clusterResourceId) },
    });
  });

  it('stays as it is once the attempt is stopped', () => {
    expect(writtenBy(closing({ commands: { stop: STOP, skips: [] } }))).toEqual([]);
  });
});

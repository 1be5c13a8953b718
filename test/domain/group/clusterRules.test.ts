import type { ClusterStanding } from '../../../src/domain/fleet/clusterStanding.ts';
import { standingOf } from '../../../src/domain/fleet/clusterStanding.ts';
import { afterRefusal, verdictOn } from '../../../src/domain/group/clusterRules.ts';
import { clusterKey } from '../../../src/domain/group/lock.ts';
import type { ClusterRules } from '../../../src/domain/plan/updateSpec.ts';
import type { MemberRow } from '../../../src/domain/run/run.ts';
import { ago, aMember, clusterId, NOW } from './builders.ts';

const SKIP: ClusterRules = { onStoppedCluster: 'Skip' };
const WAIT: ClusterRules = { busyClusterWaitInSeconds: 600 };
const BOTH: ClusterRules = { ...SKIP, ...WAIT };
const STOPPED: ClusterStanding = { isStopped: true, movements: [] };
const BUSY: ClusterStanding = { isStopped: false, movements: ['pool apps Updating'] };
const STARTING: ClusterStanding = { isStopped: true, movements: ['Starting'] };
const IDLE: ClusterStanding = { isStopped: false, movements: [] };

const standings = (standing: ClusterStanding) => new Map([[clusterKey(clusterId('a')), standing]]);
const verdict = (
  clusterRules: ClusterRules,
  standing: ClusterStanding | undefined,
  more: Partial<MemberRow> = {},
) => verdictOn({ now: NOW, clusterRules }, aMember('a', 'NotStarted', more), standing && standings(standing));

describe('A member whose cluster cannot be updated now', () => {
  it.each<[string, ClusterRules, ClusterStanding | undefined, Partial<MemberRow>, string | undefined]>([
    ['is left to Fleet Manager where the policy says nothing', {}, STOPPED, {}, undefined],
    [
      'is left to Fleet Manager where the policy says Fail',
      { onStoppedCluster: 'Fail' },
      STOPPED,
      {},
      undefined,
    ],
    ['is skipped when it is stopped', SKIP, STOPPED, {}, 'skip'],
    ['is not waited for when it is stopped', WAIT, STOPPED, {}, undefined],
    ['is waited for while a pool moves', WAIT, BUSY, {}, 'wait'],
    ['is not waited for with no seconds', { busyClusterWaitInSeconds: 0 }, BUSY, {}, undefined],
    ['is no stopped one while it is busy', SKIP, BUSY, {}, undefined],
    ['is waited for while it is being started', BOTH, STARTING, {}, 'wait'],
    ['is skipped while it is being started, where nothing is waited for', SKIP, STARTING, {}, 'skip'],
    ['is waited for until the last second, from the first time', WAIT, BUSY, { busySince: ago(599) }, 'wait'],
    ['has failed then', WAIT, BUSY, { busySince: ago(600) }, 'fail'],
    ['may start once it is idle, however late', WAIT, IDLE, { busySince: ago(6000) }, undefined],
    ['is left to Fleet Manager when nothing is known of it', BOTH, undefined, {}, undefined],
  ])('%s', (_, rules, standing, more, expected) => {
    expect(verdict(rules, standing, more)).toBe(expected);
  });

  it('is not known where it cannot be read', () => {
    expect([standingOf('NotFound'), standingOf('NoAccess'), standingOf('NotAks')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('A member that has failed', () => {
  const REFUSED = { error: { code: 'OperationNotAllowed', message: 'Not now.' } };
  const after = (
    more: Partial<MemberRow>,
    standing: ClusterStanding,
    { isStopping = false }: { readonly isStopping?: boolean } = {},
  ) =>
    afterRefusal(
      { now: NOW, clusterRules: BOTH, isStopping, asked: standings(standing) },
      aMember('a', 'Failed', more),
    );

  it('because its cluster was stopped is skipped, and the next attempt takes it up', () => {
    expect(after(REFUSED, STOPPED)).toMatchObject({ state: 'Skipped', postponed: true, passedOver: true });
    expect(after(REFUSED, STOPPED)).not.toHaveProperty('error');
  });

  it('because its cluster was busy goes back to waiting once its slice is closed', () => {
    const waiting = { reason: 'ClusterBusy', until: '2026-03-01T12:10:00.000Z' };
    expect(after(REFUSED, BUSY)).toMatchObject({ willRetry: true, busySince: NOW, waiting });
  });

  it.each<[string, Partial<MemberRow>, ClusterStanding, boolean]>([
    ['of an operation that was begun', { ...REFUSED, operationId: 'o' }, STOPPED, false],
    ['of another code', { error: { code: 'UpgradeFailed', message: '' } }, STOPPED, false],
    ['of a refusal by a cluster that is idle by now', REFUSED, IDLE, false],
    ['of a busy cluster while the run is being stopped', REFUSED, BUSY, true],
  ])('%s has failed', (_, more, standing, isStopping) => {
    expect(after(more, standing, { isStopping })).toBeUndefined();
  });
});

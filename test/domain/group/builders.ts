import type { FleetRunMember, FleetRunView } from '../../../src/domain/group/fleetRun.ts';
import type { GroupObservation } from '../../../src/domain/group/observation.ts';
import type { Lock } from '../../../src/domain/group/lock.ts';
import { ONE_FLEET_AT_A_TIME } from '../../../src/domain/group/slicing.ts';
import { withoutUndefined } from '../../../src/domain/withoutUndefined.ts';
import type { FleetRunRecord, GroupRow, MemberRow } from '../../../src/domain/run/run.ts';
import type { State } from '../../../src/domain/run/states.ts';

export const NOW = '2026-03-01T12:00:00.000Z';
const CONTENT = {
  managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' }, nodeImageSelection: { type: 'Latest' } },
  group: 'canary',
} as const;

export const clusterId = (name: string) =>
  `/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/${name}`;

/** Seconds before NOW, as a time. */
export const ago = (seconds: number) => new Date(Date.parse(NOW) - seconds * 1000).toISOString();

export function aMember(name: string, state: State = 'NotStarted', more: Partial<MemberRow> = {}): MemberRow {
  return {
    fleet: 'demo',
    name,
    clusterResourceId: clusterId(name),
    from: { nodePools: [] },
    to: { nodePools: [] },
    update: true,
    index: name.charCodeAt(0),
    state,
    ...more,
  };
}

export function aGroup(more: Partial<GroupRow> = {}): GroupRow {
  return {
    stage: 0,
    group: 0,
    name: 'canary',
    attempt: 1,
    version: 3,
    state: 'Running',
    counts: {},
    finished: false,
    fleetRuns: [],
    locked: false,
    movedAt: ago(5),
    ...more,
  };
}

export const RECORD: FleetRunRecord = { fleet: 'demo', name: 'fu-nightly-000000000000' };
export const STARTED: FleetRunRecord = { ...RECORD, startedAt: ago(300) };

export function aFleetRun(
  state: State,
  members: readonly FleetRunMember[],
  more: Partial<FleetRunView> = {},
): FleetRunView {
  return { name: RECORD.name, eTag: '"7"', state, members, content: CONTENT, ...more };
}

export function inFleet(
  name: string,
  state: State = 'NotStarted',
  more: Partial<FleetRunMember> = {},
): FleetRunMember {
  // Fleet keeps the spelling of whoever joined the cluster.
  return {
    name,
    clusterResourceId: clusterId(name).replace('resourceGroups', 'resourcegroups'),
    state,
    ...more,
  };
}

export function aLock(member: string, holder: 'ours' | 'theirs' = 'ours'): Lock {
  const ours = { runId: 'r1', runName: 'nightly', attempt: 1, purpose: 'first/canary' };
  const theirs = { runId: 'r2', runName: 'weekly', attempt: 1, purpose: 'first/canary' };
  return { clusterResourceId: clusterId(member), holder: holder === 'ours' ? ours : theirs, since: ago(100) };
}

/** What was looked at is so for the one lane that there is, or for whatever might be opened and the whole group. */
export function anObservation({
  locks,
  fleetRun,
  clusters,
  ...more
}: Partial<GroupObservation> = {}): GroupObservation {
  const found = withoutUndefined({ locks, fleetRun, clusters });
  const rows = more.members ?? [aMember('a'), aMember('b')];
  const lanes = (more.group?.fleetRuns ?? []).map(({ name }) => name);
  const slice = more.group?.fleetRuns[0];
  const others = ['', ...rows.map(({ index }) => `next ${index}`)];
  const looked = new Map((lanes.length > 0 ? lanes : others).map((lane) => [lane, found]));
  return {
    slicing: ONE_FLEET_AT_A_TIME,
    budgets: [],
    looked,
    ...found,
    ...(slice && { slice }),
    now: NOW,
    run: { runId: 'r1', name: 'nightly', implicit: false },
    stageName: 'first',
    attempt: 1,
    group: aGroup(),
    members: [aMember('a'), aMember('b')],
    commands: { skips: [] },
    content: CONTENT,
    ...more,
  };
}

export const STOP = {
  attempt: 1,
  reason: 'User',
  by: 'ann',
  at: ago(10),
  message: 'Stopped by ann.',
} as const;

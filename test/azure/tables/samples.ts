import type { Plan, PlannedMember } from '../../../src/domain/plan/plan.ts';
import type { Attempt, GroupKey, Run, RunEvent } from '../../../src/domain/run/run.ts';
import { StorageTable } from '../../../src/azure/tables/storageTable.ts';
import { tableStores } from '../../../src/azure/tables/tableStores.ts';
import { newAccount } from '../../support/azurite.ts';

export const NOON = '2026-03-01T12:00:00.000Z';

/** Noon of the first of March and so many seconds. */
export const at = (seconds: number) => new Date(Date.parse(NOON) + seconds * 1_000).toISOString();

/** The stores on an empty account, the stores of a second instance on it, and its tables as they are. */
export function newStores(connectionString = newAccount()) {
  const connection = { connectionString };
  return {
    ...tableStores(connection),
    otherInstance: tableStores(connection),
    table: (name: string) => new StorageTable(connection, name),
  };
}

export function aRun(change: Partial<Run> = {}): Run {
  return {
    runId: 'run1',
    name: 'weekly',
    createdAt: NOON,
    createdBy: 'ann@example.com',
    implicit: false,
    stages: [{ name: 'canary', groups: [{ name: 'west' }] }],
    managedClusterUpdate: { upgrade: { type: 'Full', kubernetesVersion: '1.33.2' } },
    fleets: ['main'],
    ...change,
  };
}

export function anEvent(change: Partial<RunEvent> = {}): RunEvent {
  return { time: NOON, type: 'RunCreated', actor: 'ann@example.com', message: 'Created.', ...change };
}

export function anAttempt(change: Partial<Attempt> = {}): Attempt {
  return {
    runId: 'run1',
    number: 1,
    generation: 0,
    startedAt: NOON,
    startedBy: 'ann@example.com',
    ...change,
  };
}

export function aMember(index: number): PlannedMember {
  const name = `aks-${String(index).padStart(4, '0')}`;
  const nodePools = [{ name: 'system', nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202508.06.0' }];
  return {
    fleet: 'main',
    name,
    clusterResourceId: `/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/${name}`,
    from: { kubernetesVersion: '1.32.6', nodePools },
    to: { kubernetesVersion: '1.33.2', nodePools },
    update: true,
  };
}

/** So many stages of so many groups of so many members. */
export function aPlan(stages = 1, groups = 1, members = 3): Plan {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  return {
    stages: numbers(stages).map((stage) => ({
      name: `stage-${stage}`,
      afterStageWaitInSeconds: 3_600,
      groups: numbers(groups).map((group) => ({
        name: `group-${stage}-${group}`,
        members: numbers(members).map((index) => aMember((stage * groups + group) * members + index)),
      })),
    })),
    lock: { kubernetesVersion: '1.33.2', nodeImageVersions: ['AKSUbuntu-2204gen2containerd-202508.06.0'] },
    findings: [{ severity: 'warning', code: 'AlreadyAtTarget', message: 'Nothing to do for one.', count: 1 }],
    asOf: { main: NOON },
  };
}

/** A created run with a frozen plan, and the place of its first group. */
export async function aFrozenRun(stores: ReturnType<typeof newStores>, plan = aPlan()) {
  await stores.runs.create(aRun(), anEvent());
  const { planId } = await stores.runs.freeze('run1', plan, NOON);
  const key: GroupKey = { runId: 'run1', planId, stage: 0, group: 0 };
  return { planId, key };
}

/** What a test knows to be there. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It is not there.');
  return value;
}

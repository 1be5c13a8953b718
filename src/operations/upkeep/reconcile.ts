import { activityOf } from '../../domain/fleet/clusterActivity.ts';
import { present } from '../../domain/present.ts';
import { isLockLeft, repairOf } from '../../domain/run/reconcileAttempt.ts';
import type { Attempt, RunEvent } from '../../domain/run/run.ts';
import type { AppPorts } from '../../ports/appPorts.ts';
import type { Orchestrations } from '../../ports/orchestrations.ts';
import type { LockStore, Stored } from '../../ports/stores.ts';
import { carryPending } from '../members/carryPending.ts';
import { finishActs } from '../members/membershipActs.ts';
import { createEndWithoutOrchestration } from '../attempt/endWithoutOrchestration.ts';
import { orchestrationOf, startOrchestration } from '../attempt/startOrchestration.ts';
import { askCluster } from '../members/askCluster.ts';
import { refreshListEntry } from '../runs/refreshListEntry.ts';
import { settleAbandoned } from './abandonedRuns.ts';
import { guarded, type Report } from './guarded.ts';
import { tidyLeftFleetRuns } from './leftFleetRuns.ts';
import { settleRuns } from './removedRuns.ts';
import { reviveGroups } from './reviveGroups.ts';

/**
 * Repairs what a crash can leave: attempts without a live orchestration, locks whose group has ended, runs that
 * are half made or half removed, pending assignments, joins and departures, audit entries on their way. Every step
 * reads first, writes with the row's ETag, and is safe beside another pass.
 */
export async function reconcile(
  ports: AppPorts,
  orchestrations: Orchestrations,
  fleets: readonly string[],
  report: Report,
): Promise<void> {
  await guarded('unfinished runs', report, async () => {
    for (const runId of await ports.runs.unfinished()) {
      await guarded(`run ${runId}`, report, () => repairRun(ports, orchestrations, runId));
    }
  });
  await guarded('runs half made or half removed', report, () => settleRuns(ports, orchestrations, report));
  await guarded('Fleet runs that are left', report, () => tidyLeftFleetRuns(ports, fleets, report));
  await guarded('locks', report, async () => {
    for (const lock of await ports.locks.all()) {
      await guarded(`lock of ${lock.clusterResourceId}`, report, () => releaseIfLeft(ports, lock));
    }
  });
  await guarded('assignments', report, () => carryPending(ports, fleets, report));
  await guarded('memberships', report, () => finishActs(ports, fleets, report));
  await guarded('audit entries', report, () => ports.audit.carryLeft(fleets));
}

async function repairRun(ports: AppPorts, orchestrations: Orchestrations, runId: string): Promise<void> {
  const { runs } = ports;
  // Durable first: a row read afterwards is at least as new as what Durable said.
  const before = await runs.attempt(runId);
  const instance = before ? await orchestrations.status(orchestrationOf(before.value)) : 'gone';
  if (before && before.value.endedAt === undefined && instance === 'live') {
    await reviveGroups(runs, orchestrations, before.value);
    return;
  }
  const stored = await runs.attempt(runId);
  if (stored?.value.generation !== before?.value.generation || stored?.value.number !== before?.value.number)
    return;
  const now = new Date().toISOString();
  const repair = repairOf(stored?.value, instance, now);
  if (repair.do === 'markFinished') {
    await settleAbandoned(ports, runId);
    await refreshListEntry(runs, runId);
    await runs.markFinished(runId);
    return;
  }
  if (stored) await repairAttempt(ports, orchestrations, stored, repair.do, now);
}

async function repairAttempt(
  ports: AppPorts,
  orchestrations: Orchestrations,
  stored: Stored<Attempt>,
  repair: Exclude<ReturnType<typeof repairOf>['do'], 'markFinished'>,
  now: string,
): Promise<void> {
  const { runs } = ports;
  const attempt = stored.value;
  switch (repair) {
    case 'nothing':
      return;
    case 'start':
      await startOrchestration(orchestrations, attempt);
      return;
    case 'noteLost':
      await runs.writeAttempt({ value: { ...attempt, lostSince: now }, eTag: stored.eTag });
      return;
    case 'startNextGeneration': {
      const next = present({ ...attempt, generation: attempt.generation + 1, lostSince: undefined });
      const message = `The orchestration of attempt ${attempt.number} was lost and is started again.`;
      const event: RunEvent = {
        time: now,
        type: 'OrchestrationStartedAgain',
        attempt: attempt.number,
        message,
      };
      if ((await runs.writeAttempt({ value: next, eTag: stored.eTag }, [event])) === 'written') {
        await startOrchestration(orchestrations, next);
      }
      return;
    }
    case 'endWithoutOrchestration':
      await createEndWithoutOrchestration(ports)(attempt);
  }
}

/** Frees a cluster that no run will free; not while AKS is at work on it. */
async function releaseIfLeft(
  ports: AppPorts,
  lock: Awaited<ReturnType<LockStore['all']>>[number],
): Promise<void> {
  const { holder, clusterResourceId, since } = lock;
  const newest = await ports.runs.attempt(holder.runId);
  if (!isLockLeft({ since, attempt: holder.attempt }, newest?.value, new Date().toISOString())) return;
  if (activityOf(await askCluster(ports.clusters, clusterResourceId)) === 'Busy') return;
  await ports.locks.release([clusterResourceId], holder);
}

import { activityOf } from '../../domain/fleet/clusterActivity.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { isLockLeft, repairOf } from '../../domain/run/reconcileAttempt.ts';
import type { Attempt, RunEvent } from '../../domain/run/run.ts';
import type { LockStore } from '../../ports/lockStores.ts';
import type { Stored } from '../../ports/stored.ts';
import { carryPending } from '../members/carryPending.ts';
import { finishActs } from '../members/membershipActs.ts';
import { endWithoutOrchestration } from '../attempt/endWithoutOrchestration.ts';
import { orchestrationOf, startOrchestration } from '../attempt/startOrchestration.ts';
import { askCluster } from '../members/askCluster.ts';
import { refreshListEntry } from '../runs/refreshListEntry.ts';
import { settleAbandoned } from './abandonedRuns.ts';
import { guarded, type Report } from './guarded.ts';
import { tidyLeftFleetRuns } from './leftFleetRuns.ts';
import { tidyPlaces } from './leftPlaces.ts';
import { tidyInbox } from './tidyInbox.ts';
import { settleRuns } from './removedRuns.ts';
import { reviveGroups } from './reviveGroups.ts';
import type { App, DurableApp } from '../../ports/app.ts';

/**
 * Repairs what a crash can leave: attempts without a live orchestration, locks and places whose group has ended, runs that
 * are half made or half removed, the inbox of gates, pending assignments, joins and departures, audit entries on their way. Every step
 * reads first, writes with the row's ETag, and is safe beside another pass.
 */
export async function reconcile(app: DurableApp, report: Report): Promise<void> {
  await guarded('unfinished runs', report, async () => {
    for (const runId of await app.runs.unfinished()) {
      await guarded(`run ${runId}`, report, () => repairRun(app, runId));
    }
  });
  await guarded('runs half made or half removed', report, () => settleRuns(app, report));
  await guarded('Fleet runs that are left', report, () => tidyLeftFleetRuns(app, report));
  await guarded('locks', report, async () => {
    for (const lock of await app.locks.all()) {
      await guarded(`lock of ${lock.clusterResourceId}`, report, () => releaseIfLeft(app, lock));
    }
  });
  await guarded('places', report, () => tidyPlaces(app, report));
  await guarded('inbox of gates', report, () => tidyInbox(app, report));
  await guarded('assignments', report, () => carryPending(app, report));
  await guarded('memberships', report, () => finishActs(app, report));
  await guarded('audit entries', report, () => app.audit.carryLeft(app.fleetAliases));
}

async function repairRun(app: DurableApp, runId: string): Promise<void> {
  const { runs } = app;
  // Durable first: a row read afterwards is at least as new as what Durable said.
  const before = await runs.attempt(runId);
  const instance = before ? await app.orchestrations.status(orchestrationOf(before.value)) : 'gone';
  if (before && before.value.endedAt === undefined && instance === 'live') {
    await reviveGroups(app, before.value);
    await refreshListEntry(app, runId);
    return;
  }
  const stored = await runs.attempt(runId);
  if (stored?.value.generation !== before?.value.generation || stored?.value.number !== before?.value.number)
    return;
  const now = app.now();
  const repair = repairOf(stored?.value, instance, now);
  if (repair.do === 'markFinished') {
    await settleAbandoned(app, runId);
    await refreshListEntry(app, runId);
    await runs.markFinished(runId);
    return;
  }
  if (stored) await repairAttempt(app, stored, repair.do, now);
}

async function repairAttempt(
  app: DurableApp,
  stored: Stored<Attempt>,
  repair: Exclude<ReturnType<typeof repairOf>['do'], 'markFinished'>,
  now: string,
): Promise<void> {
  const { runs } = app;
  const attempt = stored.value;
  switch (repair) {
    case 'nothing':
      return;
    case 'start':
      await startOrchestration(app, attempt);
      return;
    case 'noteLost':
      await runs.writeAttempt({ value: { ...attempt, lostSince: now }, eTag: stored.eTag });
      return;
    case 'startNextGeneration': {
      const next = withoutUndefined({ ...attempt, generation: attempt.generation + 1, lostSince: undefined });
      const message = `The orchestration of attempt ${attempt.number} was lost and is started again.`;
      const event: RunEvent = {
        time: now,
        type: 'OrchestrationStartedAgain',
        attempt: attempt.number,
        message,
      };
      if ((await runs.writeAttempt({ value: next, eTag: stored.eTag }, [event])) === 'written') {
        await startOrchestration(app, next);
      }
      return;
    }
    case 'endWithoutOrchestration':
      await endWithoutOrchestration(app, attempt);
  }
}

/** Frees a cluster that no run will free; not while AKS is at work on it. */
async function releaseIfLeft(app: App, lock: Awaited<ReturnType<LockStore['all']>>[number]): Promise<void> {
  const { holder, clusterResourceId, since } = lock;
  const newest = await app.runs.attempt(holder.runId);
  if (!isLockLeft({ since, attempt: holder.attempt }, newest?.value, app.now())) return;
  if (activityOf(await askCluster(app, clusterResourceId)) === 'Busy') return;
  await app.locks.release([clusterResourceId], holder);
}

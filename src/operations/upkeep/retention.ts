import type { RunListEntry } from '../../domain/run/run.ts';
import { hasEnded } from '../../domain/run/states.ts';
import { isForgotten } from '../../domain/trigger/startRequest.ts';
import type { RunStore } from '../../ports/runStore.ts';
import type { TriggerStore } from '../../ports/triggerStores.ts';
import { tellRuns } from '../notifications/tellRuns.ts';
import { guarded, type Report } from './guarded.ts';
import { removeRun } from './removedRuns.ts';
import type { DurableApp } from '../../ports/app.ts';

const PAGE = 100;
const DAY_MS = 86_400_000;
/** Longer than one is tried. */
const DELIVERIES_DAYS = 30;

/**
 * Removes what is older than the settings keep: runs that have ended or never started, audit entries, histories. What
 * cannot be removed is reported, and tried again a day later.
 */
export async function applyRetention(app: DurableApp, report: Report): Promise<void> {
  const now = app.now();
  const keep = app.settings;
  const runsBefore = daysBefore(now, keep.retentionDays);
  await guarded('the list of runs', report, async () => {
    for (const { runId, name } of await expiredRuns(app.runs, runsBefore)) {
      // One that has been started again by now is refused, and stays.
      await guarded(`run ${name}`, report, () => removeRun(app, runId));
    }
  });
  await guarded('audit entries', report, () => app.audit.removeBefore(runsBefore));
  await guarded('start requests', report, () => removeOldRequests(app.triggers, now, report));
  await guarded('deliveries', report, () => removeOldDeliveries(app, daysBefore(now, DELIVERIES_DAYS)));
  // Where nobody is told, nothing else takes runs out of the index of what is untold.
  await guarded('runs that are told', report, () => tellRuns(app, [], report));
  await guarded('histories', report, () =>
    app.orchestrations.purgeEndedBefore(daysBefore(now, keep.historyRetentionDays)),
  );
  await guarded('receipts of deleted triggers', report, () => removeReceiptsOfDeleted(app.triggers));
}

async function removeOldDeliveries({ notifications, notifying }: DurableApp, before: string): Promise<void> {
  for (const { value } of await notifications.list()) {
    await notifying.deliveries.removeBefore(value.name, before);
  }
}

async function removeOldRequests({ requests }: TriggerStore, now: string, report: Report): Promise<void> {
  for (const { value, eTag } of await requests.list()) {
    if (!isForgotten(value, now)) continue;
    await guarded(`start request ${value.name}`, report, () => requests.remove(value.name, eTag));
  }
}

/** What is kept for as long as a trigger lives goes with it. */
async function removeReceiptsOfDeleted({ definitions, receipts }: TriggerStore): Promise<void> {
  const byTrigger = Map.groupBy(await receipts.list(), ({ value }) => value.trigger);
  for (const [trigger, rows] of byTrigger) {
    const createdAt = (await definitions.get(trigger))?.value.createdAt;
    for (const { value, eTag } of rows) {
      if (value.triggerCreatedAt !== createdAt) await receipts.remove(value.name, eTag);
    }
  }
}

async function expiredRuns(runs: RunStore, before: string): Promise<RunListEntry[]> {
  const expired: RunListEntry[] = [];
  let continuation: string | undefined;
  do {
    const page = await runs.list(PAGE, continuation);
    expired.push(...page.value.filter((entry) => isExpired(entry, before)));
    continuation = page.continuation;
  } while (continuation !== undefined);
  return expired;
}

function isExpired(entry: RunListEntry, before: string): boolean {
  if (entry.state === 'NotStarted') return entry.createdAt < before;
  return hasEnded(entry.state) && entry.completedTime !== undefined && entry.completedTime < before;
}

function daysBefore(now: string, days: number): string {
  return new Date(Date.parse(now) - days * DAY_MS).toISOString();
}

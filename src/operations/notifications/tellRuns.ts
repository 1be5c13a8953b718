import { listEntryOf } from '../../domain/run/listEntry.ts';
import { WAITING_MINUTES, type Notification } from '../../domain/notify/notification.ts';
import { isOf } from '../../domain/notify/delivery.ts';
import { occurrencesOf } from '../../domain/notify/occurrencesOfRun.ts';
import { longWait } from '../../domain/notify/otherOccurrences.ts';
import { isTold, lookFrom, type Untold } from '../../domain/notify/untold.ts';
import type { Run } from '../../domain/run/run.ts';
import type { App } from '../../ports/app.ts';
import type { Stored } from '../../ports/stored.ts';
import { guarded, type Report } from '../upkeep/guarded.ts';
import { tell } from './tell.ts';
import { enterUntold } from './untoldRuns.ts';

const DAY_MS = 86_400_000;

/** Looks through the trails of all runs of which not all may be told. */
export async function tellRuns(
  app: App,
  notifications: readonly Notification[],
  report: Report,
): Promise<void> {
  const { untold } = app.notifying;
  const known = new Set((await untold.list()).map(({ value }) => value.name));
  // One that left the index while its next attempt was being written comes back.
  for (const runId of await app.runs.unfinished()) if (!known.has(runId)) await enterUntold(app, runId);
  for (const entry of await untold.list()) {
    await guarded(`what is told of run ${entry.value.name}`, report, () =>
      tellRun(app, notifications, entry),
    );
  }
}

/** The index last: what a crash cuts short is looked through again. */
export async function tellRun(
  app: App,
  notifications: readonly Notification[],
  entry: Stored<Untold>,
): Promise<void> {
  const { runs, notifying } = app;
  const { name: runId } = entry.value;
  const now = app.now();
  const [run, newest] = await Promise.all([runs.get(runId), runs.attempt(runId)]);
  if (run) await tellTrail(app, notifications, run, lookFrom(entry.value));
  const isUnderWay = newest !== undefined && newest.value.endedAt === undefined;
  if (run && isUnderWay) await tellWait(app, notifications, run, newest.value.number);
  if (!run || (!isUnderWay && isTold(entry.value, newest?.value.endedAt, now))) {
    await notifying.untold.remove(runId, entry.eTag);
  } else if (notifications.length > 0) {
    await notifying.untold.put({ ...entry.value, toldUpTo: now }, entry.eTag);
  }
}

async function tellTrail(
  app: App,
  notifications: readonly Notification[],
  run: Run,
  from: string | undefined,
): Promise<void> {
  if (notifications.length === 0) return;
  const ahead = new Date(Date.parse(app.now()) + DAY_MS).toISOString();
  const events = await app.runs.events(run.runId, from === undefined ? undefined : { from, before: ahead });
  for (const occurrence of occurrencesOf(run, events)) await tell(app, notifications, occurrence);
}

/** Of each notification its own limit. */
async function tellWait(
  app: App,
  notifications: readonly Notification[],
  run: Run,
  attempt: number,
): Promise<void> {
  const some = notifications.filter(({ events }) => events.includes('run.waiting'));
  const shown = some.length === 0 ? undefined : await app.runs.show({ runId: run.runId });
  if (!shown) return;
  const { waiting } = listEntryOf(shown.tree);
  for (const notification of some) {
    const minutes = notification.waitingMinutes ?? WAITING_MINUTES;
    const occurrence = longWait(run, attempt, waiting, { minutes, now: app.now() });
    if (occurrence && isOf(notification, occurrence)) await tell(app, [notification], occurrence);
  }
}

import { app as functions } from '@azure/functions';
import { notify } from '../../operations/notifications/notify.ts';
import { askCompletions } from '../../operations/triggers/askCompletions.ts';
import { askDueStarts } from '../../operations/triggers/askDueStarts.ts';
import { reconcile } from '../../operations/upkeep/reconcile.ts';
import { reportUnfinished } from '../../operations/upkeep/reportUnfinished.ts';
import { applyRetention } from '../../operations/upkeep/retention.ts';
import { carryOutOpen } from '../../operations/triggers/startRequests.ts';
import { inCall, type DurableClients } from '../durable/durableClients.ts';
import type { App, DurableApp } from '../../ports/app.ts';

/** Every five minutes: two passes, and so the repair of what is lost, take at most ten. */
const EVERY_FIVE_MINUTES = '0 */5 * * * *';
/** Once a day at an hour when little else happens. */
const DAILY = '0 17 3 * * *';

/** A schedule's due time is met within a minute; what a trigger could not start at once is tried again. */
const EVERY_MINUTE = '0 * * * * *';

export function registerTimers(app: App, durable: DurableClients): void {
  const extraInputs = [durable.input];
  functions.timer('reconcile', {
    schedule: EVERY_FIVE_MINUTES,
    extraInputs,
    handler: (_, context) =>
      reconcilePass(inCall(app, durable, context), (what, error) =>
        context.error(`Reconcile could not repair ${what}.`, error),
      ),
  });
  functions.timer('schedules', {
    schedule: EVERY_MINUTE,
    extraInputs,
    handler: (_, context) =>
      startsPass(inCall(app, durable, context), (what, error) =>
        context.error(`Could not start ${what}.`, error),
      ),
  });
  // Of its own: whoever is told may be slow, and starts are not to wait for it.
  functions.timer('notifications', {
    schedule: EVERY_MINUTE,
    handler: (_, context) =>
      notificationsPass(app, (what, error) => context.error(`Could not tell: ${what}.`, error)),
  });
  functions.timer('retention', {
    schedule: DAILY,
    extraInputs,
    handler: (_, context) =>
      retentionPass(inCall(app, durable, context), (what, error) =>
        context.error(`Retention left ${what}.`, error),
      ),
  });
}

type Report = (what: string, error: unknown) => void;

/** What the timer `retention` does. */
export async function retentionPass(app: DurableApp, report: Report): Promise<void> {
  await applyRetention(app, report);
}

/** What the timer `notifications` does. */
export async function notificationsPass(app: App, report: Report): Promise<void> {
  await notify(app, report);
}

/** What the timer `reconcile` does. */
export async function reconcilePass(app: DurableApp, report: Report): Promise<void> {
  await reconcile(app, report);
  await reportUnfinished(app, report);
}

/** What the timer `schedules` does. What is open comes first: it is not to be overtaken by what falls due just now. */
export async function startsPass(app: DurableApp, report: Report): Promise<void> {
  await carryOutOpen(app, report);
  const all = (await app.triggers.definitions.list()).map(({ value }) => value);
  await askDueStarts(app, all, report);
  await askCompletions(app, all, report);
}

import { app } from '@azure/functions';
import type { Settings } from '../../contracts/settings.ts';
import { askDueStarts } from '../../operations/triggers/askDueStarts.ts';
import { reconcile } from '../../operations/upkeep/reconcile.ts';
import { reportUnfinished } from '../../operations/upkeep/reportUnfinished.ts';
import { applyRetention } from '../../operations/upkeep/retention.ts';
import { carryOutOpen } from '../../operations/triggers/startRequests.ts';
import type { AppPorts } from '../../ports/appPorts.ts';
import type { Orchestrations } from '../../ports/orchestrations.ts';

/** Every five minutes: two passes, and so the repair of what is lost, take at most ten. */
const EVERY_FIVE_MINUTES = '0 */5 * * * *';
/** Once a day at an hour when little else happens. */
const DAILY = '0 17 3 * * *';

/** A schedule's due time is met within a minute; what a trigger could not start at once is tried again. */
const EVERY_MINUTE = '0 * * * * *';

export function registerTimers(ports: AppPorts, settings: Settings): void {
  const extraInputs = [ports.durable.input];
  app.timer('reconcile', {
    schedule: EVERY_FIVE_MINUTES,
    extraInputs,
    handler: (_, context) =>
      reconcilePass(ports, settings, ports.durable.of(context), (what, error) =>
        context.error(`Reconcile could not repair ${what}.`, error),
      ),
  });
  app.timer('schedules', {
    schedule: EVERY_MINUTE,
    extraInputs,
    handler: (_, context) =>
      startsPass(ports, settings, ports.durable.of(context), (what, error) =>
        context.error(`Could not start ${what}.`, error),
      ),
  });
  app.timer('retention', {
    schedule: DAILY,
    extraInputs,
    handler: (_, context) =>
      retentionPass(ports, settings, ports.durable.of(context), (what, error) =>
        context.error(`Retention left ${what}.`, error),
      ),
  });
}

type Report = (what: string, error: unknown) => void;

/** What the timer `retention` does. */
export async function retentionPass(
  ports: AppPorts,
  settings: Settings,
  orchestrations: Orchestrations,
  report: Report,
): Promise<void> {
  await applyRetention(ports, orchestrations, settings, new Date().toISOString(), report);
}

/** What the timer `reconcile` does. */
export async function reconcilePass(
  ports: AppPorts,
  settings: Settings,
  orchestrations: Orchestrations,
  report: Report,
): Promise<void> {
  await reconcile(ports, orchestrations, Object.keys(settings.fleets), report);
  await reportUnfinished(ports.runs, ports.telemetry, new Date().toISOString(), report);
}

/** What the timer `schedules` does. What is open comes first: it is not to be overtaken by what falls due just now. */
export async function startsPass(
  ports: AppPorts,
  settings: Settings,
  orchestrations: Orchestrations,
  report: Report,
): Promise<void> {
  const now = new Date().toISOString();
  const starter = { ports, orchestrations, configured: Object.keys(settings.fleets) };
  await carryOutOpen(starter, now, report);
  await askDueStarts(starter, now, report);
}

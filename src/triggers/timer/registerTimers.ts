import { app, type InvocationContext } from '@azure/functions';
import type { Settings } from '../../contracts/settings.ts';
import { createEndWithoutOrchestration } from '../../operations/attempt/endWithoutOrchestration.ts';
import { refreshListEntry } from '../../operations/attempt/stepStage.ts';
import { askDueStarts } from '../../operations/triggers/askDueStarts.ts';
import { settleAbandoned } from '../../operations/upkeep/abandonedRuns.ts';
import { reconcile } from '../../operations/upkeep/reconcile.ts';
import { reportUnfinished } from '../../operations/upkeep/reportUnfinished.ts';
import { applyRetention } from '../../operations/upkeep/retention.ts';
import { carryOutOpen } from '../../operations/triggers/startRequests.ts';
import type { AppPorts } from '../../ports/appPorts.ts';

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
    handler: (_, context) => pass(ports, settings, context),
  });
  app.timer('schedules', {
    schedule: EVERY_MINUTE,
    extraInputs,
    handler: (_, context) => startWhatIsAsked(ports, settings, context),
  });
  app.timer('retention', {
    schedule: DAILY,
    extraInputs,
    handler: (_, context) =>
      applyRetention(ports, ports.durable.of(context), settings, new Date().toISOString()),
  });
}

async function pass(ports: AppPorts, settings: Settings, context: InvocationContext): Promise<void> {
  const driving = {
    endWithoutOrchestration: createEndWithoutOrchestration(ports),
    refreshListEntry: (runId: string) => refreshListEntry(ports.runs, runId),
    settleAbandoned: (runId: string) => settleAbandoned(ports, runId),
  };
  const report = (what: string, error: unknown) =>
    context.error(`Reconcile could not repair ${what}.`, error);
  await reconcile(ports, ports.durable.of(context), Object.keys(settings.fleets), driving, report);
  await reportUnfinished(ports.runs, ports.telemetry, new Date().toISOString());
}

/** What is open comes first: what waits for the end of a run is not to be overtaken by what falls due just now. */
async function startWhatIsAsked(
  ports: AppPorts,
  settings: Settings,
  context: InvocationContext,
): Promise<void> {
  const report = (what: string, error: unknown) => context.error(`Could not start ${what}.`, error);
  const now = new Date().toISOString();
  const starter = {
    ports,
    orchestrations: ports.durable.of(context),
    configured: Object.keys(settings.fleets),
  };
  await carryOutOpen(starter, now, report);
  await askDueStarts(starter, now, report);
}

import type { RunEventType } from '../../domain/run/eventTypes.ts';
import { asErrorDetail } from '../../domain/errors.ts';
import { nextForLeft, withError, type LeftFleetRun, type LeftStep } from '../../domain/run/leftFleetRun.ts';
import type { Stored } from '../../ports/stored.ts';
import type { App } from '../../ports/app.ts';

/**
 * Takes a step with every Fleet run that no group drives any more: stops it, deletes it, or finds it gone. What Azure
 * refuses is noted, shown with the run and tried again at the next pass.
 */
export async function tidyLeftFleetRuns(
  app: App,
  report: (what: string, error: unknown) => void,
): Promise<void> {
  for (const stored of await app.leftFleetRuns.list()) {
    const { fleet, name } = stored.value;
    try {
      await tidyOne(app, stored);
    } catch (error) {
      report(`Fleet run ${fleet}/${name}`, error);
      const noted = withError(stored.value, asErrorDetail(error), app.now());
      await app.leftFleetRuns.put(noted, stored.eTag);
    }
  }
}

async function tidyOne(app: App, stored: Stored<LeftFleetRun>): Promise<void> {
  const left = stored.value;
  const now = app.now();
  if (!app.fleetAliases.includes(left.fleet)) {
    const message = `Fleet run ${left.name} stays in fleet ${left.fleet}, which the settings no longer name. Delete it there.`;
    await forget(app, stored, 'FleetRunAbandoned', message, now);
    return;
  }
  const run = await app.fleets.getFleetRun(left.fleet, left.name);
  const listed = run !== undefined || (await app.fleets.listFleetRuns(left.fleet)).has(left.name);
  await take(app, stored, nextForLeft(left, { run, listed }, now), now);
}

async function take(app: App, stored: Stored<LeftFleetRun>, step: LeftStep, now: string): Promise<void> {
  const { fleet, name } = stored.value;
  const gone = `Fleet run ${name} in fleet ${fleet}, which the run had left, is gone.`;
  if (step.do === 'nothing') return;
  if (step.do === 'forget') {
    await forget(app, stored, 'FleetRunTidied', gone, now);
    return;
  }
  if (step.do === 'note') {
    await app.leftFleetRuns.put(step.left, stored.eTag);
    return;
  }
  const answer =
    step.do === 'stop'
      ? await app.fleets.stopFleetRun(fleet, name, step.eTag)
      : await app.fleets.deleteFleetRun(fleet, name, step.eTag);
  if (!answer.done) await app.leftFleetRuns.put(withError(stored.value, answer.refused, now), stored.eTag);
  else if (step.do === 'delete') await forget(app, stored, 'FleetRunTidied', gone, now);
}

async function forget(
  { runs, leftFleetRuns }: App,
  { value: { runId, name }, eTag }: Stored<LeftFleetRun>,
  type: RunEventType,
  message: string,
  time: string,
): Promise<void> {
  if ((await leftFleetRuns.remove(name, eTag)) !== 'written') return;
  if (await runs.get(runId)) await runs.addEvents(runId, [{ time, type, message }]);
}

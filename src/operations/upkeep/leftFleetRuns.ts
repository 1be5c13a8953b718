import type { RunEventType } from '../../domain/run/eventTypes.ts';
import { asErrorDetail } from '../../domain/errors.ts';
import { nextForLeft, withError, type LeftFleetRun, type LeftStep } from '../../domain/run/leftFleetRun.ts';
import type { FleetGateway } from '../../ports/fleetGateway.ts';
import type { LeftFleetRunStore, RunStore, Stored } from '../../ports/stores.ts';

export interface LeftFleetRunPorts {
  readonly runs: RunStore;
  readonly leftFleetRuns: LeftFleetRunStore;
  readonly fleets: FleetGateway;
}

/**
 * Takes a step with every Fleet run that no group drives any more: stops it, deletes it, or finds it gone. What Azure
 * refuses is noted, shown with the run and tried again at the next pass.
 */
export async function tidyLeftFleetRuns(
  ports: LeftFleetRunPorts,
  configured: readonly string[],
  report: (what: string, error: unknown) => void,
): Promise<void> {
  for (const stored of await ports.leftFleetRuns.list()) {
    const { fleet, name } = stored.value;
    try {
      await tidyOne(ports, configured, stored);
    } catch (error) {
      report(`Fleet run ${fleet}/${name}`, error);
      const noted = withError(stored.value, asErrorDetail(error), new Date().toISOString());
      await ports.leftFleetRuns.put(noted, stored.eTag);
    }
  }
}

async function tidyOne(
  ports: LeftFleetRunPorts,
  configured: readonly string[],
  stored: Stored<LeftFleetRun>,
): Promise<void> {
  const left = stored.value;
  const now = new Date().toISOString();
  if (!configured.includes(left.fleet)) {
    const message = `Fleet run ${left.name} stays in fleet ${left.fleet}, which the settings no longer name. Delete it there.`;
    await forget(ports, stored, 'FleetRunAbandoned', message, now);
    return;
  }
  const run = await ports.fleets.getFleetRun(left.fleet, left.name);
  const listed = run !== undefined || (await ports.fleets.listFleetRuns(left.fleet)).has(left.name);
  await take(ports, stored, nextForLeft(left, { run, listed }, now), now);
}

async function take(
  ports: LeftFleetRunPorts,
  stored: Stored<LeftFleetRun>,
  step: LeftStep,
  now: string,
): Promise<void> {
  const { fleet, name } = stored.value;
  const gone = `Fleet run ${name} in fleet ${fleet}, which the run had left, is gone.`;
  if (step.do === 'nothing') return;
  if (step.do === 'forget') {
    await forget(ports, stored, 'FleetRunTidied', gone, now);
    return;
  }
  if (step.do === 'note') {
    await ports.leftFleetRuns.put(step.left, stored.eTag);
    return;
  }
  const answer =
    step.do === 'stop'
      ? await ports.fleets.stopFleetRun(fleet, name, step.eTag)
      : await ports.fleets.deleteFleetRun(fleet, name, step.eTag);
  if (!answer.done) await ports.leftFleetRuns.put(withError(stored.value, answer.refused, now), stored.eTag);
  else if (step.do === 'delete') await forget(ports, stored, 'FleetRunTidied', gone, now);
}

async function forget(
  { runs, leftFleetRuns }: LeftFleetRunPorts,
  { value: { runId, name }, eTag }: Stored<LeftFleetRun>,
  type: RunEventType,
  message: string,
  time: string,
): Promise<void> {
  if ((await leftFleetRuns.remove(name, eTag)) !== 'written') return;
  if (await runs.get(runId)) await runs.addEvents(runId, [{ time, type, message }]);
}

import type { Caller } from '../caller.ts';
import { randomUUID } from 'node:crypto';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { THE_RUN } from '../../domain/trigger/completion.ts';
import { runNowName } from '../../domain/trigger/runNames.ts';
import { beingStarted, type StartRequest } from '../../domain/trigger/startRequest.ts';
import { updateOf, versionsFromOf } from '../../domain/trigger/triggerUpdate.ts';
import { refuseRunOf } from './runOfRequest.ts';
import { requestUnlessRefused } from './receiveDelivery.ts';
import { admit } from './startRequests.ts';
import { leaveOutOf } from '../../domain/trigger/dueStart.ts';
import { versionOfChannel } from './versionOfChannel.ts';
import type { TriggerView } from '../../domain/trigger/triggerView.ts';
import { readNamed } from '../named/changeNamed.ts';
import { triggers } from './triggers.ts';
import type { DurableApp } from '../../ports/app.ts';

/**
 * Starts a run of the trigger because somebody asked for it: also of a paused one, and whatever its overlap rule
 * says. Throws `InvalidState` when it is not known to which version, and whatever refuses the run.
 */
export async function runTriggerNow(app: DurableApp, caller: Caller, name: string): Promise<StartRequest> {
  const { actor, now } = caller;
  const trigger = (await readNamed(app, triggers, name)).value;
  const version = await versionNow(app, trigger);
  const versionsFrom = versionsFromOf(trigger);
  const managedClusterUpdate = updateOf(trigger, version);
  if (!managedClusterUpdate || versionsFrom?.run === THE_RUN) {
    const why = {
      release: 'no release has come yet, so there is no version to update to',
      completion: 'its versions are those of the run that ends',
      schedule: 'it names no version',
      webhook: 'its version is said by the delivery',
    }[trigger.kind];
    throw new FleetUpdatesError('InvalidState', `Trigger ${name} cannot be run now: ${why}.`);
  }
  const deliveryId = randomUUID();
  const run = runNowName(name, now, deliveryId.slice(0, 4));
  const request: StartRequest = withoutUndefined({
    name: `${name}.now-${deliveryId}`,
    trigger: name,
    run,
    managedClusterUpdate,
    versionsFrom,
    strategy: trigger.strategy,
    fleets: trigger.fleets,
    leaveOut: leaveOutOf(trigger),
    start: true,
    heedsOverlap: false,
    askedBy: actor,
    cause: `Asked for by ${actor} (${deliveryId})`,
    deliveryId,
    receivedAt: now,
    result: beingStarted(run, now),
  });
  // Who asks is there to be told, so a refusal leaves no trace on the trigger: its last start stays what it was.
  await refuseRunOf(app, request);
  return requestUnlessRefused(await admit(app, request));
}

/** Of a release trigger the newest that came; of a channel what it means now. */
async function versionNow(app: DurableApp, trigger: TriggerView): Promise<string | undefined> {
  if (trigger.kind === 'release') return trigger.newestVersion;
  if (trigger.kind !== 'schedule' || !trigger.release) return undefined;
  const found = await versionOfChannel(app, trigger.release, trigger);
  if ('version' in found) return found.version;
  throw new FleetUpdatesError('InvalidState', `Trigger ${trigger.name} cannot be run now: ${found.message}`);
}

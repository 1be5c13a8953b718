import { planBody } from '../../contracts/runs.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { StartRequest } from '../../domain/trigger/startRequest.ts';
import type { RequestedUpdate } from '../../domain/plan/requestedUpdate.ts';
import type { ChannelVersion } from '../../domain/trigger/channelVersion.ts';
import { dueStart, dueTime } from '../../domain/trigger/dueStart.ts';
import type { ScheduleTrigger, Trigger } from '../../domain/trigger/trigger.ts';
import type { TriggerState } from '../../domain/trigger/triggerState.ts';
import { updateOf } from '../../domain/trigger/triggerUpdate.ts';
import type { Stored } from '../../ports/stored.ts';
import type { Report } from '../upkeep/guarded.ts';
import { planOfRun } from '../runs/planOfRun.ts';
import { resolveRequest } from '../runs/resolveRequest.ts';
import { changeState, record } from './settle.ts';
import { carryOutNow } from './startRequests.ts';
import { keepPromise } from './startSituation.ts';
import { versionOfChannel } from './versionOfChannel.ts';
import type { App, DurableApp } from '../../ports/app.ts';

/** Asks for a start for each schedule whose time has come: one request per due time, however often this is done. */
export async function askDueStarts(app: DurableApp, all: readonly Trigger[], report: Report): Promise<void> {
  const now = app.now();
  const { states } = app.triggers;
  const schedules = all.flatMap((trigger) => (trigger.kind === 'schedule' ? [trigger] : []));
  // Each minute of a month, whether anything is due or not: what need not be read is not.
  const known = schedules.length === 0 ? [] : await states.list();
  const stateOf = new Map(known.map((state) => [state.value.name, state]));
  for (const trigger of schedules) {
    try {
      await ask(app, trigger, stateOf.get(trigger.name), now);
    } catch (error) {
      report(`trigger ${trigger.name}`, error);
    }
  }
}

/** The request comes before the state that says it was made: the other way round a crash would lose the due time. */
async function ask(
  app: DurableApp,
  trigger: ScheduleTrigger,
  state: Stored<TriggerState> | undefined,
  now: string,
): Promise<void> {
  await keepPromise(app, trigger, state?.value, now);
  const dueAt = dueTime(trigger, state?.value, now);
  if (dueAt === undefined) return;
  const update = await updateAtDue(app, trigger);
  if ('none' in update) {
    await giveUp(app, trigger, dueAt, update.message);
    return;
  }
  const request = dueStart(trigger, update, dueAt, now);
  const { requests } = app.triggers;
  const added = await requests.put(request, undefined);
  await changeState(app, trigger.name, (before) => ({
    ...before,
    name: trigger.name,
    dispatchedUpTo: dueAt,
  }));
  if (added === 'lost') return;
  if (trigger.release && (await hasNothingToUpdate(app, request))) {
    const message = 'Every member that it may update has the version of its channel.';
    await record(app, added, { at: now, dueAt, outcome: 'Skipped', message });
    return;
  }
  await carryOutNow(app, added, now);
}

/** A night without a new version needs no run, and a list of runs without an update hides those with one. */
async function hasNothingToUpdate(app: App, request: StartRequest): Promise<boolean> {
  const { strategy, fleets, leaveOut, managedClusterUpdate } = request;
  const body = planBody.parse(withoutUndefined({ strategy, fleets, leaveOut, managedClusterUpdate }));
  const { stages, findings } = await planOfRun(app, await resolveRequest(app, body));
  if (findings.some(({ severity }) => severity === 'error')) return false;
  return stages.every(({ groups }) => groups.every(({ members }) => members.every(({ update }) => !update)));
}

/** What its run does: to the version that its channel means now, where it has one. */
async function updateAtDue(
  app: App,
  trigger: ScheduleTrigger,
): Promise<RequestedUpdate | Extract<ChannelVersion, { none: string }>> {
  const found = trigger.release && (await versionOfChannel(app, trigger.release, trigger));
  if (found && 'none' in found) return found;
  const update = updateOf(trigger, found?.version);
  return update ?? { none: 'Unknown', message: 'The trigger names neither a version nor a channel.' };
}

/** There is no version, so no request can be made; the next due time asks again. */
async function giveUp(app: App, { name }: ScheduleTrigger, dueAt: string, message: string): Promise<void> {
  const at = app.now();
  await app.audit.append({
    time: at,
    actor: `trigger/${name}`,
    subject: `triggers/${name}`,
    type: 'TriggerFailed',
    message: `Scheduled for ${dueAt}: ${message}`,
  });
  await changeState(app, name, (before) => ({
    ...before,
    name,
    dispatchedUpTo: dueAt,
    last: { at, dueAt, outcome: 'Failed', message, code: 'InvalidState' },
  }));
}

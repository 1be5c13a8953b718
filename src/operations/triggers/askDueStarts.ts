import { dueStart, dueTime } from '../../domain/trigger/dueStart.ts';
import type { ScheduleTrigger } from '../../domain/trigger/trigger.ts';
import type { TriggerState } from '../../domain/trigger/triggerState.ts';
import type { Stored } from '../../ports/stores.ts';
import type { Report } from '../upkeep/guarded.ts';
import { changeState } from './settle.ts';
import { carryOutNow } from './startRequests.ts';
import { keepPromise } from './startSituation.ts';
import type { DurableApp } from '../../ports/app.ts';

/** Asks for a start for each schedule whose time has come: one request per due time, however often this is done. */
export async function askDueStarts(app: DurableApp, report: Report): Promise<void> {
  const now = app.now();
  const { definitions, states } = app.triggers;
  const schedules = (await definitions.list()).flatMap(({ value }) =>
    value.kind === 'schedule' ? [value] : [],
  );
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
  const request = dueStart(trigger, dueAt, now);
  const { requests } = app.triggers;
  const added = await requests.put(request, undefined);
  await changeState(app, trigger.name, (before) => ({
    ...before,
    name: trigger.name,
    dispatchedUpTo: dueAt,
  }));
  if (added !== 'lost') await carryOutNow(app, added, now);
}

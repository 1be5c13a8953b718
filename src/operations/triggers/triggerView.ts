import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { nextTimes } from '../../domain/trigger/schedule.ts';
import type { StartRequest } from '../../domain/trigger/startRequest.ts';
import type { Trigger } from '../../domain/trigger/trigger.ts';
import type { TriggerState } from '../../domain/trigger/triggerState.ts';
import {
  triggerViewSchema,
  type StartRequestView,
  type TriggerView,
} from '../../domain/trigger/triggerView.ts';
import type { Unreadable } from '../../ports/stored.ts';
import { openStarts } from './cancelStart.ts';
import type { App } from '../../ports/app.ts';

const NEXT_TIMES = 5;

export async function listTriggers(
  app: App,
): Promise<{ readonly value: readonly TriggerView[]; readonly unreadable: readonly Unreadable[] }> {
  const { triggers } = app;
  const [definitions, states, open] = await Promise.all([
    ...([triggers.definitions.listAll(), triggers.states.list()] as const),
    openStarts(app),
  ]);
  const stateOf = new Map(states.map(({ value }) => [value.name, value]));
  const openOf = Map.groupBy(
    open.map(({ value }) => value),
    ({ trigger }) => trigger,
  );
  const value: TriggerView[] = [];
  const unreadable = [...definitions.unreadable];
  for (const { value: trigger } of definitions.value) {
    const { name } = trigger;
    try {
      value.push(viewOf(trigger, stateOf.get(name), openOf.get(name) ?? [], app.now()));
    } catch (error) {
      // A schedule that another release took; it must not hide the other triggers.
      unreadable.push({ name, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { value, unreadable };
}

/** A trigger with how far it has come. */
export async function readView(app: App, trigger: Trigger): Promise<TriggerView> {
  const state = await app.triggers.states.get(trigger.name);
  const open = await openStarts(app, trigger.name);
  return viewOf(
    trigger,
    state?.value,
    open.map(({ value }) => value),
    app.now(),
  );
}

function viewOf(
  trigger: Trigger,
  state: TriggerState | undefined,
  open: readonly StartRequest[],
  now: string,
): TriggerView {
  const { last, lastRun, newestVersion } = state ?? {};
  const more = { ...withoutUndefined({ last, lastRun }), startRequests: open.map(startRequestView) };
  // Picked: what only a later release knows of a trigger stays in its row.
  return triggerViewSchema.parse({
    ...trigger,
    ...more,
    ...(trigger.kind === 'release' && withoutUndefined({ newestVersion })),
    ...(trigger.kind === 'schedule' && {
      nextTimes: trigger.enabled ? nextTimes(trigger.schedule, now, NEXT_TIMES) : [],
    }),
  });
}

function startRequestView(request: StartRequest): StartRequestView {
  const { run, cause, receivedAt, managedClusterUpdate, versionsFrom, strategy, result } = request;
  const { outcome, message, at, code } = result;
  return withoutUndefined({
    run,
    cause,
    receivedAt,
    managedClusterUpdate,
    versionsFrom,
    strategy,
    outcome,
    message,
    at,
    code,
  });
}

import { present } from '../../domain/present.ts';
import { nextTimes } from '../../domain/trigger/schedule.ts';
import type { StartRequest } from '../../domain/trigger/startRequest.ts';
import type {
  ReleaseTrigger,
  ScheduleTrigger,
  StartResult,
  Trigger,
  TriggerState,
  WebhookTrigger,
} from '../../domain/trigger/trigger.ts';
import type { Unreadable } from '../../ports/stores.ts';
import { openStarts } from './cancelStart.ts';
import type { App } from '../../ports/app.ts';

interface Progress {
  /** Those whose runs may still start by themselves, oldest first. */
  readonly startRequests: readonly StartRequestView[];
  readonly last?: StartResult;
  readonly lastRun?: string;
}

/** A trigger as it is shown, with how far it has come. */
export type TriggerView =
  | (ScheduleTrigger & Progress & { readonly nextTimes: readonly string[] })
  | (WebhookTrigger & Progress)
  | (ReleaseTrigger & Progress & { readonly newestVersion?: string });

/** A start request as it is shown. */
type StartRequestView = Pick<StartRequest, 'run' | 'cause' | 'receivedAt' | 'managedClusterUpdate'> &
  Pick<StartRequest, 'strategy'> &
  Pick<StartResult, 'outcome' | 'message' | 'at' | 'code'>;

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
  const more = { ...present({ last, lastRun }), startRequests: open.map(startRequestView) };
  if (trigger.kind === 'release') return { ...trigger, ...more, ...present({ newestVersion }) };
  if (trigger.kind === 'webhook') return { ...trigger, ...more };
  return {
    ...trigger,
    ...more,
    nextTimes: trigger.enabled ? nextTimes(trigger.schedule, now, NEXT_TIMES) : [],
  };
}

function startRequestView(request: StartRequest): StartRequestView {
  const { run, cause, receivedAt, managedClusterUpdate, strategy, result } = request;
  const { outcome, message, at, code } = result;
  return present({ run, cause, receivedAt, managedClusterUpdate, strategy, outcome, message, at, code });
}

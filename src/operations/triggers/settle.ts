import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { StartRequest } from '../../domain/trigger/startRequest.ts';
import { withResult } from '../../domain/trigger/triggerState.ts';
import type { StartResult } from '../../domain/trigger/startResult.ts';
import type { TriggerState } from '../../domain/trigger/triggerState.ts';
import type { AuditEntry } from '../../domain/auditTypes.ts';
import type { Stored } from '../../ports/stored.ts';
import { removeUnstartedRun } from './runOfRequest.ts';
import type { App } from '../../ports/app.ts';

/** Between reading a trigger's state and writing it others may write it. */
const MOST_TRIES = 50;

/** Who writes what became of a request first enters it in the trigger's state, and with it in the audit log. */
export async function record(
  app: App,
  stored: Stored<StartRequest>,
  result: StartResult,
  actor = `trigger/${stored.value.trigger}`,
): Promise<{ readonly request: StartRequest } | 'lost'> {
  const { requests } = app.triggers;
  const before = stored.value;
  const request: StartRequest = withoutUndefined({
    ...before,
    result: withoutUndefined({ ...result, dueAt: before.dueAt }),
    runId: isWithoutRun(result) ? undefined : before.runId,
  });
  const { trigger, cause } = request;
  const isNews = !isTheSame(before.result, result);
  const entry: AuditEntry = {
    time: result.at,
    actor,
    subject: `triggers/${trigger}`,
    type: `Trigger${result.outcome}`,
    message: `${cause}: ${result.message}`,
  };
  const written = await requests.put(request, stored.eTag, isNews ? entry : undefined);
  if (written === 'lost') return 'lost';
  if (isNews) await changeState(app, trigger, (state) => withResult(state, request, request.result));
  return { request };
}

/**
 * Ends a request whose run is not to start. The run goes first, which only works before it has begun; one that is made
 * meanwhile is found by whoever makes it, as the request is another then. `begun` when it was too late.
 */
export async function takeBack(
  app: App,
  stored: Stored<StartRequest>,
  result: StartResult,
  actor?: string,
): Promise<{ readonly request: StartRequest } | 'begun' | 'lost'> {
  if ((await removeUnstartedRun(app, stored.value, result.at)) === 'begun') return 'begun';
  return await record(app, stored, result, actor);
}

const isWithoutRun = ({ outcome }: StartResult) =>
  outcome === 'Skipped' || outcome === 'Cancelled' || outcome === 'Failed';

/** A release that is refused for the same reason every half hour is no news. */
const isTheSame = (one: StartResult, other: StartResult) =>
  one.outcome === other.outcome && one.message === other.message && one.code === other.code;

/** Writes the state of a trigger that is still there. */
export async function changeState(
  { triggers }: App,
  trigger: string,
  change: (state: TriggerState | undefined) => TriggerState,
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (!(await triggers.definitions.get(trigger))) return;
    const state = await triggers.states.get(trigger);
    if ((await triggers.states.put(change(state?.value), state?.eTag)) !== 'lost') return;
  }
}

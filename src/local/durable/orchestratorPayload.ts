import type { ExecutionStarted } from './historyEvents.ts';

/** What the extension says of itself in every payload: without the durations the SDK makes no timers. */
const VERSIONS =
  '"upperSchemaVersion":1,"upperSchemaVersionNew":3,"longRunningTimerIntervalDuration":"3.00:00:00",' +
  '"maximumShortTimerDuration":"6.00:00:00","defaultHttpAsyncRequestSleepTimeMillseconds":30000';

/**
 * JSON of the orchestration trigger; the keys and their order are those of Azure. `past` and `fresh` are the history
 * before this turn and of this turn, JSON joined by commas. The input is the value itself, not its text.
 */
export function orchestratorPayload(started: ExecutionStarted, past: string, fresh: string): string {
  const history = past === '' ? fresh : `${past},${fresh}`;
  const instanceId = JSON.stringify(started.OrchestrationInstance.InstanceId);
  const parentInstanceId = JSON.stringify(started.ParentInstance?.OrchestrationInstance.InstanceId ?? null);
  return (
    `{"history":[${history}],"input":${started.Input ?? 'null'},"instanceId":${instanceId},` +
    `"isReplaying":${past !== ''},"parentInstanceId":${parentInstanceId},"sourceInstanceId":null,${VERSIONS}}`
  );
}

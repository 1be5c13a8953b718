import { isActive } from '../fleet/updateStatus.ts';
import type { GroupStatus, MemberStatus, StageStatus, UpdateRun, UpdateStatus } from '../state/fleetState.ts';
import { systemData } from './armCall.ts';

/** Lists of many runs are polled often: what has not changed is not written again. */
const written = new WeakMap<UpdateRun, { eTag: string; json: string }>();

export function updateRunJson(run: UpdateRun): string {
  const known = written.get(run);
  if (known?.eTag === run.eTag) return known.json;
  const json = JSON.stringify(bodyOf(run));
  written.set(run, { eTag: run.eTag, json });
  return json;
}

function bodyOf(run: UpdateRun) {
  const { eTag, id, name, managedClusterUpdate, strategy, updateStrategyId } = run;
  const selected = run.selectedNodeImages;
  const nodeImageSelection = selected
    ? { selectedNodeImageVersions: selected.map((version) => ({ version })) }
    : {};
  return {
    eTag,
    id,
    name,
    properties: {
      managedClusterUpdate,
      provisioningState: 'Succeeded',
      status: { nodeImageSelection, stages: run.stages.map(stageOf), status: statusOf(run.status) },
      strategy,
      updateStrategyId,
    },
    systemData: systemData(run),
    type: 'Microsoft.ContainerService/fleets/updateRuns',
  };
}

function stageOf({ name, status, groups, wait }: StageStatus) {
  return {
    afterStageWaitStatus: wait && {
      status: statusOf(wait.status),
      waitDurationInSeconds: wait.seconds,
    },
    groups: groups.map(groupOf),
    name,
    status: statusOf(status),
  };
}

/** A group that no member has is without the key `members`: as recorded. */
function groupOf({ name, status, members }: GroupStatus) {
  return {
    members: members.length > 0 ? members.map(memberOf) : undefined,
    name,
    status: statusOf(status),
  };
}

/** The id of AKS's operation shows once the member has ended: as documented; a running one was recorded without. */
function memberOf({ clusterResourceId, message, name, operationId, status }: MemberStatus) {
  const shown = isActive(status) ? undefined : operationId;
  return { clusterResourceId, message, name, operationId: shown, status: statusOf(status) };
}

function statusOf({ completedTime, error, startTime, state }: UpdateStatus) {
  return { completedTime, error, startTime, state };
}

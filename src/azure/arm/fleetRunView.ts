import type { MemberUpdateStatus, UpdateRun } from '@azure/arm-containerservicefleet';
import { z } from 'zod';
import type { FleetRunContent, FleetRunMember, FleetRunView } from '../../domain/group/fleetRun.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import { STATES, type State } from '../../domain/run/states.ts';
import type { ManagedClusterUpdate, Upgrade } from '../../domain/plan/updateSpec.ts';

/** The one stage of our Fleet runs; the group in it is the run's own. */
const STAGE = 'stage';

/** The body of a Fleet run: a strategy of one stage with one group, or none at all for One by one. */
export function toUpdateRun({ managedClusterUpdate, group }: FleetRunContent): UpdateRun {
  const { upgrade, nodeImageSelection: images } = managedClusterUpdate;
  return {
    properties: {
      managedClusterUpdate: {
        upgrade: { ...upgrade },
        ...(images && {
          nodeImageSelection: {
            type: images.type,
            ...(images.type === 'Custom' && {
              customNodeImageVersions: images.customNodeImageVersions.map((image) => ({ ...image })),
            }),
          },
        }),
      },
      ...(group !== undefined && { strategy: { stages: [{ name: STAGE, groups: [{ name: group }] }] } }),
    },
  };
}

/** Flattens what Fleet answers; absent states are NotStarted, as an update run without status was never started. */
export function toFleetRunView(run: UpdateRun): FleetRunView {
  const status = run.properties?.status;
  const groups = (status?.stages ?? []).flatMap((stage) => stage.groups ?? []);
  return {
    name: run.name ?? '',
    eTag: run.eTag ?? '',
    state: toState(status?.status?.state),
    members: groups.flatMap((group) => group.members ?? []).map(toMember),
    content: toContent(run),
  };
}

const knownState = z.enum(STATES);

function toState(state: string | undefined): State {
  if (state === undefined) return 'NotStarted';
  // A state that a later API version invents is not an end: the group goes on looking.
  return knownState.safeParse(state).data ?? 'Running';
}

function toMember(member: MemberUpdateStatus): FleetRunMember {
  const { status, message, operationId } = member;
  return withoutUndefined({
    name: member.name ?? '',
    clusterResourceId: member.clusterResourceId ?? '',
    state: toState(status?.state),
    message,
    operationId,
    startTime: status?.startTime?.toISOString(),
    completedTime: status?.completedTime?.toISOString(),
    error: status?.error && {
      code: status.error.code ?? 'UpgradeFailed',
      message: status.error.message ?? message ?? 'Fleet Manager gives no reason.',
    },
  });
}

/** A strategy that is not built as ours are gives a group of a name that no group can have. */
function toContent(run: UpdateRun): FleetRunContent {
  const stages = run.properties?.strategy?.stages;
  const groups = stages?.flatMap((stage) => stage.groups ?? []);
  const isOurs = stages?.length === 1 && (stages[0]?.afterStageWaitInSeconds ?? 0) === 0;
  const names = groups?.map(({ name }) => name).join('+');
  return withoutUndefined({
    managedClusterUpdate: toUpdate(run),
    group: names === undefined || isOurs ? names : `${names}+`,
  });
}

function toUpdate(run: UpdateRun): ManagedClusterUpdate {
  const update = run.properties?.managedClusterUpdate;
  const upgrade = toUpgrade(update?.upgrade.type, update?.upgrade.kubernetesVersion ?? '');
  const images = update?.nodeImageSelection;
  if (!images) return { upgrade };
  if (images.type !== 'Custom') {
    return { upgrade, nodeImageSelection: { type: images.type === 'Consistent' ? 'Consistent' : 'Latest' } };
  }
  const customNodeImageVersions = (images.customNodeImageVersions ?? []).map(({ version }) => ({
    version: version ?? '',
  }));
  return { upgrade, nodeImageSelection: { type: 'Custom', customNodeImageVersions } };
}

function toUpgrade(type: string | undefined, kubernetesVersion: string): Upgrade {
  if (type === 'Full' || type === 'ControlPlaneOnly') return { type, kubernetesVersion };
  return { type: 'NodeImageOnly' };
}

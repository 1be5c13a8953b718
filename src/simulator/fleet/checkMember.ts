import { planUpgrade, type PlannedVersions } from '../aks/planUpgrade.ts';
import { beginUpgrade } from '../aks/upgradeCluster.ts';
import type { Cluster } from '../state/clusterState.ts';
import type { ErrorDetail, MemberStatus, UpdateRun } from '../state/fleetState.ts';
import { scopeOf } from '../state/resourceTable.ts';
import type { World } from '../state/world.ts';
import { windowFor } from './memberWindow.ts';
import { end, run as running, stamp } from './updateStatus.ts';

/** What is closed, or missing in a region, is looked at again after so long: documented for windows. */
const POLL_AFTER = 3_600_000;

/** Looks whether a member needs its update and may have it now, and then begins it, or ends or parks the member. */
export function checkMember(world: World, run: UpdateRun, member: MemberStatus): void {
  const cluster = world.clusters.get(member.clusterResourceId);
  const isMember = world.members.get(`${scopeOf(run.id)}/members/${member.name}`) !== undefined;
  const region = cluster && world.regions.get(cluster.location);
  if (!isMember || !cluster || !region) {
    fail(world, member, {
      code: 'ResourceNotFound',
      message: `member ${member.name} or its cluster is gone`,
    });
    return;
  }
  if (cluster.powerState === 'Stopped') {
    fail(world, member, notAllowed(`cluster "${cluster.name}" is stopped`));
    return;
  }
  const plan = planUpgrade(cluster, region, run.managedClusterUpdate, run.selectedNodeImages);
  if (plan.kind === 'upToDate') {
    member.message = `skipping member "${member.name}". Skip message: ${plan.message}`;
    member.status.startTime ??= stamp(world, 'member');
    end(world, member.status, 'Skipped', 'member');
  } else if (plan.kind === 'unavailable') park(world, run, member, plan.error.message, plan.error);
  else if (plan.kind === 'impossible') fail(world, member, plan.error);
  else upgradeInWindow(world, run, member, cluster, plan.to);
}

function upgradeInWindow(
  world: World,
  run: UpdateRun,
  member: MemberStatus,
  cluster: Cluster,
  to: PlannedVersions,
): void {
  const window = windowFor(world, run, cluster);
  if (window && !window.open) {
    const next = window.opensAt === undefined ? 'at no known time' : new Date(window.opensAt).toISOString();
    park(
      world,
      run,
      member,
      `maintenance window of cluster "${cluster.name}" is closed, it next opens ${next}`,
    );
    return;
  }
  if (cluster.operationId !== undefined) {
    fail(
      world,
      member,
      notAllowed(
        `cluster "${cluster.name}" has another operation in progress (${cluster.provisioningState})`,
      ),
    );
    return;
  }
  const stopping = member.status.state === 'Stopping';
  running(world, member.status, 'member');
  if (stopping) member.status.state = 'Stopping';
  delete member.message;
  delete member.pollAt;
  member.operationId = beginUpgrade(world, cluster, run, member.name, to);
}

/** Pending does not hold up the group: the next member is tried. */
function park(world: World, run: UpdateRun, member: MemberStatus, reason: string, error?: ErrorDetail): void {
  member.status.state = 'Pending';
  member.status.startTime ??= stamp(world, 'member');
  if (error) member.status.error = error;
  else delete member.status.error;
  member.message = `set member: ${member.name} to Pending due to failed validation err: ${reason}`;
  member.pollAt = world.now + POLL_AFTER;
  world.after(POLL_AFTER, { kind: 'runSteps', run: run.id, execution: run.execution });
}

function fail(world: World, member: MemberStatus, error: ErrorDetail): void {
  member.status.startTime ??= stamp(world, 'member');
  end(world, member.status, 'Failed', 'member');
  member.status.error = error;
}

/** AKS's code when the state of a cluster does not allow what is asked. */
function notAllowed(reason: string): ErrorDetail {
  return { code: 'OperationNotAllowed', message: `Operation is not allowed: ${reason}.` };
}

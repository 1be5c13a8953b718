import type { Clock } from '../clock/clock.ts';
import { changeWorld } from './changeWorld.ts';
import { endUpgrade } from './aks/upgradeCluster.ts';
import { beginRun } from './fleet/beginRun.ts';
import { findMember } from './fleet/runMembers.ts';
import { settle } from './fleet/settle.ts';
import { checkRunningMember, goOn, stepRun } from './fleet/stepRun.ts';
import { end, isActive } from './fleet/updateStatus.ts';
import type { Cluster } from './state/clusterState.ts';
import type { Happening } from './state/due.ts';
import type { UpdateRun } from './state/fleetState.ts';
import type { World } from './state/world.ts';

type HappeningOf<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>;

/**
 * Brings the world up to a time, happening by happening, each at the very time at which it was due: whatever is
 * read afterwards is right however late the clock called. True when something happened.
 */
export function bringUpTo(world: World, time: number): boolean {
  let happened = false;
  for (let due = world.agenda.take(time); due; due = world.agenda.take(time)) {
    world.now = due.time;
    happen(world, due.happening);
    happened = true;
  }
  world.now = time;
  return happened;
}

/** Has the clock call whenever the next happening is due, so that the record is right without a request. */
export class Alarm {
  #clock: Clock;
  #cancel: (() => void) | undefined;
  #time: number | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(time: number | undefined, ring: () => void): void {
    if (time === this.#time) return;
    this.#cancel?.();
    this.#time = time;
    this.#cancel =
      time === undefined
        ? undefined
        : this.#clock.at(time, () => {
            this.#time = undefined;
            ring();
          });
  }
}

function happen(world: World, happening: Happening): void {
  switch (happening.kind) {
    case 'runBegins':
    case 'runSteps':
    case 'memberChecked':
    case 'waitEnds':
      happenToRun(world, happening);
      break;
    case 'upgradeEnds':
      upgradeEnds(world, happening);
      break;
    case 'busyEnds':
      busyEnds(world, happening);
      break;
    case 'worldChanges':
      worldChanges(world, happening);
      break;
    case 'operationEnds':
      operationEnds(world, happening);
      break;
  }
}

/** Happenings of an earlier start, or of a deleted run of the same name, are stale. */
function happenToRun(
  world: World,
  happening: HappeningOf<'runBegins' | 'runSteps' | 'memberChecked' | 'waitEnds'>,
): void {
  const run = world.updateRuns.get(happening.run);
  if (run?.execution !== happening.execution) return;
  const before = JSON.stringify([run.status, run.stages]);
  if (happening.kind === 'runBegins') beginRun(world, run);
  else if (happening.kind === 'runSteps') stepRun(world, run);
  else if (happening.kind === 'memberChecked') checkRunningMember(world, run, happening.member);
  else waitEnds(world, run, happening.stage);
  if (JSON.stringify([run.status, run.stages]) !== before) run.eTag = world.nextETag();
}

function waitEnds(world: World, run: UpdateRun, name: string): void {
  const wait = run.stages.find((stage) => stage.name === name)?.wait;
  if (wait?.status.state !== 'Running') return;
  end(world, wait.status, 'Completed', 'stage');
  settle(world, run);
}

function upgradeEnds(world: World, { cluster: id, operation }: HappeningOf<'upgradeEnds'>): void {
  const cluster = world.clusters.get(id);
  if (cluster?.operationId !== operation) return;
  const upgrade = endUpgrade(world, cluster);
  const run = upgrade && world.updateRuns.get(upgrade.updateRun);
  if (!run) return;
  const member = run.execution === upgrade.execution ? findMember(run, upgrade.member) : undefined;
  if (!member || !isActive(member.status)) return;
  end(world, member.status, upgrade.failure ? 'Failed' : 'Completed', 'member');
  if (upgrade.failure) member.status.error = upgrade.failure;
  goOn(world, run, member);
  run.eTag = world.nextETag();
}

/** Whoever is refused because AKS is at work tries again after so long. */
const TRIED_AGAIN_AFTER = 60_000;

function worldChanges(world: World, happening: HappeningOf<'worldChanges'>): void {
  const { change, everySeconds } = happening;
  if (!changeWorld(world, change)) world.after(TRIED_AGAIN_AFTER, { kind: 'worldChanges', change });
  if (everySeconds !== undefined) world.after(everySeconds * 1000, happening);
}

function busyEnds(world: World, { cluster: id, operation }: HappeningOf<'busyEnds'>): void {
  const cluster = world.clusters.get(id);
  if (cluster?.operationId === operation) free(world, cluster);
}

function operationEnds(world: World, happening: HappeningOf<'operationEnds'>): void {
  const operation = world.operations.get(happening.operation);
  if (operation) operation.endTime = world.timestamp();
  const { resource: id, outcome } = happening;
  const cluster = world.clusters.get(id);
  const resource = world.fleets.get(id) ?? world.members.get(id);
  if (cluster?.operationId === happening.operation) {
    if (outcome === 'PoweredOn') cluster.powerState = 'Running';
    if (outcome === 'PoweredOff') cluster.powerState = 'Stopped';
    free(world, cluster);
    if (outcome === 'Gone') world.clusters.delete(id);
  } else if (resource?.lastOperationId === happening.operation) {
    resource.provisioningState = 'Succeeded';
    resource.eTag = world.nextETag();
    if (outcome === 'Gone') remove(world, id);
  }
}

/** A member, or a fleet with all that is in it. */
function remove(world: World, id: string): void {
  for (const table of [world.members, world.updateRuns, world.strategies, world.autoUpgradeProfiles]) {
    for (const child of table.childrenOf(id)) table.delete(child.id);
  }
  world.fleets.delete(id);
  world.members.delete(id);
}

function free(world: World, cluster: Cluster): void {
  delete cluster.operationId;
  cluster.provisioningState = 'Succeeded';
  for (const pool of cluster.nodePools)
    if (pool.provisioningState === 'Updating') delete pool.provisioningState;
  cluster.eTag = world.nextETag();
}

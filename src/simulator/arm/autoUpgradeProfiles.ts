import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { compareKubernetes } from '../aks/kubernetesVersion.ts';
import { newStages } from '../fleet/runMembers.ts';
import type { AutoUpgradeProfile, Fleet, ManagedClusterUpdate } from '../state/fleetState.ts';
import type { World } from '../state/world.ts';
import { badRequest } from './armError.ts';
import { freshResource, systemData, type ArmCall, type ArmResponse } from './armCall.ts';
import { checkName, fleetOf, required } from './names.ts';
import type { Route } from './route.ts';

const PROFILES =
  '/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerService/fleets/{fleet}/autoUpgradeProfiles';
const PROFILE = `${PROFILES}/{profile}`;

const putSchema = z.object({
  properties: z.object({
    channel: z.enum(['Stable', 'Rapid', 'NodeImage']),
    updateStrategyId: z.string().optional(),
    nodeImageSelection: z.object({ type: z.enum(['Latest', 'Consistent']) }).optional(),
    disabled: z.boolean().default(false),
  }),
});

export const autoUpgradeProfileRoutes: readonly Route[] = [
  { operation: 'autoUpgradeProfiles.list', method: 'GET', path: PROFILES, answer: list },
  { operation: 'autoUpgradeProfiles.get', method: 'GET', path: PROFILE, answer: get },
  { operation: 'autoUpgradeProfiles.put', method: 'PUT', path: PROFILE, answer: put },
  { operation: 'autoUpgradeProfiles.delete', method: 'DELETE', path: PROFILE, answer: remove },
  {
    operation: 'autoUpgradeProfiles.generateUpdateRun',
    method: 'POST',
    path: `${PROFILE}/generateUpdateRun`,
    answer: generate,
  },
];

function idOf(call: ArmCall): string {
  return `${fleetOf(call, 'autoUpgradeProfiles').id}/autoUpgradeProfiles/${call.parameter('profile')}`;
}

function find(call: ArmCall): AutoUpgradeProfile {
  return required(call.world.autoUpgradeProfiles.get(idOf(call)), idOf(call));
}

function list(call: ArmCall): ArmResponse {
  return call.list(
    call.world.autoUpgradeProfiles.childrenOf(fleetOf(call, 'autoUpgradeProfiles').id),
    toJson,
  );
}

function get(call: ArmCall): ArmResponse {
  return { status: 200, json: toJson(find(call)) };
}

function put(call: ArmCall): ArmResponse {
  const { world } = call;
  const id = idOf(call);
  const existing = world.autoUpgradeProfiles.get(id);
  call.checkPreconditions(existing);
  checkName('autoUpgradeProfile', call.parameter('profile'));
  const body = call.body(putSchema).properties;
  if (body.updateStrategyId !== undefined) {
    required(world.strategies.get(body.updateStrategyId), body.updateStrategyId);
  }
  const profile = { ...freshResource(world, id, call.parameter('profile')), ...body };
  world.autoUpgradeProfiles.set(profile);
  return { status: existing ? 200 : 201, json: toJson(profile) };
}

function remove(call: ArmCall): ArmResponse {
  const profile = call.world.autoUpgradeProfiles.get(idOf(call));
  if (profile) call.checkPreconditions(profile);
  call.world.autoUpgradeProfiles.delete(idOf(call));
  return { status: 204 };
}

/** Makes a run that is not started; for the same version it is the same run, unchanged. */
function generate(call: ArmCall): ArmResponse {
  const { world } = call;
  const fleet = fleetOf(call, 'autoUpgradeProfiles');
  const profile = find(call);
  call.checkPreconditions(profile);
  const version = newestVersion(world, fleet, profile.channel);
  const mark = createHash('sha256').update(`${profile.id} ${version}`).digest('hex').slice(0, 7);
  const middle = `${profile.name}-${profile.channel.toLowerCase()}-${version.replaceAll('.', '-')}`;
  const name = `auto-${middle.slice(0, 37)}-${mark}`;
  const id = `${fleet.id}/updateRuns/${name}`;
  if (!world.updateRuns.get(id)) addRun(world, fleet, profile, version, { id, name });
  return { status: 200, json: JSON.stringify({ id }) };
}

function addRun(
  world: World,
  fleet: Fleet,
  profile: AutoUpgradeProfile,
  version: string,
  { id, name }: { id: string; name: string },
): void {
  const { channel, nodeImageSelection, updateStrategyId } = profile;
  const upgrade: ManagedClusterUpdate['upgrade'] =
    channel === 'NodeImage' ? { type: 'NodeImageOnly' } : { type: 'Full', kubernetesVersion: version };
  const stages = updateStrategyId === undefined ? undefined : world.strategies.get(updateStrategyId)?.stages;
  world.updateRuns.set({
    ...freshResource(world, id, name),
    ...(updateStrategyId !== undefined && { updateStrategyId }),
    ...(stages && { strategy: { stages } }),
    managedClusterUpdate: { upgrade, ...(nodeImageSelection && { nodeImageSelection }) },
    status: { state: 'NotStarted' },
    stages: newStages(world, fleet.id, stages),
    starting: false,
    execution: randomUUID(),
  });
}

/** Rapid follows the newest minor version, Stable the one before it; images have no version of their own here. */
function newestVersion(world: World, fleet: Fleet, channel: AutoUpgradeProfile['channel']): string {
  const versions = [...(world.regions.get(fleet.location)?.kubernetesVersions ?? [])].sort(compareKubernetes);
  if (channel === 'NodeImage') return 'latest';
  const minorOf = (version: string) => version.split('.').slice(0, 2).join('.');
  const newest = versions.at(-1) ?? '';
  const stable = versions.findLast((version) => minorOf(version) !== minorOf(newest));
  const version = channel === 'Rapid' ? newest : stable;
  if (version) return version;
  throw badRequest(`No version is known for channel ${channel} in ${fleet.location}.`);
}

function toJson(profile: AutoUpgradeProfile): string {
  const { eTag, id, name, channel, disabled, nodeImageSelection, updateStrategyId } = profile;
  return JSON.stringify({
    eTag,
    id,
    name,
    properties: {
      channel,
      disabled,
      nodeImageSelection,
      provisioningState: 'Succeeded',
      updateStrategyId,
    },
    systemData: systemData(profile),
    type: 'Microsoft.ContainerService/fleets/autoUpgradeProfiles',
  });
}

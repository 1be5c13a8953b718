import { z } from 'zod';
import type { Cluster } from '../state/clusterState.ts';
import { ArmError, badRequest } from './armError.ts';
import { freshResource, type ArmCall, type ArmResponse } from './armCall.ts';
import { clusterJson } from './clusterJson.ts';
import { DURATIONS, operationUrl, resultUrl } from './longRunning.ts';
import { required } from './names.ts';
import type { Route } from './route.ts';

const PROVIDER =
  '/subscriptions/{subscription}/resourceGroups/{resourceGroup}/providers/Microsoft.ContainerService';
export const CLUSTER = `${PROVIDER}/managedClusters/{cluster}`;
/** Of the operations of AKS: as recorded. */
const CLUSTER_OPERATIONS = '2017-08-31';

/** The few properties that matter to an update; a pool without an image gets the newest of its region. */
const putSchema = z.object({
  location: z.string(),
  properties: z
    .object({
      kubernetesVersion: z.string().optional(),
      agentPoolProfiles: z
        .array(
          z.object({
            name: z.string(),
            count: z.int().min(0).default(3),
            mode: z.enum(['System', 'User']).default('System'),
            osType: z.enum(['Linux', 'Windows']).default('Linux'),
            osSKU: z.string().default('Ubuntu'),
            nodeImageVersion: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

export const managedClusterRoutes: readonly Route[] = [
  {
    operation: 'managedClusters.list',
    method: 'GET',
    path: '/subscriptions/{subscription}/providers/Microsoft.ContainerService/managedClusters',
    answer: listInSubscription,
  },
  {
    operation: 'managedClusters.listByResourceGroup',
    method: 'GET',
    path: `${PROVIDER}/managedClusters`,
    answer: (call) => call.list(call.world.clusters.childrenOf(call.scope()), clusterJson),
  },
  { operation: 'managedClusters.get', method: 'GET', path: CLUSTER, answer: get },
  { operation: 'managedClusters.put', method: 'PUT', path: CLUSTER, answer: put },
  { operation: 'managedClusters.delete', method: 'DELETE', path: CLUSTER, answer: remove },
  {
    operation: 'managedClusters.start',
    method: 'POST',
    path: `${CLUSTER}/start`,
    answer: (call) => power(call, 'Stopped', 'Starting', 'PoweredOn'),
  },
  {
    operation: 'managedClusters.stop',
    method: 'POST',
    path: `${CLUSTER}/stop`,
    answer: (call) => power(call, 'Running', 'Stopping', 'PoweredOff'),
  },
];

export function findCluster(call: ArmCall): Cluster {
  const id = `${call.scope()}/managedClusters/${call.parameter('cluster')}`;
  // The table keys by lower case, so that `resourceGroups` of the path finds AKS's own `resourcegroups`.
  return required(call.world.clusters.get(id), id);
}

function listInSubscription(call: ArmCall): ArmResponse {
  const prefix = `/subscriptions/${call.parameter('subscription')}/`.toLowerCase();
  const inSubscription = [...call.world.clusters.all()]
    .filter(({ id }) => id.toLowerCase().startsWith(prefix))
    .sort((a, b) => (a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1));
  return call.list(inSubscription, clusterJson);
}

function get(call: ArmCall): ArmResponse {
  return { status: 200, json: clusterJson(findCluster(call)) };
}

function put(call: ArmCall): ArmResponse {
  const { world } = call;
  const name = call.parameter('cluster');
  const id = `${call.scope().replace('/resourceGroups/', '/resourcegroups/')}/managedClusters/${name}`;
  const existing = world.clusters.get(id);
  call.checkPreconditions(existing);
  if (existing) refuseWhenBusy(existing);
  const { location, properties } = call.body(putSchema);
  const region = world.regions.get(location);
  if (!region)
    throw badRequest(
      `The provided location '${location}' is not available.`,
      'LocationNotAvailableForResourceType',
    );
  const kubernetesVersion =
    properties?.kubernetesVersion ?? existing?.kubernetesVersion ?? region.kubernetesVersions.at(-1) ?? '';
  const newest = Object.entries(region.latestNodeImages).map(([family, version]) => `${family}-${version}`);
  const pools = properties?.agentPoolProfiles?.map(({ osSKU: osSku, nodeImageVersion, ...pool }) => ({
    ...pool,
    osSku,
    kubernetesVersion,
    nodeImageVersion: nodeImageVersion ?? newest.find((image) => isFor(image, osSku)) ?? '',
  }));
  const operation = world.beginOperation(id, DURATIONS.clusterPut);
  const cluster: Cluster = {
    powerState: 'Running',
    maintenance: {},
    ...existing,
    ...freshResource(world, existing?.id ?? id, existing?.name ?? name),
    location,
    kubernetesVersion,
    nodePools: pools ?? existing?.nodePools ?? [],
    provisioningState: existing ? 'Updating' : 'Creating',
    operationId: operation,
  };
  world.clusters.set(cluster);
  const headers = { 'azure-asyncoperation': operationUrl(call, location, operation, CLUSTER_OPERATIONS) };
  return { status: existing ? 200 : 201, headers, json: clusterJson(cluster) };
}

/** `AKSUbuntu-…` is for Ubuntu, `AKSWindows-2022-…` for Windows2022, `AKSAzureLinux-…` for AzureLinux. */
function isFor(image: string, osSku: string): boolean {
  return image.replace('Windows-', 'Windows').startsWith(`AKS${osSku}`);
}

function power(
  call: ArmCall,
  from: Cluster['powerState'],
  provisioningState: string,
  outcome: 'PoweredOn' | 'PoweredOff',
): ArmResponse {
  const { world } = call;
  const cluster = findCluster(call);
  refuseWhenBusy(cluster);
  if (cluster.powerState !== from) return { status: 204 };
  cluster.operationId = world.beginOperation(cluster.id, DURATIONS.clusterPower, outcome);
  cluster.provisioningState = provisioningState;
  cluster.eTag = world.nextETag();
  return { status: 202, headers: pollHeaders(call, cluster, cluster.operationId) };
}

function remove(call: ArmCall): ArmResponse {
  const { world } = call;
  const cluster = world.clusters.get(`${call.scope()}/managedClusters/${call.parameter('cluster')}`);
  if (!cluster) return { status: 204 };
  refuseWhenBusy(cluster);
  cluster.operationId = world.beginOperation(cluster.id, DURATIONS.clusterDelete, 'Gone');
  cluster.provisioningState = 'Deleting';
  cluster.eTag = world.nextETag();
  return { status: 202, headers: pollHeaders(call, cluster, cluster.operationId) };
}

function pollHeaders(call: ArmCall, { location }: Cluster, operation: string): Record<string, string> {
  return {
    'azure-asyncoperation': operationUrl(call, location, operation, CLUSTER_OPERATIONS),
    location: resultUrl(call, location, operation, CLUSTER_OPERATIONS),
  };
}

function refuseWhenBusy({ operationId, name, provisioningState }: Cluster): void {
  if (operationId === undefined) return;
  const message = `Operation is not allowed because there's an in progress operation (${provisioningState}) on cluster ${name}.`;
  throw new ArmError(409, 'OperationNotAllowed', message);
}

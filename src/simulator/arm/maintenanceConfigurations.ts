import { z } from 'zod';
import { maintenanceWindowSchema, type Cluster, type MaintenanceWindow } from '../state/clusterState.ts';
import type { ArmCall, ArmResponse } from './armCall.ts';
import { CLUSTER, findCluster } from './managedClusters.ts';
import { required } from './names.ts';
import type { Route } from './route.ts';

const CONFIGURATIONS = `${CLUSTER}/maintenanceConfigurations`;
const CONFIGURATION = `${CONFIGURATIONS}/{configuration}`;

const putSchema = z.object({ properties: z.object({ maintenanceWindow: maintenanceWindowSchema }) });

export const maintenanceConfigurationRoutes: readonly Route[] = [
  { operation: 'maintenanceConfigurations.list', method: 'GET', path: CONFIGURATIONS, answer: list },
  { operation: 'maintenanceConfigurations.get', method: 'GET', path: CONFIGURATION, answer: get },
  { operation: 'maintenanceConfigurations.put', method: 'PUT', path: CONFIGURATION, answer: put },
  { operation: 'maintenanceConfigurations.delete', method: 'DELETE', path: CONFIGURATION, answer: remove },
];

function list(call: ArmCall): ArmResponse {
  const cluster = findCluster(call);
  const all = Object.entries(cluster.maintenance).sort(([a], [b]) => (a < b ? -1 : 1));
  const items = all.map(([name, window]) => ({ id: idOf(cluster, name), name, window }));
  return call.list(items, ({ name, window }) => toJson(cluster, name, window));
}

function get(call: ArmCall): ArmResponse {
  const cluster = findCluster(call);
  const name = call.parameter('configuration');
  const window = required(cluster.maintenance[name], idOf(cluster, name));
  return { status: 200, json: toJson(cluster, name, window) };
}

function put(call: ArmCall): ArmResponse {
  const cluster = findCluster(call);
  const name = call.parameter('configuration');
  const window = call.body(putSchema).properties.maintenanceWindow;
  const status = cluster.maintenance[name] ? 200 : 201;
  cluster.maintenance[name] = window;
  return { status, json: toJson(cluster, name, window) };
}

function remove(call: ArmCall): ArmResponse {
  const cluster = findCluster(call);
  const name = call.parameter('configuration');
  if (!cluster.maintenance[name]) return { status: 204 };
  cluster.maintenance = Object.fromEntries(
    Object.entries(cluster.maintenance).filter(([other]) => other !== name),
  );
  return { status: 200 };
}

function idOf(cluster: Cluster, name: string): string {
  return `${cluster.id}/maintenanceConfigurations/${name}`;
}

function toJson(cluster: Cluster, name: string, maintenanceWindow: MaintenanceWindow): string {
  const type = 'Microsoft.ContainerService/managedClusters/maintenanceConfigurations';
  return JSON.stringify({ id: idOf(cluster, name), name, type, properties: { maintenanceWindow } });
}

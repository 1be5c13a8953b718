import { DefaultAzureCredential } from '@azure/identity';
import type { Settings } from '../contracts/settings.ts';
import type { AppPorts } from '../ports/appPorts.ts';
import { durable } from './durableOrchestrations.ts';
import { createFleetGateway } from './fleetManager.ts';
import { createClusterGateway } from './managedClusters.ts';
import { tableStores } from './tables/tableStores.ts';

/** Every port on Azure: the managed identity when deployed, whoever is signed in with `az login` otherwise. */
export function createAppPorts(settings: Settings): AppPorts {
  const credential = new DefaultAzureCredential();
  const arm = { credential, endpoint: settings.armEndpoint, scope: settings.armScope };
  const { tables } = settings;
  const connection = 'endpoint' in tables ? { endpoint: tables.endpoint, credential } : tables;
  return {
    ...tableStores(connection),
    fleets: createFleetGateway(arm, settings.fleets),
    clusters: createClusterGateway(arm),
    durable,
  };
}

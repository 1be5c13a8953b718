import { DefaultAzureCredential } from '@azure/identity';
import type { Settings } from '../contracts/settings.ts';
import type { App } from '../ports/app.ts';
import { createFleetGateway } from './arm/fleetManager.ts';
import { createClusterGateway } from './arm/managedClusters.ts';
import { createHealthGateway } from './health/azureHealth.ts';
import { httpsOutbound } from './outbound/httpsOutbound.ts';
import { tableStores } from './tables/tableStores.ts';
import { appTelemetry } from './telemetry/appTelemetry.ts';
import { unreadableRows } from './telemetry/unreadableRows.ts';
import { observedRuns } from './telemetry/observedRuns.ts';

/** The app on Azure: with the managed identity when deployed, as whoever is signed in with `az login` otherwise. */
export function createAzureApp(settings: Settings): App {
  const credential = new DefaultAzureCredential();
  const telemetry = appTelemetry(settings.insightsConnectionString, credential);
  const arm = { credential, endpoint: settings.armEndpoint, scope: settings.armScope, telemetry };
  const { tables } = settings;
  const connection = 'endpoint' in tables ? { endpoint: tables.endpoint, credential } : tables;
  const stores = tableStores(connection, unreadableRows(telemetry), (entry) =>
    telemetry.report({ event: 'audit', ...entry }),
  );
  return {
    ...stores,
    ...observedRuns(stores, telemetry),
    fleets: createFleetGateway(arm, settings.fleets),
    clusters: createClusterGateway(arm),
    health: createHealthGateway(arm, settings.monitorEndpoint),
    outbound: httpsOutbound({ privateHosts: settings.outboundPrivateHosts }),
    telemetry,
    settings,
    fleetAliases: Object.keys(settings.fleets).toSorted(),
    now: () => new Date().toISOString(),
  };
}

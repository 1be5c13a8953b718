import type { World } from '../state/world.ts';
import { ArmCall, type ArmRequest, type ArmResponse } from './armCall.ts';
import { ArmError, badRequest } from './armError.ts';
import { autoUpgradeProfileRoutes } from './autoUpgradeProfiles.ts';
import { clusterVersionRoutes } from './clusterVersions.ts';
import { fleetRoutes } from './fleets.ts';
import { operationRoutes } from './longRunning.ts';
import { maintenanceConfigurationRoutes } from './maintenanceConfigurations.ts';
import { managedClusterRoutes } from './managedClusters.ts';
import { memberRoutes } from './members.ts';
import { monitorRoutes } from './monitor.ts';
import { permissionRoutes } from './permissions.ts';
import { RouteTable, type Route } from './route.ts';
import { updateRunActionRoutes } from './updateRunActions.ts';
import { updateRunRoutes } from './updateRuns.ts';
import { updateStrategyRoutes } from './updateStrategies.ts';

/** Every operation that is served. */
export const ARM_ROUTES: readonly Route[] = [
  ...updateRunRoutes,
  ...updateRunActionRoutes,
  ...memberRoutes,
  ...operationRoutes,
  ...managedClusterRoutes,
  ...clusterVersionRoutes,
  ...fleetRoutes,
  ...updateStrategyRoutes,
  ...autoUpgradeProfileRoutes,
  ...maintenanceConfigurationRoutes,
  ...permissionRoutes,
  ...monitorRoutes,
];
const ROUTES = new RouteTable(ARM_ROUTES);

/** The version of Fleet Manager's API that was recorded. */
const FLEET_API_VERSION = '2025-03-01';

export interface FoundRoute {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

export function findRoute(method: string, path: string): FoundRoute | undefined {
  return ROUTES.find(method, path);
}

/** Answers a request that is authorised; what ARM refuses is an answer too. */
export function answer(world: World, request: ArmRequest, found: FoundRoute | undefined): ArmResponse {
  try {
    if (!found)
      throw new ArmError(404, 'InvalidResourceType', `No resource type is served at ${request.path}.`);
    if (found.route.isForeign !== true) {
      checkApiVersion(request, found.route.operation);
      checkScope(world, found.parameters);
    }
    return found.route.answer(new ArmCall(world, request, found.parameters));
  } catch (error) {
    if (error instanceof ArmError) return { status: error.status, json: JSON.stringify(error) };
    throw error;
  }
}

function checkApiVersion({ query }: ArmRequest, operation: string): void {
  const version = query.get('api-version');
  if (version === null) {
    throw badRequest(
      'The api-version query parameter (?api-version=) is required for all requests.',
      'MissingApiVersionParameter',
    );
  }
  const isFleet = /^(fleets|members|update|autoUpgradeProfiles)/.test(operation);
  const isKnown = isFleet ? version === FLEET_API_VERSION : /^20\d{2}-\d{2}-\d{2}(-preview)?$/.test(version);
  if (isKnown) return;
  const message = `No registered resource provider found for API version '${version}' of '${operation}'.`;
  throw badRequest(message, 'NoRegisteredProviderFound');
}

function checkScope({ resourceGroups }: World, parameters: Readonly<Record<string, string>>): void {
  const { subscription = '', resourceGroup } = parameters;
  const prefix = `/subscriptions/${subscription}/`.toLowerCase();
  if (![...resourceGroups].some((id) => id.startsWith(prefix))) {
    throw new ArmError(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`);
  }
  if (resourceGroup === undefined) return;
  if (resourceGroups.has(`${prefix}resourcegroups/${resourceGroup.toLowerCase()}`)) return;
  throw new ArmError(404, 'ResourceGroupNotFound', `Resource group '${resourceGroup}' could not be found.`);
}

import { ContainerServiceFleetClient } from '@azure/arm-containerservicefleet';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { ownValue } from '../../domain/ownValue.ts';
import { armClientOptions, equip, POLL_INTERVAL_MS, type ArmConnection } from './armConnection.ts';
import { parseResourceId } from './resourceId.ts';

/** Where a fleet is, and the client that reaches it. */
export interface FleetPlace {
  readonly client: ContainerServiceFleetClient;
  readonly resourceGroup: string;
  readonly fleetName: string;
  /** Between two looks at a long-running operation without Retry-After. */
  readonly updateIntervalInMs: number;
}

/** By alias; throws `UnknownFleet` for one that the settings do not have. */
export type PlaceOf = (fleet: string) => FleetPlace;

/** One client (API version 2025-03-01) for each subscription. `fleets` are ARM ids by alias. */
export function fleetPlaces(connection: ArmConnection, fleets: Readonly<Record<string, string>>): PlaceOf {
  const clients = new Map<string, ContainerServiceFleetClient>();
  const clientOf = (subscriptionId: string) => {
    const known = clients.get(subscriptionId);
    if (known) return known;
    const { credential } = connection;
    const client = new ContainerServiceFleetClient(credential, subscriptionId, armClientOptions(connection));
    equip(client.pipeline, connection);
    clients.set(subscriptionId, client);
    return client;
  };
  return (fleet) => {
    const id = ownValue(fleets, fleet);
    if (id === undefined) throw new FleetUpdatesError('UnknownFleet', `The settings name no fleet ${fleet}.`);
    const { subscriptionId, resourceGroup, name } = parseResourceId(id);
    return {
      client: clientOf(subscriptionId),
      resourceGroup,
      fleetName: name,
      updateIntervalInMs: connection.pollIntervalInMs ?? POLL_INTERVAL_MS,
    };
  };
}

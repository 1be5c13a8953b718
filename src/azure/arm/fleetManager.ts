import type { FleetGateway } from '../../ports/fleetGateway.ts';
import type { ArmConnection } from './armConnection.ts';
import { fleetMembers } from './fleetMembers.ts';
import { fleetPlaces } from './fleetPlaces.ts';
import { fleetRunActs, fleetRunReads } from './fleetRuns.ts';

/** Fleet Manager by the SDK's client. `fleets` are ARM ids by alias. */
export function createFleetGateway(
  connection: ArmConnection,
  fleets: Readonly<Record<string, string>>,
): FleetGateway {
  const placeOf = fleetPlaces(connection, fleets);
  return { ...fleetMembers(placeOf), ...fleetRunReads(placeOf), ...fleetRunActs(placeOf) };
}

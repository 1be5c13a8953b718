import { fleetId, type Seed } from '../simulator/seed.ts';

/** ARM ids of a seed's fleets by alias; the alias is the fleet's own name. */
export function fleetIdsOf(seed: Seed): Record<string, string> {
  return Object.fromEntries(seed.fleets.map((fleet) => [fleet.name, fleetId(fleet)]));
}

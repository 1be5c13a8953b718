import { startAzurite } from './azurite.ts';
import { fleetIdsOf } from './fleetIds.ts';
import { startSystem, type System, type SystemOptions } from './system.ts';

export interface ThrowawaySystem extends System {
  /** The process of its tables. */
  readonly tablesPid: number | undefined;
}

/** A system over the fleets of its seed, with tables of its own that are gone when it is closed. */
export async function throwawaySystem(
  options: Omit<SystemOptions, 'fleets' | 'tablesConnectionString'>,
): Promise<ThrowawaySystem> {
  const azurite = await startAzurite();
  const system = await startSystem({
    ...options,
    fleets: fleetIdsOf(options.seed),
    tablesConnectionString: azurite.connectionString(),
  });
  return {
    ...system,
    tablesPid: azurite.pid,
    async close() {
      await system.close();
      await azurite.close();
    },
  };
}

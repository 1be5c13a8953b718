import { secondsBetween } from '../../domain/seconds.ts';
import type { DependencyError } from '../../domain/errors.ts';
import type { Inventory } from '../../domain/fleet/inventory.ts';
import type { InventoryStore } from '../../ports/fleetStores.ts';
import { refreshInventory } from './refreshInventory.ts';
import { SHARED_SECONDS, SharedReadings } from './sharedReadings.ts';
import type { App } from '../../ports/app.ts';

/** By the store that they fill: of this process, and of it alone in tests of several. */
const shared = new WeakMap<InventoryStore, SharedReadings<DependencyError | undefined>>();

/**
 * Reads fleets for whoever looks at them: one reading for all who ask within a minute, in this process whatever came
 * of it, and of others through the times in the inventory. What must see the fleet as it is now uses
 * `refreshInventory`. The result has the error of each fleet that could not be read.
 */
export async function readFleets(
  app: App,
  fleets: readonly string[],
  { asOf }: Pick<Inventory, 'asOf'>,
): Promise<ReadonlyMap<string, DependencyError>> {
  const now = app.now();
  const readings = shared.get(app.inventory) ?? new SharedReadings();
  shared.set(app.inventory, readings);
  const old = fleets.filter((fleet) => secondsBetween(asOf[fleet] ?? '1970-01-01', now) >= SHARED_SECONDS);
  const unread = old.filter((fleet) => readings.find(fleet, now) === undefined);
  if (unread.length > 0) {
    const reading = refreshInventory(app, unread);
    for (const fleet of unread) {
      const outcome = reading.then((failures) => failures.get(fleet));
      void readings.share(fleet, now, outcome, (failure) => failure !== undefined).catch(() => undefined);
    }
  }
  const failures = new Map<string, DependencyError>();
  for (const fleet of old) {
    const failure = await readings.find(fleet, now);
    if (failure) failures.set(fleet, failure);
  }
  return failures;
}

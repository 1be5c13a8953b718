import { takenBack } from '../../domain/access/savedBy.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import type { App } from '../../ports/app.ts';
import { fleetsNamed } from '../access/fleetsConcerned.ts';

/**
 * Throws `NotAllowed` when the grants that let somebody save the trigger are gone. There is no token when it starts
 * something: their roles and groups count as they were.
 */
export async function refuseIfTakenBack(app: App, name: string): Promise<void> {
  const trigger = (await app.triggers.definitions.get(name))?.value;
  if (!trigger?.savedBy || trigger.savedBy.roles.includes('Admin')) return;
  const grants = (await app.access.list()).map(({ value }) => value);
  const lack = takenBack(trigger.savedBy, grants, fleetsNamed(app, trigger));
  if (lack === undefined) return;
  const detail = `Trigger ${name} was saved by ${trigger.savedBy.user}, who may not have it start runs any more: that needs ${lack} Somebody who may saves it again.`;
  throw new FleetUpdatesError('NotAllowed', detail);
}

import { versionsOffered, type RegionVersions } from '../../domain/fleet/versionsOffered.ts';
import type { App } from '../../ports/app.ts';
import { readMembers } from './readMembers.ts';

/** What the regions of the members of fleets offer; an inventory that is too old is refreshed first, as for members. */
export async function readVersions(app: App, fleets: readonly string[]): Promise<RegionVersions[]> {
  await readMembers(app, { fleets, refresh: false });
  return versionsOffered(await app.inventory.read(fleets));
}

import type { Report } from '../upkeep/guarded.ts';
import { carryAssignments } from './carryAssignments.ts';
import type { App } from '../../ports/app.ts';

/** Changes carried to Fleet in one pass: well inside the function's time and ARM's write quota. */
const ASSIGNMENTS_PER_PASS = 50;

/** Carries what is wanted to Fleet, what was tried longest ago first, so that none keeps the others from their turn. */
export async function carryPending(app: App, report: Report): Promise<void> {
  const pending = (await app.assignments.list(app.fleetAliases))
    .filter(({ wanted }) => wanted !== undefined)
    .toSorted((one, other) => Date.parse(one.triedAt ?? '1970') - Date.parse(other.triedAt ?? '1970'));
  await carryAssignments(app, pending, { most: ASSIGNMENTS_PER_PASS, report });
}

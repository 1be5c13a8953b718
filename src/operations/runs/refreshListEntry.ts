import { listEntryOf } from '../../domain/run/listEntry.ts';
import type { App } from '../../ports/app.ts';
import { estimateOfRun } from './estimates.ts';

/**
 * Keeps the list of runs cheap to read: its entries follow at the ends of stages and attempts, and at each pass of reconcile
 * what is left of those under way is reckoned anew.
 */
export async function refreshListEntry(app: App, runId: string): Promise<void> {
  const shown = await app.runs.show({ runId });
  if (!shown) return;
  const estimated = await estimateOfRun(app, shown);
  await app.runs.putListEntry(listEntryOf(shown.tree, estimated?.estimate.endsAt));
}

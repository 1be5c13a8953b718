import { listEntryOf } from '../../domain/run/listEntry.ts';
import type { App } from '../../ports/app.ts';

/** Keeps the list of runs cheap to read: its entries follow at the ends of stages and attempts. */
export async function refreshListEntry({ runs }: App, runId: string): Promise<void> {
  const tree = await runs.tree(runId);
  if (tree) await runs.putListEntry(listEntryOf(tree));
}

import { asErrorDetail, DependencyError } from '../../domain/errors.ts';
import { isLostAfterStop } from '../../domain/run/abandon.ts';
import { endAbandoned } from '../upkeep/abandonedRuns.ts';
import type { App } from '../../ports/app.ts';

/**
 * A stop must come to an end. Where a step fails by something that waiting does not mend (a row that cannot be read, a
 * fleet that left the settings, a fault of ours), and has for ten minutes, the stopped attempt is given up as an Admin
 * would: nothing of it is left going on but that.
 */
export async function giveUpIfStopped(
  app: App,
  { runId, attempt }: { readonly runId: string; readonly attempt: number },
  failing: { readonly where: string; readonly since: string },
  error: unknown,
): Promise<void> {
  if (error instanceof DependencyError) return;
  const tree = await app.runs.tree(runId);
  const at = app.now();
  if (!tree || !isLostAfterStop(tree, attempt, failing.since, at)) return;
  const { code, message } = asErrorDetail(error);
  const reason = `It was stopped, and its ${failing.where} cannot be ended: ${code}: ${message}`;
  await endAbandoned(app, runId, attempt, { by: 'fleet-updates', at, reason });
}

import { FleetUpdatesError } from '../../domain/errors.ts';
import { policyView, type PolicyView } from '../../domain/run/policyPatch.ts';
import type { App } from '../../ports/app.ts';

/** The policy of a run as it holds now, and the ETag of the run. Throws `NotFound`. */
export async function readPolicy(
  { runs }: App,
  name: string,
): Promise<{ readonly policy: PolicyView; readonly eTag: string }> {
  const shown = await runs.show({ name });
  if (!shown) throw new FleetUpdatesError('NotFound', `There is no run ${name}.`);
  return { policy: policyView(shown.tree.run), eTag: shown.tree.eTag };
}

import { FleetUpdatesError } from '../../domain/errors.ts';
import { refusalToSkipGate, type Decider } from '../../domain/gate/mayDecide.ts';
import type { App } from '../../ports/app.ts';
import { findGate } from './readGate.ts';

/** Throws when this person may not have these gates skipped. */
export async function refuseSkipOfGates(
  app: App,
  by: Decider,
  name: string,
  targets: readonly { readonly type: string; readonly name: string }[],
): Promise<void> {
  for (const { name: id } of targets.filter(({ type }) => type === 'Gate')) {
    const { gate, requesters } = await findGate(app, name, id);
    const refusal = refusalToSkipGate({ gate, by, requesters });
    if (refusal) throw new FleetUpdatesError('NotAllowed', refusal.message);
  }
}

import type { Act } from '../../domain/group/observation.ts';
import type { FleetRunContent } from '../../domain/group/fleetRun.ts';
import type { LockHolder } from '../../domain/group/lock.ts';
import type { ActAnswer } from '../../ports/fleetGateway.ts';
import type { App } from '../../ports/app.ts';

const DONE: ActAnswer = { done: true };

/** Carries out what a group decided on. Every act may be repeated. */
export async function performAct(
  { commands, locks, places, fleets }: App,
  act: Act,
  by: { readonly holder: LockHolder; readonly content: FleetRunContent; readonly now: string },
): Promise<ActAnswer> {
  switch (act.do) {
    case 'takeLocks':
      // A foreign lock met on the way is seen by the next round's look.
      await locks.take(act.clusterResourceIds, by.holder, by.now);
      return DONE;
    case 'releaseLocks':
      await locks.release(act.clusterResourceIds, by.holder);
      return DONE;
    case 'takePlaces':
      // Where none was free any more the next round's look shows it.
      await places.take(act.bounds, act.place);
      return DONE;
    case 'releasePlaces':
      await places.release(act.scopes, act.places);
      return DONE;
    case 'writeStop':
      await commands.addStop(by.holder.runId, act.stop);
      return DONE;
    case 'createFleetRun':
      return await fleets.createFleetRun(act.fleet, act.name, by.content);
    case 'startFleetRun':
      return await fleets.startFleetRun(act.fleet, act.name, act.eTag);
    case 'stopFleetRun':
      return await fleets.stopFleetRun(act.fleet, act.name, act.eTag);
    case 'deleteFleetRun':
      return await fleets.deleteFleetRun(act.fleet, act.name, act.eTag);
    case 'skipMembers':
      return await fleets.skipMembers(act.fleet, act.name, act.eTag, act.members);
  }
}

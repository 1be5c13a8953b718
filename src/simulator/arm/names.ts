import { badRequest, parentNotFound, resourceNotFound } from './armError.ts';
import type { ArmCall } from './armCall.ts';
import type { Fleet } from '../state/fleetState.ts';

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Fleet Manager's rule for the names of its resources, stages and groups. */
export function checkName(what: string, name: string, longest = 50): void {
  if (NAME.test(name) && name.length <= longest) return;
  throw badRequest(
    `The ${what} name '${name}' is invalid: it must match ${NAME.source} and have at most ${longest} characters.`,
    'InvalidResourceName',
  );
}

export function fleetOf(call: ArmCall, childType: string): Fleet {
  const id = `${call.scope()}/fleets/${call.parameter('fleet')}`;
  const fleet = call.world.fleets.get(id);
  if (!fleet) throw parentNotFound(`fleets/${childType}`, id);
  return fleet;
}

export function required<T>(resource: T | undefined, id: string): T {
  if (resource === undefined) throw resourceNotFound(id);
  return resource;
}

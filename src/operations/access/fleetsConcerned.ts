import { lacking } from '../../domain/access/rights.ts';
import type { Principal, Role } from '../../domain/access/roles.ts';
import { FleetUpdatesError, type FieldError } from '../../domain/errors.ts';
import type { App } from '../../ports/app.ts';

// The fleets that an act concerns: what names none concerns all.

/** Throws `NotFound`. */
export async function fleetsOfRun({ runs }: App, name: string): Promise<readonly string[]> {
  const run = await runs.findByName(name);
  if (!run) throw new FleetUpdatesError('NotFound', `There is no run ${name}.`);
  return run.fleets;
}

/** Throws `NotFound`. */
export async function fleetsOfTrigger(app: App, name: string): Promise<readonly string[]> {
  const trigger = await app.triggers.definitions.get(name);
  if (!trigger) throw new FleetUpdatesError('NotFound', `There is no trigger ${name}.`);
  return fleetsNamed(app, trigger.value);
}

export function fleetsNamed(
  { fleetAliases }: App,
  { fleets }: { readonly fleets?: readonly string[] },
): readonly string[] {
  return fleets ?? fleetAliases;
}

export function refuseUnknownFleets({ fleetAliases }: App, fleets: readonly string[] = []): void {
  const errors = fleets.flatMap((fleet, index): FieldError[] => {
    if (fleetAliases.includes(fleet)) return [];
    const detail = `The settings name no fleet ${fleet}; there is ${fleetAliases.join(', ')}.`;
    return [{ pointer: `/fleets/${index}`, detail }];
  });
  const [first] = errors;
  if (first) throw new FleetUpdatesError('UnknownFleet', first.detail, { errors });
}

/** Throws `NotAllowed` when the caller has not the role on every fleet of what is there, and of what is to be. */
export function refuseUnlessHeld(
  app: App,
  principal: Principal,
  role: Role,
  concerned: readonly ({ readonly fleets?: readonly string[] } | undefined)[],
  why = '',
): Promise<void> {
  const fleets = new Set(concerned.flatMap((each) => (each ? fleetsNamed(app, each) : [])));
  // Nothing is there, and nothing is to be: nothing is to be guarded.
  const lack = fleets.size === 0 ? undefined : lacking(principal, role, [...fleets], 'All');
  if (lack === undefined) return Promise.resolve();
  return Promise.reject(new FleetUpdatesError('NotAllowed', `${why}This needs ${lack}`));
}

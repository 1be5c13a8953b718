import { VERSION_NEEDED, type PlanBody } from '../../contracts/runs.ts';
import { FleetUpdatesError, invalidRequest } from '../../domain/errors.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { Run } from '../../domain/run/run.ts';
import { withVersion } from '../../domain/plan/requestedUpdate.ts';
import { ONE_BY_ONE, type ManagedClusterUpdate } from '../../domain/plan/updateSpec.ts';
import type { Strategy } from '../../domain/plan/strategy.ts';
import type { App } from '../../ports/app.ts';
import { takeVersionsFrom } from './takeVersionsFrom.ts';

/** The stages, fleets and update that a request means, with the strategy copied. */
export type ResolvedRequest = Pick<
  Run,
  | 'stages'
  | 'policy'
  | 'implicit'
  | 'strategy'
  | 'fleets'
  | 'managedClusterUpdate'
  | 'versionsFrom'
  | 'leaveOut'
  | 'members'
>;

/** Looks up the strategy and the fleets. Throws with the pointer of what does not exist. */
export async function resolveRequest(app: App, body: PlanBody): Promise<ResolvedRequest> {
  const { stages, versionsFrom, leaveOut, members } = body;
  const { strategy, fleets } = await strategyAndFleetsOf(app, body);
  if (members) await refuseUnknownMembers(app, fleets, members);
  const managedClusterUpdate = await updateOf(app, body);
  // What is said with the run goes before what its strategy says.
  const policy = strategy?.policy || body.policy ? { ...strategy?.policy, ...body.policy } : undefined;
  const rest = withoutUndefined({ policy, fleets, managedClusterUpdate, versionsFrom, leaveOut, members });
  if (stages) return { ...rest, stages, implicit: false };
  if (!strategy) return { ...rest, stages: ONE_BY_ONE, implicit: true };
  return { ...rest, stages: strategy.stages, implicit: false, strategy: strategy.name };
}

/** A member is known once its fleet has been read; of one that was never read anything may be. */
async function refuseUnknownMembers(
  app: App,
  fleets: readonly string[],
  members: NonNullable<PlanBody['members']>,
): Promise<void> {
  const known = await app.inventory.read(fleets);
  const there = new Set(known.members.map(({ fleet, name }) => `${fleet}/${name}`));
  const errors = members.flatMap(({ fleet, name }, index) => {
    if (!fleets.includes(fleet)) {
      return [{ pointer: `/members/${index}/fleet`, detail: `The run is not for the fleet ${fleet}.` }];
    }
    if (known.asOf[fleet] === undefined || there.has(`${fleet}/${name}`)) return [];
    return [{ pointer: `/members/${index}/name`, detail: `The fleet ${fleet} has no member ${name}.` }];
  });
  const [first] = errors;
  if (first) throw new FleetUpdatesError('UnknownMember', first.detail, { errors });
}

/** Versions of another run are copied here, once: nothing that becomes of that run later changes this one. */
async function updateOf(
  app: App,
  { managedClusterUpdate, versionsFrom }: Pick<PlanBody, 'managedClusterUpdate' | 'versionsFrom'>,
): Promise<ManagedClusterUpdate> {
  if (versionsFrom) return await takeVersionsFrom(app, managedClusterUpdate, versionsFrom.run);
  const update = withVersion(managedClusterUpdate);
  if (update) return update;
  const pointer = '/managedClusterUpdate/upgrade/kubernetesVersion';
  throw invalidRequest({ pointer, detail: VERSION_NEEDED.message });
}

/** What a body refers to by name: its strategy, and its fleets or all. Throws as `resolveRequest`. */
export async function strategyAndFleetsOf(
  { strategies, fleetAliases }: App,
  body: Pick<PlanBody, 'strategy' | 'fleets'>,
): Promise<{ readonly strategy: Strategy | undefined; readonly fleets: readonly string[] }> {
  (body.fleets ?? []).forEach((fleet, index) => {
    if (fleetAliases.includes(fleet)) return;
    const detail = `The settings name no fleet ${fleet}; there is ${fleetAliases.join(', ')}.`;
    throw new FleetUpdatesError('UnknownFleet', detail, {
      errors: [{ pointer: `/fleets/${index}`, detail }],
    });
  });
  const fleets = [...new Set(body.fleets ?? fleetAliases)].toSorted();
  if (body.strategy === undefined) return { strategy: undefined, fleets };
  const strategy = await strategies.get(body.strategy);
  if (strategy) return { strategy: strategy.value, fleets };
  const detail = `There is no strategy ${body.strategy}. GET /api/strategies lists those there are.`;
  throw new FleetUpdatesError('UnknownStrategy', detail, { errors: [{ pointer: '/strategy', detail }] });
}

import type { PlanBody } from '../../contracts/runs.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { present } from '../../domain/present.ts';
import type { Run } from '../../domain/run/run.ts';
import { ONE_BY_ONE } from '../../domain/plan/updateSpec.ts';
import type { Strategy } from '../../domain/plan/strategy.ts';
import type { App } from '../../ports/app.ts';

/** The stages, fleets and update that a request means, with the strategy copied. */
export type ResolvedRequest = Pick<
  Run,
  'stages' | 'policy' | 'implicit' | 'strategy' | 'fleets' | 'managedClusterUpdate' | 'leaveOut'
>;

/** Looks up the strategy and the fleets. Throws with the pointer of what does not exist. */
export async function resolveRequest(app: App, body: PlanBody): Promise<ResolvedRequest> {
  const { managedClusterUpdate, stages, leaveOut } = body;
  const { strategy, fleets } = await strategyAndFleetsOf(app, body);
  // What is said with the run goes before what its strategy says.
  const policy = strategy?.policy || body.policy ? { ...strategy?.policy, ...body.policy } : undefined;
  const rest = present({ policy, fleets, managedClusterUpdate, leaveOut });
  if (stages) return { ...rest, stages, implicit: false };
  if (!strategy) return { ...rest, stages: ONE_BY_ONE, implicit: true };
  return { ...rest, stages: strategy.stages, implicit: false, strategy: strategy.name };
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

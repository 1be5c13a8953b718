import type { PlanBody } from '../contracts/runs.ts';
import { FleetUpdatesError } from '../domain/errors.ts';
import { present } from '../domain/present.ts';
import type { Run } from '../domain/run.ts';
import { ONE_BY_ONE } from '../domain/updateSpec.ts';
import type { StrategyStore } from '../ports/stores.ts';

/** Who asks, and when. */
export interface Caller {
  readonly actor: string;
  /** ISO 8601 UTC. */
  readonly now: string;
  /** What had a trigger ask. */
  readonly cause?: string;
}

/** The stages, fleets and update that a request means, with the strategy copied. */
export type ResolvedRequest = Pick<
  Run,
  'stages' | 'implicit' | 'strategy' | 'fleets' | 'managedClusterUpdate'
>;

/** Looks up the strategy and the fleets. Throws with the pointer of what does not exist. */
export async function resolveRequest(
  strategies: StrategyStore,
  configured: readonly string[],
  body: PlanBody,
): Promise<ResolvedRequest> {
  const { managedClusterUpdate, fleets } = body;
  (fleets ?? []).forEach((fleet, index) => {
    if (configured.includes(fleet)) return;
    const detail = `The settings name no fleet ${fleet}; there is ${configured.join(', ')}.`;
    throw new FleetUpdatesError('UnknownFleet', detail, {
      errors: [{ pointer: `/fleets/${index}`, detail }],
    });
  });
  const rest = { fleets: [...new Set(fleets ?? configured)].toSorted(), managedClusterUpdate };
  if (body.stages) return { ...rest, stages: body.stages, implicit: false };
  if (body.strategy === undefined) return { ...rest, stages: ONE_BY_ONE, implicit: true };
  const strategy = await strategies.get(body.strategy);
  if (strategy)
    return present({ ...rest, stages: strategy.value.stages, implicit: false, strategy: body.strategy });
  const detail = `There is no strategy ${body.strategy}. GET /api/strategies lists those there are.`;
  throw new FleetUpdatesError('UnknownStrategy', detail, { errors: [{ pointer: '/strategy', detail }] });
}

import type { StrategyBody } from '../contracts/strategies.ts';
import { FleetUpdatesError } from '../domain/errors.ts';
import type { Strategy } from '../domain/updateSpec.ts';
import type { AuditLog, Stored, StrategyStore } from '../ports/stores.ts';
import { changedMeanwhile, checkPreconditions, type Preconditions } from './preconditions.ts';
import type { Caller } from './resolveRequest.ts';

export interface StrategyPorts {
  readonly strategies: StrategyStore;
  readonly audit: AuditLog;
}

export async function getStrategy({ strategies }: StrategyPorts, name: string): Promise<Stored<Strategy>> {
  const strategy = await strategies.get(name);
  if (!strategy) throw new FleetUpdatesError('NotFound', `There is no strategy ${name}.`);
  return strategy;
}

/** Creates or replaces a strategy. Runs made from it keep their copy. */
export async function putStrategy(
  { strategies, audit }: StrategyPorts,
  name: string,
  body: StrategyBody,
  preconditions: Preconditions,
  { actor, now }: Caller,
): Promise<{ readonly strategy: Stored<Strategy>; readonly created: boolean }> {
  const before = await strategies.get(name);
  checkPreconditions(`strategy ${name}`, before, preconditions);
  const { createdAt, createdBy } = before?.value ?? { createdAt: now, createdBy: actor };
  const value: Strategy = {
    name,
    stages: body.stages,
    createdAt,
    createdBy,
    changedAt: now,
    changedBy: actor,
  };
  const strategy = await strategies.put(value, before?.eTag);
  if (strategy === 'conflict') throw changedMeanwhile(`strategy ${name}`);
  const type = before ? 'StrategyChanged' : 'StrategyCreated';
  const message = `${before ? 'Changed' : 'Created'} strategy ${name}.`;
  await audit.append({ time: now, actor, subject: `strategies/${name}`, type, message });
  return { strategy, created: before === undefined };
}

export async function deleteStrategy(
  { strategies, audit }: StrategyPorts,
  name: string,
  preconditions: Preconditions,
  { actor, now }: Caller,
): Promise<void> {
  const before = await strategies.get(name);
  checkPreconditions(`strategy ${name}`, before, preconditions);
  if (!before) throw new FleetUpdatesError('NotFound', `There is no strategy ${name}.`);
  if ((await strategies.remove(name, before.eTag)) === 'lost') throw changedMeanwhile(`strategy ${name}`);
  const message = `Deleted strategy ${name}.`;
  await audit.append({ time: now, actor, subject: `strategies/${name}`, type: 'StrategyDeleted', message });
}

import type { Caller } from '../caller.ts';
import type { StrategyBody } from '../../contracts/strategies.ts';
import type { Strategy } from '../../domain/plan/updateSpec.ts';
import type { AuditLog, Stored, StrategyStore } from '../../ports/stores.ts';
import {
  deleteNamed,
  getNamed,
  putNamed,
  type Authorship,
  type NamedResources,
  type Preconditions,
} from './namedResources.ts';

export interface StrategyPorts {
  readonly strategies: StrategyStore;
  readonly audit: AuditLog;
}

export async function getStrategy(ports: StrategyPorts, name: string): Promise<Stored<Strategy>> {
  return await getNamed(strategiesOf(ports), name);
}

/** Creates or replaces a strategy. Runs made from it keep their copy. */
export async function putStrategy(
  ports: StrategyPorts,
  name: string,
  content: StrategyBody & Pick<Strategy, 'savedFor'>,
  preconditions: Preconditions,
  caller: Caller,
): Promise<{ readonly stored: Stored<Strategy>; readonly created: boolean }> {
  const valueOf = (authorship: Authorship): Strategy => ({ name, ...content, ...authorship });
  return await putNamed(strategiesOf(ports), name, valueOf, preconditions, caller);
}

export async function deleteStrategy(
  ports: StrategyPorts,
  name: string,
  preconditions: Preconditions,
  caller: Caller,
): Promise<void> {
  const before = await ports.strategies.get(name);
  await deleteNamed(strategiesOf(ports), name, before, preconditions, caller);
}

function strategiesOf({ strategies }: StrategyPorts): NamedResources<Strategy> {
  return { kind: 'strategy', path: 'strategies', store: strategies };
}

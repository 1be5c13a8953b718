import type { Caller } from '../caller.ts';
import type { StrategyBody } from '../../contracts/strategies.ts';
import type { Strategy } from '../../domain/plan/updateSpec.ts';
import type { Stored } from '../../ports/stores.ts';
import {
  deleteNamed,
  getNamed,
  putNamed,
  type Authorship,
  type NamedResources,
  type NamedChange,
} from './namedResources.ts';
import type { App } from '../../ports/app.ts';

export async function getStrategy(app: App, name: string): Promise<Stored<Strategy>> {
  return await getNamed(strategiesOf(app), name);
}

/** Creates or replaces a strategy. Runs made from it keep their copy. */
export async function putStrategy(
  app: App,
  caller: Caller,
  {
    name,
    content,
    preconditions,
  }: NamedChange & { readonly content: StrategyBody & Pick<Strategy, 'savedFor'> },
): Promise<{ readonly stored: Stored<Strategy>; readonly created: boolean }> {
  const valueOf = (authorship: Authorship): Strategy => ({ name, ...content, ...authorship });
  return await putNamed(strategiesOf(app), caller, { name, preconditions }, valueOf);
}

export async function deleteStrategy(
  app: App,
  caller: Caller,
  { name, preconditions }: NamedChange,
): Promise<void> {
  const before = await app.strategies.get(name);
  await deleteNamed(strategiesOf(app), caller, { name, preconditions }, before);
}

function strategiesOf({ strategies }: App): NamedResources<Strategy> {
  return { kind: 'strategy', path: 'strategies', store: strategies };
}

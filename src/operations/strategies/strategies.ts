import { invalidRequest } from '../../domain/errors.ts';
import { hostErrors } from '../../domain/gate/askedOutside.ts';
import { strategyKind, type Strategy } from '../../domain/plan/strategy.ts';
import type { App } from '../../ports/app.ts';
import type { StrategyStore } from '../../ports/namedStores.ts';
import { namedResource, viewsOf } from '../named/namedResource.ts';

const storeOf = ({ strategies }: App): StrategyStore => strategies;

/** Runs made from a strategy keep their copy of it. */
export const strategies = namedResource({
  kind: strategyKind,
  storeOf,
  valueOf: (name, content, authorship): Strategy => ({ name, ...content, ...authorship }),
  views: viewsOf(storeOf, (stored) => strategyKind.view.parse(stored)),
  refusePut: ({ settings }, _caller, { body }) => {
    const errors = hostErrors(body.stages, settings.healthCheckHosts);
    return errors.length === 0 ? Promise.resolve() : Promise.reject(invalidRequest(...errors));
  },
});

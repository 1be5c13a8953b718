import { accepted, api } from '../api/client.ts';
import { readStrategy, strategiesQuery } from '../api/queries.ts';
import type { Strategy, StrategyBody } from '../api/types.ts';
import { isPolicy } from '../policy/limits.ts';
import type { ResourceKind } from '../resource/resourceKind.ts';
import { StrategyForm } from './StrategyForm.tsx';
import { STRATEGY_WORDS } from './strategyWords.ts';

export const strategyKind: ResourceKind<Strategy, StrategyBody> = {
  ...STRATEGY_WORDS,
  path: '/api/strategies/{name}',
  listKey: strategiesQuery.queryKey,
  read: readStrategy,
  bodyOf: ({ stages, policy }) => ({ stages, ...(policy && { policy }) }),
  missing: ({ stages, policy = {} }) => {
    if (stages.length === 0) return 'A strategy needs at least one stage.';
    return isPolicy(policy) ? undefined : 'Mend the limits of the whole run.';
  },
  form: (body, onChange) => <StrategyForm body={body} onChange={onChange} />,
  put: (name, body, headers) =>
    accepted(api.PUT('/api/strategies/{name}', { params: { path: { name } }, body, headers })),
  remove: (name, eTag) =>
    accepted(
      api.DELETE('/api/strategies/{name}', { params: { path: { name } }, headers: { 'if-match': eTag } }),
    ),
};

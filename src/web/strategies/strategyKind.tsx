import { accepted, api } from '../api/client.ts';
import { readStrategy, strategiesQuery } from '../api/queries.ts';
import type { StageDefinition, Strategy } from '../api/types.ts';
import { StageEditor } from '../create/StageEditor.tsx';
import type { ResourceKind } from '../resource/resourceKind.ts';
import { STRATEGY_WORDS } from './strategyWords.ts';

export interface StrategyBody {
  readonly stages: StageDefinition[];
}

export const strategyKind: ResourceKind<Strategy, StrategyBody> = {
  ...STRATEGY_WORDS,
  path: '/api/strategies/{name}',
  listKey: strategiesQuery.queryKey,
  read: readStrategy,
  bodyOf: ({ stages }) => ({ stages }),
  missing: ({ stages }) => (stages.length === 0 ? 'A strategy needs at least one stage.' : undefined),
  form: ({ stages }, onChange) => (
    <StageEditor stages={stages} onChange={(next) => onChange({ stages: [...next] })} />
  ),
  put: (name, body, headers) =>
    accepted(api.PUT('/api/strategies/{name}', { params: { path: { name } }, body, headers })),
  remove: (name, eTag) =>
    accepted(
      api.DELETE('/api/strategies/{name}', { params: { path: { name } }, headers: { 'if-match': eTag } }),
    ),
};

import { accepted, api } from '../api/client.ts';
import { freezesQuery, readFreeze } from '../api/queries.ts';
import type { Freeze, FreezeBody } from '../api/types.ts';
import type { ResourceKind } from '../resource/resourceKind.ts';
import { bodyOf, missingOf } from './freezeBody.ts';
import { FreezeForm } from './FreezeForm.tsx';
import { FREEZE_WORDS } from './freezeWords.ts';

export const freezeKind: ResourceKind<Freeze, FreezeBody> = {
  ...FREEZE_WORDS,
  path: '/api/freezes/{name}',
  listKey: freezesQuery.queryKey,
  read: readFreeze,
  bodyOf,
  missing: missingOf,
  form: (body, onChange) => <FreezeForm body={body} onChange={onChange} />,
  put: (name, body, headers) =>
    accepted(api.PUT('/api/freezes/{name}', { params: { path: { name } }, body, headers })),
  remove: (name, eTag) =>
    accepted(
      api.DELETE('/api/freezes/{name}', { params: { path: { name } }, headers: { 'if-match': eTag } }),
    ),
};

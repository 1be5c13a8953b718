import { accepted, api } from '../api/client.ts';
import { deniedVersionsQuery, readDeniedVersion } from '../api/queries.ts';
import type { DeniedVersion, DeniedVersionBody } from '../api/types.ts';
import type { ResourceKind } from '../resource/resourceKind.ts';
import { DeniedForm } from './DeniedForm.tsx';
import { DENIED_WORDS } from './deniedWords.ts';

export const deniedKind: ResourceKind<DeniedVersion, DeniedVersionBody> = {
  ...DENIED_WORDS,
  path: '/api/denied-versions/{name}',
  listKey: deniedVersionsQuery.queryKey,
  read: readDeniedVersion,
  bodyOf: ({
    name: _name,
    createdAt: _at,
    createdBy: _by,
    changedAt: _changed,
    changedBy: _changer,
    ...body
  }) => body,
  missing: ({ kubernetesVersion, nodeImageVersion, reason }) => {
    if ((kubernetesVersion ?? nodeImageVersion ?? '') === '') return 'Say which version is denied.';
    return reason.trim() === '' ? 'Say why it is denied.' : undefined;
  },
  form: (body, onChange) => <DeniedForm body={body} onChange={onChange} />,
  put: (name, body, headers) =>
    accepted(api.PUT('/api/denied-versions/{name}', { params: { path: { name } }, body, headers })),
  remove: (name, eTag) =>
    accepted(
      api.DELETE('/api/denied-versions/{name}', {
        params: { path: { name } },
        headers: { 'if-match': eTag },
      }),
    ),
};

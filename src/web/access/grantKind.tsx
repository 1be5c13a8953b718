import { accepted, api } from '../api/client.ts';
import { grantsQuery, readGrant } from '../api/queries.ts';
import type { Grant, GrantBody } from '../api/types.ts';
import type { ResourceKind } from '../resource/resourceKind.ts';
import { GrantForm } from './GrantForm.tsx';
import { GRANT_WORDS } from './grantWords.ts';

export const grantKind: ResourceKind<Grant, GrantBody> = {
  ...GRANT_WORDS,
  path: '/api/access/{name}',
  listKey: grantsQuery.queryKey,
  read: readGrant,
  bodyOf: ({ principal, role, fleets }) => ({ principal, role, fleets }),
  missing: ({ principal, fleets }) => {
    if (principal.trim() === '') return 'Say who is given the role.';
    return fleets.length === 0 ? 'Name at least one fleet.' : undefined;
  },
  form: (body, onChange) => <GrantForm body={body} onChange={onChange} />,
  put: (name, body, headers) =>
    accepted(api.PUT('/api/access/{name}', { params: { path: { name } }, body, headers })),
  remove: (name, eTag) =>
    accepted(api.DELETE('/api/access/{name}', { params: { path: { name } }, headers: { 'if-match': eTag } })),
};

import { accepted, api } from '../api/client.ts';
import { readTrigger, triggersQuery } from '../api/queries.ts';
import type { Trigger, TriggerBody } from '../api/types.ts';
import type { ResourceKind } from '../resource/resourceKind.ts';
import { KindChoice } from './KindChoice.tsx';
import { bodyOf } from './triggerBody.ts';
import { TriggerForm } from './TriggerForm.tsx';
import { TRIGGER_WORDS } from './triggerWords.ts';

export const triggerKind: ResourceKind<Trigger, TriggerBody> = {
  ...TRIGGER_WORDS,
  path: '/api/triggers/{name}',
  listKey: triggersQuery.queryKey,
  read: readTrigger,
  bodyOf,
  missing: () => undefined,
  form: (body, onChange, name) => <TriggerForm body={body} name={name} onChange={onChange} />,
  put: (name, body, headers) =>
    accepted(api.PUT('/api/triggers/{name}', { params: { path: { name } }, body, headers })),
  remove: (name, eTag) =>
    accepted(
      api.DELETE('/api/triggers/{name}', { params: { path: { name } }, headers: { 'if-match': eTag } }),
    ),
};

/** While it is new its kind can be chosen still. */
export const newTriggerKind: typeof triggerKind = {
  ...triggerKind,
  form: (body, onChange, name) => (
    <>
      <KindChoice body={body} onChange={onChange} />
      <TriggerForm key={body.kind} body={body} name={name} onChange={onChange} />
    </>
  ),
};

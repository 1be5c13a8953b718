import { useQueryClient } from '@tanstack/react-query';
import { accepted, api, taggedAnswer } from '../api/client.ts';
import { useMay } from '../api/roles.ts';
import type { TriggerBody } from '../api/types.ts';
import { ResourceEditor } from '../resource/ResourceEditor.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import { TriggerForm } from './TriggerForm.tsx';

export interface TriggerEditorProps {
  readonly name?: string;
  readonly eTag?: string;
  readonly body: TriggerBody;
  readonly onReload: () => void;
}

export function TriggerEditor({ name, eTag, body, onReload }: TriggerEditorProps) {
  const { administer } = useMay();
  const client = useQueryClient();
  return (
    <ResourceEditor<TriggerBody>
      {...{ path: '/api/triggers/{name}', name, eTag, body, readOnly: !administer, onReload }}
      form={(edited, onChange) => <TriggerForm body={edited} onChange={onChange} />}
      isComplete={() => true}
      save={(target, toSave, headers) =>
        accepted(
          api.PUT('/api/triggers/{name}', { params: { path: { name: target } }, body: toSave, headers }),
        )
      }
      onSaved={(saved) => {
        void client.invalidateQueries({ queryKey: ['triggers'] });
        if (name === undefined) goTo(addressOf.trigger(saved), 'replace');
        else onReload();
      }}
      readChange={async (target) => {
        const stored = await taggedAnswer(
          api.GET('/api/triggers/{name}', { params: { path: { name: target } } }),
        );
        return { by: stored.value.changedBy, at: stored.value.changedAt, eTag: stored.eTag };
      }}
    />
  );
}

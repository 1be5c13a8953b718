import { Button, Radio, RadioGroup, Field } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accepted, answered, api, type Tagged } from '../api/client.ts';
import { triggerQuery, triggersQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { Trigger, TriggerBody } from '../api/types.ts';
import { DeleteRegular, PauseRegular, PlayRegular } from '../icons.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf, NEW } from '../routing/routes.ts';
import { bodyOf, emptyBody, KIND_TEXT } from './triggerBody.ts';
import { TriggerEditor } from './TriggerEditor.tsx';
import { TriggerFacts } from './TriggerFacts.tsx';

const PARENT = { text: 'Triggers', to: addressOf.triggers() };

export function TriggerPage({ name }: { name: string }) {
  return name === NEW ? <NewTrigger /> : <StoredTrigger name={name} />;
}

const KINDS: readonly TriggerBody['kind'][] = ['schedule', 'webhook', 'release'];

function NewTrigger() {
  const [kind, setKind] = useState<TriggerBody['kind']>('schedule');
  return (
    <>
      <PageHead title="Create trigger" parent={PARENT} />
      <Field label="Kind">
        <RadioGroup
          layout="horizontal"
          value={kind}
          onChange={(_event, { value }) => setKind(KINDS.find((each) => each === value) ?? 'schedule')}
        >
          {KINDS.map((each) => (
            <Radio key={each} value={each} label={KIND_TEXT[each]} />
          ))}
        </RadioGroup>
      </Field>
      <TriggerEditor key={kind} body={emptyBody(kind)} onReload={() => goTo(addressOf.triggers())} />
    </>
  );
}

function StoredTrigger({ name }: { name: string }) {
  const client = useQueryClient();
  const [version, setVersion] = useState(0);
  // What is being edited must not change under the viewer's hands.
  const { data, error, refetch } = useQuery({
    ...triggerQuery(name),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const reload = async () => {
    await client.refetchQueries({ queryKey: triggerQuery(name).queryKey });
    setVersion(version + 1);
  };
  if (!data) {
    return (
      <>
        <PageHead title={name} parent={PARENT} />
        {error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading what="trigger" />}
      </>
    );
  }
  return (
    <>
      <PageHead title={name} parent={PARENT} under={KIND_TEXT[data.value.kind]}>
        <Commands stored={data} onChanged={() => void reload()} />
      </PageHead>
      <TriggerFacts trigger={data.value} />
      <TriggerEditor
        key={`${data.eTag} ${version}`}
        {...{ name, eTag: data.eTag, body: bodyOf(data.value) }}
        onReload={() => void reload()}
      />
    </>
  );
}

/** Pause, run now and delete. */
function Commands({
  stored: { value, eTag },
  onChanged,
}: {
  stored: Tagged<Trigger>;
  onChanged: () => void;
}) {
  const { operate, administer } = useMay();
  const client = useQueryClient();
  const [asked, setAsked] = useState<'run' | 'delete'>();
  const { name, enabled } = value;
  const params = { path: { name } };
  const headers = { 'if-match': eTag };
  const pause = useMutation({
    mutationFn: () =>
      accepted(
        api.PUT('/api/triggers/{name}', { params, headers, body: { ...bodyOf(value), enabled: !enabled } }),
      ),
    onSettled: onChanged,
  });
  const runNow = async () => {
    const answer = await answered(api.POST('/api/triggers/{name}/run', { params }));
    // Said by the dialog, where it was asked for.
    if (answer.status === 'ignored') throw new Error(answer.reason);
    goTo(addressOf.run(answer.run));
  };
  const remove = async () => {
    await accepted(api.DELETE('/api/triggers/{name}', { params, headers }));
    goTo(addressOf.triggers());
    // Only the list is asked for: this page may still be there, and would be told 404.
    await client.invalidateQueries({ queryKey: triggersQuery.queryKey, exact: true });
    await client.invalidateQueries({ queryKey: triggerQuery(name).queryKey, refetchType: 'none' });
  };
  if (!operate) return null;
  return (
    <>
      <Button icon={<PlayRegular />} onClick={() => setAsked('run')}>
        Run now
      </Button>
      {administer && (
        <>
          <Button icon={<PauseRegular />} disabled={pause.isPending} onClick={() => pause.mutate()}>
            {enabled ? 'Pause' : 'Resume'}
          </Button>
          <Button icon={<DeleteRegular />} onClick={() => setAsked('delete')}>
            Delete
          </Button>
        </>
      )}
      {pause.error && <Trouble error={pause.error} />}
      {asked === 'run' && (
        <Confirm
          title={`Run ${name} now`}
          action="Run"
          onConfirm={runNow}
          onClose={() => setAsked(undefined)}
        >
          A run starts at once, whatever the trigger&apos;s times and its overlap rule say.
        </Confirm>
      )}
      {asked === 'delete' && (
        <Confirm
          title={`Delete ${name}`}
          action="Delete"
          onConfirm={remove}
          onClose={() => setAsked(undefined)}
        >
          It starts nothing any more. Runs that it started go on. This cannot be undone.
        </Confirm>
      )}
    </>
  );
}

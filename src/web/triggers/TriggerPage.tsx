import { Button, Text } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { accepted, answered, api, type Tagged } from '../api/client.ts';
import { useReach } from '../api/roles.ts';
import type { Trigger } from '../api/types.ts';
import { PauseRegular, PlayRegular } from '../icons.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { NewResource, ResourcePage } from '../resource/ResourcePage.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf, NEW } from '../routing/routes.ts';
import { bodyOf, emptyBody, KIND_TEXT } from './triggerBody.ts';
import { TriggerFacts } from './TriggerFacts.tsx';
import { newTriggerKind, triggerKind } from './triggerKind.tsx';

const FIRST = emptyBody('schedule', []);

export function TriggerPage({ name }: { name: string }) {
  if (name === NEW) return <NewResource kind={newTriggerKind} body={FIRST} />;
  return (
    <ResourcePage
      kind={triggerKind}
      name={name}
      under={({ kind }) => `${KIND_TEXT[kind]} · `}
      facts={(trigger) => <TriggerFacts trigger={trigger} />}
      commands={(stored, reload) => <Commands stored={stored} onChanged={reload} />}
      deletion={() => (
        <Text>It starts nothing any more. Runs that it started go on. This cannot be undone.</Text>
      )}
    />
  );
}

interface CommandsProps {
  readonly stored: Tagged<Trigger>;
  readonly onChanged: () => void;
}

/** Pause and run now. */
function Commands({ stored: { value, eTag }, onChanged }: CommandsProps) {
  const operator = useReach('Operator');
  const admin = useReach('Admin');
  const [asked, setAsked] = useState(false);
  const { name, enabled, fleets } = value;
  const params = { path: { name } };
  const pause = useMutation({
    mutationFn: () =>
      accepted(
        api.PUT('/api/triggers/{name}', {
          params,
          headers: { 'if-match': eTag },
          body: { ...bodyOf(value), enabled: !enabled },
        }),
      ),
    onSettled: onChanged,
  });
  const runNow = async () => {
    const answer = await answered(api.POST('/api/triggers/{name}/run', { params }));
    // Said by the dialog, where it was asked for.
    if (answer.status === 'ignored') throw new Error(answer.reason);
    goTo(addressOf.run(answer.run));
  };
  if (!operator.hasAll(fleets)) return null;
  return (
    <>
      <Button icon={<PlayRegular />} onClick={() => setAsked(true)}>
        Run now
      </Button>
      {admin.hasAll(fleets) && (
        <Button
          icon={enabled ? <PauseRegular /> : <PlayRegular />}
          disabledFocusable={pause.isPending}
          onClick={() => pause.mutate()}
        >
          {enabled ? 'Pause' : 'Resume'}
        </Button>
      )}
      {pause.error && <Trouble error={pause.error} />}
      {asked && (
        <Confirm title={`Run ${name} now`} action="Run" onConfirm={runNow} onClose={() => setAsked(false)}>
          A run starts at once, whatever the trigger&apos;s times and its overlap rule say.
        </Confirm>
      )}
    </>
  );
}

import { Button } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accepted, api, taggedAnswer } from '../api/client.ts';
import { strategyQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { StageDefinition } from '../api/types.ts';
import { StageEditor } from '../create/StageEditor.tsx';
import { DeleteRegular, PlayRegular } from '../icons.ts';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { ResourceEditor } from '../resource/ResourceEditor.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf, NEW } from '../routing/routes.ts';
import { DeleteStrategy } from './DeleteStrategy.tsx';

interface StrategyBody {
  readonly stages: StageDefinition[];
}

const PARENT = { text: 'Strategies', to: addressOf.strategies() };

export function StrategyPage({ name }: { name: string }) {
  return name === NEW ? <NewStrategy /> : <StoredStrategy name={name} />;
}

function NewStrategy() {
  return (
    <>
      <PageHead title="Create strategy" parent={PARENT} />
      <Editor body={{ stages: [] }} onReload={() => goTo(addressOf.strategies())} />
    </>
  );
}

function StoredStrategy({ name }: { name: string }) {
  const { operate, administer } = useMay();
  const client = useQueryClient();
  const [version, setVersion] = useState(0);
  const [deleting, setDeleting] = useState(false);
  // What is being edited must not change under the viewer's hands.
  const { data, error, refetch } = useQuery({
    ...strategyQuery(name),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  if (!data) {
    return (
      <>
        <PageHead title={name} parent={PARENT} />
        {error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading what="strategy" />}
      </>
    );
  }
  const { value, eTag } = data;
  const reload = async () => {
    await client.refetchQueries({ queryKey: strategyQuery(name).queryKey });
    setVersion(version + 1);
  };
  return (
    <>
      <PageHead
        title={name}
        parent={PARENT}
        under={
          <>
            Changed <Time at={value.changedAt} /> by {value.changedBy}
          </>
        }
      >
        {operate && (
          <Button icon={<PlayRegular />} onClick={() => goTo(addressOf.createRun(name))}>
            Create a run
          </Button>
        )}
        {administer && (
          <Button icon={<DeleteRegular />} onClick={() => setDeleting(true)}>
            Delete
          </Button>
        )}
      </PageHead>
      <Editor
        key={`${eTag} ${version}`}
        {...{ name, eTag, body: { stages: value.stages } }}
        onReload={() => void reload()}
      />
      {deleting && <DeleteStrategy name={name} eTag={eTag} onClose={() => setDeleting(false)} />}
    </>
  );
}

interface EditorProps {
  readonly name?: string;
  readonly eTag?: string;
  readonly body: StrategyBody;
  readonly onReload: () => void;
}

function Editor({ name, eTag, body, onReload }: EditorProps) {
  const { administer } = useMay();
  const client = useQueryClient();
  return (
    <ResourceEditor<StrategyBody>
      {...{ path: '/api/strategies/{name}', name, eTag, body, readOnly: !administer, onReload }}
      form={({ stages }, onChange) => (
        <StageEditor stages={stages} onChange={(next) => onChange({ stages: [...next] })} />
      )}
      isComplete={({ stages }) => stages.length > 0}
      save={(target, toSave, headers) =>
        accepted(
          api.PUT('/api/strategies/{name}', { params: { path: { name: target } }, body: toSave, headers }),
        )
      }
      onSaved={(saved) => {
        void client.invalidateQueries({ queryKey: ['strategies'] });
        if (name === undefined) goTo(addressOf.strategy(saved), 'replace');
        else onReload();
      }}
      readChange={async (target) => {
        const stored = await taggedAnswer(
          api.GET('/api/strategies/{name}', { params: { path: { name: target } } }),
        );
        return { by: stored.value.changedBy, at: stored.value.changedAt, eTag: stored.eTag };
      }}
    />
  );
}

import { Button } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { Tagged } from '../api/client.ts';
import { useMayChange, useMayMake } from './useMayChange.ts';
import { DeleteRegular } from '../icons.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { goTo } from '../routing/location.ts';
import { ResourceEditor } from './ResourceEditor.tsx';
import { forget, keyOf, type NamedView, type ResourceKind } from './resourceKind.ts';

export interface ResourcePageProps<View extends NamedView, Body> {
  readonly kind: ResourceKind<View, Body>;
  readonly name: string;
  readonly under?: (view: View) => ReactNode;
  /** Commands beside deletion. */
  readonly commands?: (stored: Tagged<View>, reload: () => void) => ReactNode;
  /** What only an Admin does to it; said to others. */
  readonly adminsOnly?: string;
  /** What is known of it, above the form. */
  readonly facts?: (view: View) => ReactNode;
  /** What became of it, below the form. */
  readonly below?: ReactNode;
  /** What follows when it is deleted. */
  readonly deletion: (name: string) => ReactNode;
}

const parentOf = ({ plural, listAddress }: { plural: string; listAddress: string }) => ({
  text: plural,
  to: listAddress,
});

/** One of a kind of named resources: who changed it, what can be done with it, its form. */
export function ResourcePage<View extends NamedView, Body>(props: ResourcePageProps<View, Body>) {
  const { kind, name, under, commands, adminsOnly = 'changes it', facts, below } = props;
  const client = useQueryClient();
  const [version, setVersion] = useState(0);
  // What is being edited must not change under the viewer's hands.
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(kind, name),
    queryFn: ({ signal }) => kind.read(name, signal),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const administer = useMayChange(kind, data?.value);
  const parent = parentOf(kind);
  if (!data) {
    return (
      <>
        <PageHead title={name} parent={parent} />
        {error ? <Trouble error={error} onRetry={() => void refetch()} /> : <Loading what={kind.noun} />}
      </>
    );
  }
  const { value, eTag } = data;
  const reload = () =>
    void client.refetchQueries({ queryKey: keyOf(kind, name) }).then(() => setVersion(version + 1));
  return (
    <>
      <PageHead
        title={name}
        parent={parent}
        under={
          <>
            {under?.(value)}
            Changed <Time at={value.changedAt} /> by {value.changedBy}
            {!administer && ` · Only an Admin of ${kind.byFleet ? 'its' : 'all'} fleets ${adminsOnly}`}
          </>
        }
      >
        {commands?.(data, reload)}
        {administer && <Delete {...props} eTag={eTag} />}
      </PageHead>
      {facts?.(value)}
      <ResourceEditor
        key={`${eTag} ${version}`}
        kind={kind}
        name={name}
        eTag={eTag}
        body={kind.bodyOf(value)}
        readOnly={!administer}
        onReload={reload}
      />
      {below}
    </>
  );
}

function Delete<View extends NamedView, Body>({
  kind,
  name,
  eTag,
  deletion,
}: ResourcePageProps<View, Body> & { eTag: string }) {
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const remove = async () => {
    await kind.remove(name, eTag);
    goTo(kind.listAddress);
    await forget(client, kind, name);
  };
  return (
    <>
      <Button icon={<DeleteRegular />} onClick={() => setAsked(true)}>
        Delete
      </Button>
      {asked && (
        <Confirm title={`Delete ${name}`} action="Delete" onConfirm={remove} onClose={() => setAsked(false)}>
          {deletion(name)}
        </Confirm>
      )}
    </>
  );
}

/** The page on which one is made. */
export function NewResource<View extends NamedView, Body>({
  kind,
  body,
}: {
  kind: ResourceKind<View, Body>;
  body: Body;
}) {
  const mayMake = useMayMake(kind);
  return (
    <>
      <PageHead title={`Create ${kind.noun}`} parent={parentOf(kind)} />
      <ResourceEditor kind={kind} body={body} readOnly={!mayMake} onReload={() => goTo(kind.listAddress)} />
    </>
  );
}

import { Checkbox, Field, Text } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import pLimit from 'p-limit';
import { useState } from 'react';
import { accepted, api } from '../api/client.ts';
import { fleetsQuery, membersQuery, unjoinedQuery } from '../api/queries.ts';
import { useReach } from '../api/roles.ts';
import type { Cluster, Member } from '../api/types.ts';
import { ChoiceField } from '../forms/ChoiceField.tsx';
import { ControlGroup } from '../forms/ControlGroup.tsx';
import { NamesField } from '../forms/NamesField.tsx';
import { nameCheck, needed } from '../forms/problems.ts';
import { TextField } from '../forms/TextField.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { counted } from '../parts/counted.ts';
import { nameProblem } from '../parts/nameProblem.ts';
import { useNotify } from '../parts/notices.ts';
import { Trouble } from '../parts/Trouble.tsx';
import { GroupField } from './GroupField.tsx';
import { clusterIdProblem, joiningOf, type Joining } from './joining.ts';

/** Fleet Manager takes a minute for each; more at once would be refused. */
const JOINED_AT_ONCE = 4;

interface AddClustersProps {
  readonly members: readonly Member[];
  readonly onClose: () => void;
}

/** Clusters that are in no fleet yet, picked from a list or named by their ids, join one with a group. */
export function AddClusters({ members, onClose }: AddClustersProps) {
  const { data: all = [] } = useQuery(fleetsQuery);
  const { has } = useReach('Admin');
  const fleets = all.filter(({ name }) => has(name));
  const [chosenFleet, setFleet] = useState<string>();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [ids, setIds] = useState<readonly string[]>([]);
  const [ownName, setOwnName] = useState<string>();
  const [group, setGroup] = useState('');
  const [typed, setTyped] = useState('');
  const fleet = chosenFleet ?? fleets[0]?.name ?? '';
  const clusters = [...picked, ...ids].map((clusterResourceId) => ({
    clusterResourceId,
    name: clusterResourceId.split('/').at(-1) ?? '',
  }));
  const joining = named(joiningOf(clusters, fleet, members), ownName);
  const join = useJoin(fleet, group);
  const isRight = joining.every(({ name }) => needed(nameCheck)(name) === undefined);
  return (
    <Confirm
      title="Add clusters"
      action={joining.length > 1 ? `Add ${joining.length} clusters` : 'Add'}
      disabled={fleet === '' || joining.length === 0 || !isRight || nameProblem(group) !== undefined}
      dirty={joining.length > 0 || typed !== '' || group !== ''}
      onConfirm={() => join(joining)}
      onClose={onClose}
    >
      {fleets.length > 1 && (
        <ChoiceField
          label="Fleet"
          value={fleet}
          choices={fleets.map(({ name }) => [name, name] as const)}
          onChange={setFleet}
        />
      )}
      <Picks picked={picked} onPick={setPicked} />
      <NamesField
        label="Clusters by their resource ids"
        hint="For those that the list has not"
        names={ids}
        onChange={setIds}
        options={[]}
        check={(id) => clusterIdProblem(id, members)}
        placeholder="/subscriptions/…/managedClusters/…"
        onTyped={setTyped}
      />
      {joining.length === 1 && (
        <TextField
          label="Name in the fleet"
          required
          value={joining[0]?.name ?? ''}
          onChange={setOwnName}
          check={needed(nameCheck)}
        />
      )}
      <GroupField members={members} value={group} onChange={setGroup} hint="May be left empty" />
    </Confirm>
  );
}

/** A name of the viewer's own is for one cluster alone. */
function named(joining: readonly Joining[], own: string | undefined): readonly Joining[] {
  const [only] = joining;
  return joining.length === 1 && only && own !== undefined ? [{ ...only, name: own }] : joining;
}

function useJoin(fleet: string, group: string) {
  const client = useQueryClient();
  const notify = useNotify();
  return async (joining: readonly Joining[]) => {
    const limit = pLimit(JOINED_AT_ONCE);
    const results = await Promise.allSettled(
      joining.map(({ name, clusterResourceId }) =>
        limit(() => {
          const body = { clusterResourceId, ...(group !== '' && { group }) };
          return accepted(
            api.PUT('/api/members/{fleet}/{name}', { params: { path: { fleet, name } }, body }),
          );
        }),
      ),
    );
    await client.invalidateQueries({ queryKey: membersQuery.queryKey });
    await client.invalidateQueries({ queryKey: unjoinedQuery.queryKey });
    const failed = results.flatMap((result, index) =>
      result.status === 'rejected' ? [`${joining[index]?.name ?? ''}: ${String(result.reason)}`] : [],
    );
    const joined = joining.length - failed.length;
    if (joined > 0) notify('success', `${counted(joined, 'cluster')} joined ${fleet}`);
    if (failed.length > 0) throw new Error(failed.join(' '));
  };
}

interface PicksProps {
  readonly picked: ReadonlySet<string>;
  readonly onPick: (picked: ReadonlySet<string>) => void;
}

/** Many would push the rest of the form away: the search finds those that are not shown. */
const SHOWN = 50;

function Picks({ picked, onPick }: PicksProps) {
  const { data, error, isPending } = useQuery(unjoinedQuery);
  const [search, setSearch] = useState('');
  if (error) return <Trouble error={error} />;
  if (isPending) return <Text>Asking Azure which clusters are in no fleet …</Text>;
  if (data.length === 0) return <Text>Every cluster that the app can see is a member already.</Text>;
  const found = data.filter((cluster) => textOf(cluster).includes(search.toLowerCase()));
  const toggle = (id: string, on: boolean) => {
    const next = new Set(picked);
    if (on) next.add(id);
    else next.delete(id);
    onPick(next);
  };
  return (
    <Field label={`Clusters in no fleet (${data.length})`}>
      <ControlGroup>
        {data.length > 8 && (
          <TextField label="Search" value={search} onChange={setSearch} placeholder="Name or region" />
        )}
        <div style={{ maxHeight: '220px', overflow: 'auto', display: 'grid' }}>
          {found.slice(0, SHOWN).map((cluster) => (
            <Checkbox
              key={cluster.clusterResourceId}
              label={`${cluster.name} (${cluster.location}, ${cluster.kubernetesVersion})`}
              title={cluster.clusterResourceId}
              checked={picked.has(cluster.clusterResourceId)}
              onChange={(_event, { checked }) => toggle(cluster.clusterResourceId, checked === true)}
            />
          ))}
        </div>
        {found.length > SHOWN && <Text size={200}>and {found.length - SHOWN} more: search for them</Text>}
      </ControlGroup>
    </Field>
  );
}

const textOf = ({ name, location, clusterResourceId }: Cluster) =>
  `${name} ${location} ${clusterResourceId}`.toLowerCase();

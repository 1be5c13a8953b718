import { Field, Input, Select } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accepted, api } from '../api/client.ts';
import { fleetsQuery, membersQuery } from '../api/queries.ts';
import type { Member } from '../api/types.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { nameProblem } from '../parts/nameProblem.ts';
import { useNotify } from '../parts/notices.ts';
import { GroupField } from './GroupField.tsx';

export function JoinMember({ members, onClose }: { members: readonly Member[]; onClose: () => void }) {
  const client = useQueryClient();
  const notify = useNotify();
  const { data: fleets = [] } = useQuery(fleetsQuery);
  const [chosenFleet, setFleet] = useState<string>();
  const [clusterResourceId, setId] = useState('');
  const [ownName, setName] = useState<string>();
  const [group, setGroup] = useState('');
  const fleet = chosenFleet ?? fleets[0]?.name ?? '';
  const name = ownName ?? clusterResourceId.split('/').at(-1)?.toLowerCase() ?? '';
  const problem = nameProblem(name);
  const join = async () => {
    const body = { clusterResourceId, ...(group !== '' && { group }) };
    await accepted(api.PUT('/api/members/{fleet}/{name}', { params: { path: { fleet, name } }, body }));
    notify('success', `${name} joined ${fleet}`);
    await client.invalidateQueries({ queryKey: membersQuery.queryKey });
  };
  return (
    <Confirm
      title="Add cluster"
      action="Add"
      disabled={fleet === '' || clusterResourceId === '' || name === '' || problem !== undefined}
      {...{ onConfirm: join, onClose }}
    >
      <Field label="Fleet">
        <Select value={fleet} onChange={(_event, { value }) => setFleet(value)}>
          {fleets.map((each) => (
            <option key={each.name}>{each.name}</option>
          ))}
        </Select>
      </Field>
      <Field label="Cluster's resource id" required hint="/subscriptions/…/managedClusters/…">
        <Input value={clusterResourceId} onChange={(_event, { value }) => setId(value.trim())} />
      </Field>
      <Field
        label="Name in the fleet"
        required
        {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
      >
        <Input value={name} onChange={(_event, { value }) => setName(value)} />
      </Field>
      <GroupField {...{ members, value: group, onChange: setGroup }} hint="May be left empty" />
    </Confirm>
  );
}

import { Checkbox, Text } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../api/client.ts';
import { membersQuery } from '../api/queries.ts';
import type { Member } from '../api/types.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { nameProblem } from '../parts/nameProblem.ts';
import { useNotify } from '../parts/notices.ts';
import { GroupField } from './GroupField.tsx';

export interface AssignGroupProps {
  readonly members: readonly Member[];
  readonly chosen: readonly Member[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function AssignGroup({ members, chosen, onDone, onClose }: AssignGroupProps) {
  const client = useQueryClient();
  const notify = useNotify();
  const [group, setGroup] = useState('');
  const [none, setNone] = useState(false);
  const assign = async () => {
    const targets = chosen.map(({ fleet, name }) => ({ fleet, name }));
    const { value } = await answered(
      api.POST('/api/members/assign-group', { body: { members: targets, group: none ? null : group } }),
    );
    const pending = value.filter(({ status }) => status === 'pending').length;
    notify(
      'success',
      none ? 'Taken out of their groups' : `Assigned to ${group}`,
      pending > 0 ? `${pending} are on their way to Fleet Manager.` : undefined,
    );
    onDone();
    await client.invalidateQueries({ queryKey: membersQuery.queryKey });
  };
  return (
    <Confirm
      title="Assign update group"
      action="Assign"
      disabled={!none && (group === '' || nameProblem(group) !== undefined)}
      dirty={group !== '' || none}
      onConfirm={assign}
      onClose={onClose}
    >
      <Text>
        {chosen.length === 1 ? chosen[0]?.name : `${chosen.length} members`} will be in this group and in no
        other. Runs that have started keep what they planned.
      </Text>
      {!none && <GroupField members={members} value={group} onChange={setGroup} />}
      <Checkbox
        label="No group"
        checked={none}
        onChange={(_event, { checked }) => setNone(checked === true)}
      />
    </Confirm>
  );
}

import { Text } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { accepted, api } from '../api/client.ts';
import { membersQuery } from '../api/queries.ts';
import type { Member } from '../api/types.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { counted } from '../parts/counted.ts';
import { useNotify } from '../parts/notices.ts';

interface RemoveMembersProps {
  readonly chosen: readonly Member[];
  readonly onClose: () => void;
}

export function RemoveMembers({ chosen, onClose }: RemoveMembersProps) {
  const client = useQueryClient();
  const notify = useNotify();
  const remove = async () => {
    try {
      for (const { fleet, name } of chosen) {
        await accepted(api.DELETE('/api/members/{fleet}/{name}', { params: { path: { fleet, name } } }));
      }
      notify('success', `${counted(chosen.length, 'member')} left`);
    } finally {
      await client.invalidateQueries({ queryKey: membersQuery.queryKey });
    }
  };
  return (
    <Confirm title="Remove from the fleet" action="Remove" onConfirm={remove} onClose={onClose}>
      <Text>
        {chosen.map(({ name }) => name).join(', ')} will leave{' '}
        {chosen.length === 1 ? 'its fleet' : 'their fleets'}. The clusters stay and go on running; update runs
        no longer reach them.
      </Text>
    </Confirm>
  );
}

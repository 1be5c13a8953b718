import { Button, MessageBarActions } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../api/client.ts';
import { membersQuery } from '../api/queries.ts';
import { useReach } from '../api/roles.ts';
import type { Member } from '../api/types.ts';
import { useNotify } from '../parts/notices.ts';

/** Brings the group to Fleet Manager now, by asking for it once more; the app would do so within minutes. */
export function MendDrift({ member: { fleet, name, group } }: { member: Member }) {
  const client = useQueryClient();
  const notify = useNotify();
  const { has } = useReach('Operator');
  const mend = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/members/assign-group', { body: { members: [{ fleet, name }], group } })),
    onSuccess: ({ value: [answer] }) => {
      if (answer?.status === 'assigned') notify('success', `Fleet Manager has ${group ?? 'no group'} now`);
      else notify('warning', 'Still on its way', answer?.reason);
    },
    onError: (error) => notify('error', 'It could not be brought there', error.message),
    onSettled: () => client.invalidateQueries({ queryKey: membersQuery.queryKey }),
  });
  if (!has(fleet)) return null;
  return (
    <MessageBarActions>
      <Button size="small" disabled={mend.isPending} onClick={() => mend.mutate()}>
        Mend now
      </Button>
    </MessageBarActions>
  );
}

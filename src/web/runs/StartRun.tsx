import { Text } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { accepted, api } from '../api/client.ts';
import type { RunListItem } from '../api/types.ts';
import { useStartInSpite } from '../freezes/InSpiteOfFreezes.tsx';
import { Confirm } from '../parts/Confirm.tsx';

/** Starts a run out of the list. */
export function StartRun({
  run: { name, state, fleets },
  onClose,
}: {
  run: RunListItem;
  onClose: () => void;
}) {
  const client = useQueryClient();
  const inSpite = useStartInSpite(fleets);
  const isFirst = state === 'NotStarted';
  const start = async () => {
    await accepted(
      api.POST('/api/runs/{name}/start', {
        params: { path: { name } },
        ...(inSpite.body && { body: inSpite.body }),
      }),
    );
    await client.invalidateQueries({ queryKey: ['runs'] });
  };
  return (
    <Confirm
      title={isFirst ? `Start ${name}` : `Start ${name} again`}
      action={isFirst ? 'Start' : 'Start again'}
      onConfirm={start}
      onClose={onClose}
    >
      <Text>
        {isFirst
          ? 'The plan is made final as it is now, and the first stage begins. Maintenance windows of the clusters are kept.'
          : 'Members that failed or stopped are tried again, then the rest goes on. Completed and skipped ones stay as they are.'}
      </Text>
      {inSpite.field}
    </Confirm>
  );
}

import { Text } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { accepted, api } from '../api/client.ts';
import type { SkipTarget } from '../api/types.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { useNotify } from '../parts/notices.ts';
import { skipConsequence, skipTitle } from './runActions.ts';

export function AskSkip({ run, target, onClose }: { run: string; target: SkipTarget; onClose: () => void }) {
  const client = useQueryClient();
  const notify = useNotify();
  const skip = async () => {
    await accepted(
      api.POST('/api/runs/{name}/skip', { params: { path: { name: run } }, body: { targets: [target] } }),
    );
    notify('success', 'Will be skipped', 'It takes effect within a round, 15 to 60 seconds.');
    await client.invalidateQueries({ queryKey: ['runs', run] });
  };
  return (
    <Confirm title={skipTitle(target)} action="Skip" {...{ onConfirm: skip, onClose }}>
      <Text>{skipConsequence(target)}</Text>
    </Confirm>
  );
}

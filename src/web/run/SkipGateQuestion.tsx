import { Text } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accepted, api } from '../api/client.ts';
import type { Gate } from '../api/types.ts';
import { placeOfGate } from '../gates/gateProgress.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { useNotify } from '../parts/notices.ts';
import { ReasonField } from './ReasonField.tsx';
import { SKIPPED_GATE } from './runActions.ts';

interface SkipGateQuestionProps {
  readonly runName: string;
  readonly gate: Gate;
  readonly onClose: () => void;
}

/** Has a gate skipped, once a reason is given. */
export function SkipGateQuestion({ runName, gate, onClose }: SkipGateQuestionProps) {
  const client = useQueryClient();
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const { id, name } = gate;
  const skip = async () => {
    const params = { path: { name: runName, id } };
    await accepted(api.POST('/api/runs/{name}/gates/{id}/skip', { params, body: { reason } }));
    notify('success', 'Will be skipped', 'It takes effect within a round, 15 to 60 seconds.');
    await client.invalidateQueries({ queryKey: ['runs'] });
    await client.invalidateQueries({ queryKey: ['gates'] });
  };
  return (
    <Confirm
      title={`Skip gate ${name}`}
      action="Skip"
      disabled={reason.trim() === ''}
      dirty={reason !== ''}
      onConfirm={skip}
      onClose={onClose}
    >
      <Text>
        It stands {placeOfGate(gate)}. {SKIPPED_GATE}
      </Text>
      <ReasonField value={reason} onChange={setReason} />
    </Confirm>
  );
}

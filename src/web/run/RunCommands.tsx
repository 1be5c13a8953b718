import { Button, Text } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { accepted, api } from '../api/client.ts';
import { useMay } from '../api/roles.ts';
import type { Run } from '../api/types.ts';
import { DeleteRegular, PlayRegular, RecordStopRegular } from '../icons.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { goTo } from '../routing/location.ts';
import { addressOf } from '../routing/routes.ts';
import { runActions } from './runActions.ts';

type Asked = 'start' | 'stop' | 'remove';

/** Start, stop and delete, each with what follows. */
export function RunCommands({ run }: { run: Run }) {
  const { operate } = useMay();
  const [asked, setAsked] = useState<Asked>();
  const actions = runActions(run.state);
  if (!operate) return null;
  return (
    <>
      {actions.start && (
        <Button appearance="primary" icon={<PlayRegular />} onClick={() => setAsked('start')}>
          {actions.start}
        </Button>
      )}
      {actions.stop && (
        <Button icon={<RecordStopRegular />} onClick={() => setAsked('stop')}>
          Stop
        </Button>
      )}
      {actions.remove && (
        <Button icon={<DeleteRegular />} onClick={() => setAsked('remove')}>
          Delete
        </Button>
      )}
      {asked && <Question run={run} asked={asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function Question({ run, asked, onClose }: { run: Run; asked: Asked; onClose: () => void }) {
  const client = useQueryClient();
  const params = { path: { name: run.name } };
  const again = run.state !== 'NotStarted';
  const doIt = async () => {
    if (asked === 'start') await accepted(api.POST('/api/runs/{name}/start', { params }));
    else if (asked === 'stop') await accepted(api.POST('/api/runs/{name}/stop', { params }));
    else {
      await accepted(api.DELETE('/api/runs/{name}', { params }));
      goTo(addressOf.runs());
      return;
    }
    await client.invalidateQueries({ queryKey: ['runs'] });
  };
  const { title, action, text } = wordsFor(asked, again, run);
  return (
    <Confirm {...{ title, action, onConfirm: doIt, onClose }}>
      <Text>{text}</Text>
    </Confirm>
  );
}

function wordsFor(asked: Asked, again: boolean, run: Run): { title: string; action: string; text: string } {
  switch (asked) {
    case 'start':
      return again
        ? {
            ...{ title: `Start ${run.name} again`, action: 'Start again' },
            text: 'It goes on with what is unfinished: members that are completed or skipped stay as they are, failed and stopped ones are tried again. The plan and its versions stay the same.',
          }
        : {
            ...{ title: `Start ${run.name}`, action: 'Start' },
            text: 'The plan is made final as it is now, and the first stage begins. Maintenance windows of the clusters are kept.',
          };
    case 'stop':
      return {
        ...{ title: `Stop ${run.name}`, action: 'Stop' },
        text: 'Members that are being updated finish; nothing new starts. The run can be started again and then goes on.',
      };
    case 'remove':
      return {
        ...{ title: `Delete ${run.name}`, action: 'Delete' },
        text: 'The run, its states and its audit trail are removed. The clusters stay as they are. This cannot be undone.',
      };
  }
}

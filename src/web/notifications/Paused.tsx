import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Tagged } from '../api/client.ts';
import { notificationsQuery } from '../api/queries.ts';
import type { Notification } from '../api/types.ts';
import { PlayRegular } from '../icons.ts';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { bodyOf } from './notificationBody.ts';
import { notificationKind } from './notificationKind.tsx';

/** Nothing is told, as nobody is there any more. */
export function Paused({ at, reason }: NonNullable<Notification['paused']>) {
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>Paused: nothing is told there.</MessageBarTitle>
        {reason} Since <Time at={at} />. Mend the app setting with the address, or name another one; then an
        Admin resumes it. What waits is sent then, up to a day old.
      </MessageBarBody>
    </MessageBar>
  );
}

/** Puts it again as it is. */
export function Resume({
  stored: { value, eTag },
  onResumed,
}: {
  stored: Tagged<Notification>;
  onResumed: () => void;
}) {
  const client = useQueryClient();
  const resume = useMutation({
    mutationFn: () => notificationKind.put(value.name, bodyOf(value), { 'if-match': eTag }),
    onSettled: async () => {
      onResumed();
      await client.invalidateQueries({ queryKey: notificationsQuery.queryKey, exact: true });
    },
  });
  return (
    <>
      <Button icon={<PlayRegular />} disabledFocusable={resume.isPending} onClick={() => resume.mutate()}>
        Resume
      </Button>
      {resume.error && <Trouble error={resume.error} />}
    </>
  );
}

import { Text } from '@fluentui/react-components';
import type { Waiting } from '../api/types.ts';
import { Took, Time } from '../parts/Time.tsx';

/** What something waits for, since when, and until when where that is known. */
export function Waits({
  waiting: { message, since, until },
  told,
}: {
  waiting: Waiting;
  told?: string | undefined;
}) {
  return (
    <Text size={200}>
      {message === told ? '' : `${message} `}
      Waits since <Took from={since} />
      {until !== undefined && (
        <>
          , until <Time at={until} />
        </>
      )}
    </Text>
  );
}

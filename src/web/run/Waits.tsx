import { Text } from '@fluentui/react-components';
import type { Waiting } from '../api/types.ts';
import { Took, Time } from '../parts/Time.tsx';

/** `MaintenanceWindow` as people read it. */
const reasonText = (reason: string) =>
  reason.charAt(0) + reason.slice(1).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Why something waits, what for, since when, and until when where that is known. */
export function Waits({
  waiting: { reason, message, since, until },
  told,
}: {
  waiting: Waiting;
  told?: string | undefined;
}) {
  return (
    <Text size={200}>
      <strong>{reasonText(reason)}</strong>
      {message === told ? '' : `: ${message}`} · for <Took from={since} />
      {until !== undefined && (
        <>
          , until <Time at={until} />
        </>
      )}
    </Text>
  );
}

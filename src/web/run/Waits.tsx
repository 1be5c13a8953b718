import { Text } from '@fluentui/react-components';
import type { Waiting } from '../api/types.ts';
import { withLocalTimes } from '../parts/timeText.ts';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { Took, Time } from '../parts/Time.tsx';

/** `MaintenanceWindow` as people read it. */
const reasonText = (reason: string) =>
  reason.charAt(0) + reason.slice(1).replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** Why something waits, what for, since when, and until when where that is known. */
export function Waits({
  runName,
  waiting: { reason, message, since, until, gate },
  told,
}: {
  runName: string;
  waiting: Waiting;
  told?: string | undefined;
}) {
  return (
    <Text size={200}>
      <strong>{reasonText(reason)}</strong>
      {message === told ? '' : `: ${withLocalTimes(message)}`} · for <Took from={since} />
      {until !== undefined && (
        <>
          , until <Time at={until} />
        </>
      )}
      {gate !== undefined && (
        <>
          {' · '}
          <Link to={addressOf.gate(runName, gate)}>To the gate</Link>
        </>
      )}
    </Text>
  );
}

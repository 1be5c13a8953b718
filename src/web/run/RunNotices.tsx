import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { hasEnded, isActive } from '../api/states.ts';
import type { Run } from '../api/types.ts';
import { counted } from '../parts/counted.ts';
import { Time } from '../parts/Time.tsx';
import { leftOutReasons } from './leftOut.ts';
import { Waits } from './Waits.tsx';

/** Why a run that has not failed is as it is: it waits, it was stopped, it was given up. */
export function Notice({ run: { name, message, state, abandoned, waiting } }: { run: Run }) {
  // Of a step that is tried again another notice tells.
  const waits = isActive(state) && waiting?.reason !== 'Azure' ? waiting : undefined;
  if ((message ?? waits) === undefined || state === 'Completed' || state === 'Skipped') return null;
  return (
    <MessageBar intent={isActive(state) ? 'info' : 'warning'} layout="multiline">
      <MessageBarBody>
        {abandoned && hasEnded(state) && <MessageBarTitle>The run was abandoned</MessageBarTitle>}
        {message}
        {waits && (
          <div>
            <Waits runName={name} waiting={waits} told={message} />
          </div>
        )}
      </MessageBarBody>
    </MessageBar>
  );
}

/** A good end that is none for everybody: which members of the plan were not updated, and why. */
export function LeftOut({ run }: { run: Run }) {
  const { leftOutCount = 0 } = run;
  if (leftOutCount === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{counted(leftOutCount, 'member')} of the plan left out</MessageBarTitle>
        {leftOutReasons(run).map((reason) => (
          <div key={reason}>{reason}</div>
        ))}
      </MessageBarBody>
    </MessageBar>
  );
}

/** What of the run is still at Fleet Manager though no attempt drives it. */
export function LeftFleetRuns({ run: { leftFleetRuns = [] } }: { run: Run }) {
  return leftFleetRuns.map(({ fleet, name, since, lastError }) => (
    <MessageBar key={`${fleet}/${name}`} intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>Fleet Manager still has a Fleet run</MessageBarTitle>
        {name} in the fleet {fleet} is driven by nobody since <Time at={since} />. It is stopped and deleted
        as soon as Azure lets it; as long as it may update members, this run cannot be started again.
        {lastError && (
          <div>
            Tried {counted(lastError.count, 'time')}, last answer: {lastError.code}: {lastError.message}
          </div>
        )}
      </MessageBarBody>
    </MessageBar>
  ));
}

/** What Azure answers again and again, as long as the run goes on. */
export function StillTried({ run: { lastError, state } }: { run: Run }) {
  if (!lastError || !isActive(state)) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>Tried {counted(lastError.count, 'time')}</MessageBarTitle>
        {lastError.message} It is tried again by itself.
      </MessageBarBody>
    </MessageBar>
  );
}

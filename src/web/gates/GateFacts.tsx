import { makeStyles, Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Gate } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Time, Took } from '../parts/Time.tsx';
import { withLocalTimes } from '../parts/timeText.ts';
import { Evaluations } from './Evaluations.tsx';
import { newsOf, notBeforeText, quorumText } from './gateProgress.ts';
import { limitsText, soakText } from './healthRow.ts';

const useStyles = makeStyles({
  facts: { display: 'grid', gap: '4px', minWidth: 0, overflowWrap: 'anywhere' },
  decisions: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '4px' },
});

/** How far a gate is: since when, what it waits for, who decided what and why, and how its clusters are. */
export function GateFacts({ gate }: { gate: Gate }) {
  const styles = useStyles();
  const news = newsOf(gate);
  return (
    <div className={styles.facts}>
      <Duration gate={gate} />
      {news !== undefined && <Line>{withLocalTimes(news)}</Line>}
      <ScheduledTime gate={gate} />
      <Quorum gate={gate} />
      <Decisions gate={gate} />
      <Health gate={gate} />
    </div>
  );
}

function Line({ children }: { children: ReactNode }) {
  return <Text size={200}>{children}</Text>;
}

function Duration({ gate: { state, startTime, completedTime } }: { gate: Gate }) {
  if (startTime === undefined) return null;
  return (
    <Line>
      {state === 'Pending' ? 'For ' : 'Took '}
      <Took from={startTime} to={completedTime} />, since <Time at={startTime} />
    </Line>
  );
}

function ScheduledTime({ gate }: { gate: Gate }) {
  const text = notBeforeText(gate);
  if (text === undefined) return null;
  const { until, state } = gate;
  if (until === undefined || state !== 'Pending') return <Line>Not before {text}</Line>;
  return (
    <Line>
      Opens <Time at={until} /> (not before {text})
    </Line>
  );
}

function Quorum({ gate }: { gate: Gate }) {
  const text = quorumText(gate);
  const { state, expiresAt } = gate;
  if (text === undefined || state === 'Skipped') return null;
  return (
    <Line>
      {text}
      {expiresAt !== undefined && state === 'Pending' && (
        <>
          , expires <Time at={expiresAt} />
        </>
      )}
    </Line>
  );
}

function Decisions({ gate: { decisions } }: { gate: Gate }) {
  const styles = useStyles();
  const cards = useCards();
  if (decisions.length === 0) return null;
  return (
    <ul className={styles.decisions} aria-label="Decisions">
      {decisions.map(({ by, at, decision, comment }) => (
        <li key={`${by} ${at}`}>
          <Line>
            <strong>{by}</strong> {decision.toLowerCase()}
            {comment !== undefined && `: ${comment}`}{' '}
            <span className={cards.quiet}>
              <Time at={at} />
            </span>
          </Line>
        </li>
      ))}
    </ul>
  );
}

function Health({ gate }: { gate: Gate }) {
  const { type, state, health, heldAt } = gate;
  if (type !== 'Health') return null;
  const goesOn = state === 'Pending' && heldAt === undefined;
  const soak = soakText(gate);
  return (
    <>
      {goesOn && soak !== undefined && <Line>{soak}</Line>}
      {health && <Evaluations health={health} />}
      {goesOn && (
        <Line>
          {limitsText(gate)}
          <TimeOut gate={gate} />
        </Line>
      )}
    </>
  );
}

function TimeOut({ gate: { startTime, timeoutInSeconds } }: { gate: Gate }) {
  if (startTime === undefined || timeoutInSeconds === undefined) return null;
  const at = new Date(Date.parse(startTime) + timeoutInSeconds * 1_000).toISOString();
  return (
    <>
      {'; time-out '}
      <Time at={at} />
    </>
  );
}

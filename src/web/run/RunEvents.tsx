import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { eventsQuery } from '../api/runQueries.ts';
import { isDone } from '../api/states.ts';
import type { Run, RunEvent } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Loading } from '../parts/Loading.tsx';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { ExportButton } from '../tables/ExportButton.tsx';
import { EVENT_COLUMNS } from './eventColumns.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  event: {
    display: 'grid',
    gridTemplateColumns: '190px minmax(0, 1fr)',
    gap: '4px 16px',
    padding: '6px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 640px)': { gridTemplateColumns: '1fr' },
  },
  message: { overflowWrap: 'anywhere' },
  tools: { justifySelf: 'end', '@media print': { display: 'none' } },
});

/** The audit trail, newest first: who did what, what happened by itself. */
export function RunEvents({ run }: { run: Run }) {
  const styles = useStyles();
  const cards = useCards();
  const { data, error, refetch } = useQuery(eventsQuery(run.name, isDone(run.state)));
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading what="audit trail" />;
  const newestFirst = data.toReversed();
  return (
    <div className={cards.stack}>
      <span className={styles.tools}>
        <ExportButton name={`${run.name}-audit-trail`} rows={newestFirst} columns={EVENT_COLUMNS} />
      </span>
      <ol className={mergeClasses(styles.list, cards.card)} aria-label="Audit trail, newest first">
        {newestFirst.map((event, index) => (
          <EventLine key={data.length - index} runName={run.name} event={event} />
        ))}
      </ol>
    </div>
  );
}

function EventLine({ runName, event }: { runName: string; event: RunEvent }) {
  const styles = useStyles();
  const cards = useCards();
  return (
    <li className={styles.event}>
      <Text size={200} className={cards.quiet}>
        <Time at={event.time} />
      </Text>
      <span className={styles.message}>
        {event.message}{' '}
        <Text size={200} className={cards.quiet}>
          {aboutOf(event)}
        </Text>
        {event.gate !== undefined && (
          <Text size={200}>
            {' · '}
            <Link to={addressOf.gate(runName, event.gate)}>To the gate</Link>
          </Text>
        )}
      </span>
    </li>
  );
}

function aboutOf({ actor, stage, group, member, attempt }: RunEvent): string {
  const place = [stage, group, member].filter((part) => part !== undefined).join(' / ');
  const parts = [
    actor === undefined ? '' : `by ${actor}`,
    place,
    attempt === undefined ? '' : `attempt ${attempt}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

import { makeStyles, mergeClasses, Subtitle2, Text, tokens } from '@fluentui/react-components';
import type { Freeze } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { useNarrow } from '../parts/useNarrow.ts';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { frozenWeeks, type FrozenDay } from './calendarDays.ts';

const useStyles = makeStyles({
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  head: { textAlign: 'start', fontWeight: tokens.fontWeightRegular, color: tokens.colorNeutralForeground3 },
  day: {
    verticalAlign: 'top',
    height: '56px',
    padding: '4px 6px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  frozen: { backgroundColor: tokens.colorStatusWarningBackground1 },
  today: { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-2px' },
  over: { color: tokens.colorNeutralForeground4 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '2px' },
  agenda: { listStyleType: 'none', margin: 0, padding: 0, display: 'grid', gap: '10px' },
  when: { color: tokens.colorNeutralForeground2 },
});

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export interface FreezeCalendarProps {
  readonly freezes: readonly Freeze[];
  readonly now: number;
}

/** What is coming in the next weeks, day by day; on a phone one after another. */
export function FreezeCalendar({ freezes, now }: FreezeCalendarProps) {
  const cards = useCards();
  const isNarrow = useNarrow();
  const weeks = frozenWeeks(freezes, now);
  const isAny = freezes.some(({ upcoming }) => upcoming.length > 0);
  return (
    <section className={mergeClasses(cards.card, cards.stack)} aria-label="What is coming">
      <Subtitle2 as="h2">The next five weeks</Subtitle2>
      {!isAny && <Text>Nothing is frozen in the next five weeks.</Text>}
      {isAny && (isNarrow ? <Agenda freezes={freezes} /> : <Weeks weeks={weeks} />)}
      <Text size={200} className={cards.quiet}>
        In your time zone, {Intl.DateTimeFormat().resolvedOptions().timeZone}
      </Text>
    </section>
  );
}

function Weeks({ weeks }: { weeks: readonly (readonly FrozenDay[])[] }) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {WEEKDAYS.map((day) => (
            <th key={day} scope="col" className={styles.head}>
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.day}>
            {week.map((day) => (
              <td
                key={day.day}
                className={mergeClasses(
                  styles.day,
                  day.freezes.length > 0 && styles.frozen,
                  day.isToday && styles.today,
                  day.isOver && styles.over,
                )}
              >
                <DayOf day={day} />
                <FreezesOf day={day} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SPAN = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

function Agenda({ freezes }: { freezes: readonly Freeze[] }) {
  const styles = useStyles();
  const spans = freezes
    .flatMap(({ name, upcoming }) => upcoming.map((span) => ({ name, ...span })))
    .toSorted((a, b) => a.from.localeCompare(b.from));
  return (
    <ul className={styles.agenda}>
      {spans.map(({ name, from, until }) => (
        <li key={`${name} ${from}`}>
          <Link to={addressOf.freeze(name)}>{name}</Link>
          <Text size={200} block className={styles.when}>
            {SPAN.formatRange(new Date(from), new Date(until))}
          </Text>
        </li>
      ))}
    </ul>
  );
}

const SHORT = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' });
function DayOf({ day: { day, isToday } }: { day: FrozenDay }) {
  return (
    <Text size={200} block weight={isToday ? 'semibold' : 'regular'}>
      <time dateTime={day}>{SHORT.format(new Date(day))}</time>
      {isToday && ', today'}
    </Text>
  );
}

function FreezesOf({ day: { freezes } }: { day: FrozenDay }) {
  const styles = useStyles();
  if (freezes.length === 0) return null;
  return (
    <ul className={styles.list}>
      {freezes.map(({ name, when }) => (
        <li key={name}>
          <Text size={200}>
            <Link to={addressOf.freeze(name)}>{name}</Link> <span className={styles.when}>{when}</span>
          </Text>
        </li>
      ))}
    </ul>
  );
}

import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { eventsQuery } from '../api/runQueries.ts';
import { isActive, STATE_TEXT } from '../api/states.ts';
import type { Run } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { counted } from '../parts/counted.ts';
import { Loading } from '../parts/Loading.tsx';
import { useAppNow } from '../parts/Time.tsx';
import { durationText } from '../parts/timeText.ts';
import { triesOf } from './attempts.ts';
import { ganttOf, type Gantt, type GanttBar, type GanttRow } from './gantt.ts';

const ROW = 24;
const HEAD = 28;
const NAMES = 190;
const WIDTH = 1_000;

const useStyles = makeStyles({
  svg: { display: 'block', width: '100%', minWidth: '640px', fontFamily: tokens.fontFamilyBase },
  name: { fill: tokens.colorNeutralForeground1, fontSize: '12px' },
  stage: { fontWeight: tokens.fontWeightSemibold },
  tick: { fill: tokens.colorNeutralForeground3, fontSize: '11px' },
  grid: { stroke: tokens.colorNeutralStroke3 },
  now: { stroke: tokens.colorBrandStroke1, strokeWidth: 2, strokeDasharray: '4 3' },
  Completed: { fill: tokens.colorStatusSuccessBackground3 },
  Skipped: { fill: tokens.colorNeutralForeground4 },
  Failed: { fill: tokens.colorStatusDangerBackground3 },
  Stopped: { fill: tokens.colorStatusWarningBackground3 },
  Stopping: { fill: tokens.colorStatusWarningBackground3 },
  Running: { fill: tokens.colorBrandBackground },
  Pending: { fill: tokens.colorBrandStroke2 },
  NotStarted: { fill: tokens.colorNeutralStroke1 },
  parent: { opacity: 0.55 },
});

const TICK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const TICK_OF_DAYS = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', hour: '2-digit' });

/** What ran when, and what is still to come. */
export function RunTimeline({ run }: { run: Run }) {
  const cards = useCards();
  const { data: events, isPending } = useQuery(eventsQuery(run.name, isActive(run.state)));
  const tries = useMemo(() => triesOf(events ?? []), [events]);
  const gantt = ganttOf(run, tries, useAppNow(isActive(run.state)));
  // Without the audit trail the attempts before would be missing, and idle hours look like work.
  if (isPending) return <Loading what="time line" />;
  if (!gantt) return <Text className={cards.quiet}>The time line begins when the run is started.</Text>;
  return (
    <div className={mergeClasses(cards.card, cards.scroll)} tabIndex={0} role="region" aria-label="Time line">
      <Chart gantt={gantt} />
    </div>
  );
}

function Chart({ gantt }: { gantt: Gantt }) {
  const styles = useStyles();
  const height = HEAD + gantt.rows.length * ROW + 6;
  const x = (place: number) => NAMES + place * (WIDTH - NAMES - 10);
  const tick = gantt.end - gantt.start > 36 * 3_600_000 ? TICK_OF_DAYS : TICK;
  return (
    <svg className={styles.svg} viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={summaryOf(gantt)}>
      {gantt.ticks.map(({ at, place }) => (
        <g key={at}>
          <line className={styles.grid} x1={x(place)} x2={x(place)} y1={HEAD - 6} y2={height} />
          <text className={styles.tick} x={x(place)} y={14} textAnchor={place > 0.95 ? 'end' : 'middle'}>
            {tick.format(at)}
          </text>
        </g>
      ))}
      {gantt.rows.map((row, index) => (
        <Row key={row.key} row={row} y={HEAD + index * ROW} x={x} />
      ))}
      {gantt.now !== undefined && (
        <line className={styles.now} x1={x(gantt.now)} x2={x(gantt.now)} y1={HEAD - 8} y2={height} />
      )}
    </svg>
  );
}

function Row({ row, y, x }: { row: GanttRow; y: number; x: (place: number) => number }) {
  const styles = useStyles();
  const { bars, depth, state, text, isWait } = row;
  const isMember = depth === 2 && !isWait;
  return (
    <g>
      <title>{`${text}: ${STATE_TEXT[state]}`}</title>
      <text className={mergeClasses(styles.name, depth === 0 && styles.stage)} x={depth * 12} y={y + 15}>
        {text.length > 26 ? `${text.slice(0, 25)}…` : text}
      </text>
      {bars.map((bar) => (
        <rect
          key={bar.start}
          className={mergeClasses(styles[bar.state], depth < 2 && !isWait && styles.parent)}
          x={x(bar.from)}
          y={y + (isMember ? 4 : 8)}
          rx={3}
          height={isMember ? 14 : 6}
          width={Math.max(3, x(bar.from + bar.width) - x(bar.from))}
        >
          <title>{`${text}, attempt ${bar.attempt}: ${STATE_TEXT[bar.state]}, ${tookText(bar)}`}</title>
        </rect>
      ))}
    </g>
  );
}

const tookText = ({ start, end }: GanttBar) =>
  end === undefined ? `since ${start}` : durationText(Date.parse(end) - Date.parse(start));

function summaryOf({ rows }: Gantt): string {
  const bars = rows.flatMap((row) => row.bars);
  const attempts = new Set(bars.map(({ attempt }) => attempt)).size;
  const failed = bars.filter(({ state }) => state === 'Failed').length;
  return `Time line: ${counted(bars.length, 'bar')} of ${counted(attempts, 'attempt')}, ${failed} failed. Stages and audit trail say the same in words.`;
}

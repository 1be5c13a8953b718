import { Badge } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { triggersQuery } from '../api/queries.ts';
import type { Trigger } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Time } from '../parts/Time.tsx';
import { ResourceListPage } from '../resource/ResourceListPage.tsx';
import { TIME_TRACK, type Column } from '../tables/DataTable.tsx';
import { LastStart } from './LastStart.tsx';
import { KIND_TEXT, whenText } from './triggerBody.ts';
import { TRIGGER_WORDS } from './triggerWords.ts';

const nextOf = (trigger: Trigger) =>
  trigger.enabled && trigger.kind === 'schedule' ? trigger.nextTimes[0] : undefined;

const COLUMNS: readonly Column<Trigger>[] = [
  {
    key: 'kind',
    heading: 'Kind',
    width: 'minmax(0, 1.1fr)',
    text: ({ kind, enabled }) => `${KIND_TEXT[kind]}${enabled ? '' : ', paused'}`,
    cell: (trigger) => <Kind trigger={trigger} />,
  },
  { key: 'when', heading: 'Starts', width: 'minmax(0, 2fr)', text: whenText },
  {
    key: 'strategy',
    heading: 'Strategy',
    width: 'minmax(0, 1.2fr)',
    text: ({ strategy }) => strategy ?? 'One by one',
  },
  {
    key: 'last',
    heading: 'Last',
    width: 'minmax(180px, 2.4fr)',
    text: ({ last }) => (last ? `${last.outcome} ${last.at} ${last.run ?? ''} ${last.message}` : 'Never'),
    order: ({ last }) => (last ? Date.parse(last.at) : 0),
    cell: ({ last }) => <LastStart last={last} />,
  },
  {
    key: 'next',
    heading: 'Next',
    width: TIME_TRACK,
    text: (trigger) => nextOf(trigger) ?? '',
    order: (trigger) => Date.parse(nextOf(trigger) ?? '9999-12-31'),
    cell: (trigger) => <Next trigger={trigger} />,
  },
];

export function TriggersPage() {
  return (
    <ResourceListPage
      words={TRIGGER_WORDS}
      list={useQuery(triggersQuery)}
      under="What starts runs by itself"
      emptyText="A trigger starts runs at set times, when a pipeline calls, or when AKS releases a version. Create one to begin."
      columns={COLUMNS}
      rowHeight={64}
      minWidth={900}
    />
  );
}

function Kind({ trigger: { kind, enabled } }: { trigger: Trigger }) {
  return (
    <>
      {KIND_TEXT[kind]}
      {!enabled && (
        <>
          {' '}
          <Badge appearance="outline" color="warning">
            Paused
          </Badge>
        </>
      )}
    </>
  );
}

function Next({ trigger }: { trigger: Trigger }) {
  const cards = useCards();
  if (!trigger.enabled) return <span className={cards.quiet}>Nothing while paused</span>;
  const next = nextOf(trigger);
  return next === undefined ? <span className={cards.quiet}>When it happens</span> : <Time at={next} />;
}

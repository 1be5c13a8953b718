import { Badge } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { triggersQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { Trigger } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { Time } from '../parts/Time.tsx';
import { ListPage } from '../resource/ListPage.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf, NEW } from '../routing/routes.ts';
import { TIME_TRACK, type Column } from '../tables/DataTable.tsx';
import { ListView } from '../tables/ListView.tsx';
import { LastStart } from './LastStart.tsx';
import { KIND_TEXT, whenText } from './triggerBody.ts';

const nextOf = (trigger: Trigger) =>
  trigger.enabled && trigger.kind === 'schedule' ? trigger.nextTimes[0] : undefined;

const COLUMNS: readonly Column<Trigger>[] = [
  {
    key: 'name',
    heading: 'Trigger',
    width: 'minmax(0, 1.5fr)',
    text: ({ name }) => name,
    cell: ({ name }) => <Link to={addressOf.trigger(name)}>{name}</Link>,
  },
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
  const { administer } = useMay();
  const { data, error, refetch } = useQuery(triggersQuery);
  return (
    <ListPage
      title="Triggers"
      under="What starts runs by itself"
      rows={data}
      error={error}
      onRetry={() => void refetch()}
      createAt={administer ? addressOf.trigger(NEW) : undefined}
      empty={{
        title: 'No trigger yet',
        text: 'A trigger starts runs at set times, when a pipeline calls, or when AKS releases a version. Create one to begin.',
      }}
    >
      {(rows) => (
        <ListView
          label="Triggers"
          noun="trigger"
          fileName="triggers"
          rows={rows}
          all={rows.length}
          columns={COLUMNS}
          keyOf={({ name }) => name}
          nameOf={({ name }) => name}
          rowHeight={64}
          minWidth={900}
        />
      )}
    </ListPage>
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

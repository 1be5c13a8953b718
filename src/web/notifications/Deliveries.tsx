import { Badge, Subtitle2, Text } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { deliveriesQuery } from '../api/queries.ts';
import type { Delivery } from '../api/types.ts';
import { useCards } from '../parts/cards.ts';
import { counted } from '../parts/counted.ts';
import { Loading } from '../parts/Loading.tsx';
import { Time } from '../parts/Time.tsx';
import { Trouble } from '../parts/Trouble.tsx';
import { Link } from '../routing/Link.tsx';
import { addressOf } from '../routing/routes.ts';
import { TIME_TRACK, type Column } from '../tables/DataTable.tsx';
import { ListView } from '../tables/ListView.tsx';
import { eventText } from './notificationBody.ts';

const STATES = {
  OnItsWay: ['On its way', 'informative'],
  Waiting: ['Trying again', 'warning'],
  Delivered: ['Delivered', 'success'],
  GivenUp: ['Given up', 'danger'],
} as const;

/** One that was not sent yet is in no trouble. */
const stateOf = ({ state, last }: Delivery) => STATES[state === 'Waiting' && !last ? 'OnItsWay' : state];

/** What was told last and what is on its way, with what the receiver answered. */
export function Deliveries({ name, isPaused }: { name: string; isPaused: boolean }) {
  const cards = useCards();
  const { data, error, refetch } = useQuery(deliveriesQuery(name));
  const columns = useMemo(() => columnsOf(isPaused), [isPaused]);
  return (
    <section className={cards.stack} style={{ marginTop: '24px' }} aria-label="Last deliveries">
      <Subtitle2 as="h2">Last deliveries</Subtitle2>
      {error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {!data && error === null && <Loading what="deliveries" />}
      {data?.length === 0 && (
        <Text className={cards.quiet}>Nothing was told yet. A test is sent and not listed.</Text>
      )}
      {data && data.length > 0 && (
        <ListView
          label="Deliveries"
          noun="delivery"
          fileName={`deliveries-${name}`}
          rows={data}
          all={data.length}
          columns={columns}
          keyOf={({ id }) => id}
          nameOf={({ id }) => id}
          rowHeight={64}
          minWidth={900}
        />
      )}
    </section>
  );
}

const columnsOf = (isPaused: boolean): readonly Column<Delivery>[] => [
  {
    key: 'time',
    heading: 'Happened',
    width: TIME_TRACK,
    text: ({ time }) => time,
    cell: ({ time }) => <Time at={time} />,
  },
  {
    key: 'event',
    heading: 'Tells',
    width: 'minmax(0, 3fr)',
    text: ({ event, run, message }) => [eventText(event), run, message].filter(Boolean).join(' '),
    cell: (delivery) => <Told delivery={delivery} />,
  },
  {
    key: 'state',
    heading: 'State',
    width: 'minmax(110px, 1fr)',
    text: (delivery) => stateOf(delivery)[0],
    cell: (delivery) => <State delivery={delivery} />,
  },
  {
    key: 'answer',
    heading: 'Answer',
    width: 'minmax(180px, 2.4fr)',
    text: ({ tries, last }) => `${counted(tries, 'try')} ${last?.message ?? ''}`,
    cell: (delivery) => <Answer delivery={delivery} isPaused={isPaused} />,
  },
];

function State({ delivery }: { delivery: Delivery }) {
  const [text, color] = stateOf(delivery);
  return (
    <Badge appearance="tint" color={color}>
      {text}
    </Badge>
  );
}

function Told({ delivery: { event, run, message } }: { delivery: Delivery }) {
  const cards = useCards();
  return (
    <>
      {eventText(event)}
      {run !== undefined && (
        <>
          : <Link to={addressOf.run(run)}>{run}</Link>
        </>
      )}
      <br />
      <Text size={200} className={cards.quiet}>
        {message}
      </Text>
    </>
  );
}

function Answer({
  delivery: { state, tries, last, nextTryAt },
  isPaused,
}: {
  delivery: Delivery;
  isPaused: boolean;
}) {
  const cards = useCards();
  if (!last) return <span className={cards.quiet}>Not sent yet: what happened before it comes first</span>;
  return (
    <>
      {last.message} <Time at={last.at} />
      <br />
      <Text size={200} className={cards.quiet}>
        {counted(tries, 'try')}
        {state === 'Waiting' && isPaused && ', the next when it is resumed'}
        {state === 'Waiting' && !isPaused && nextTryAt !== undefined && (
          <>
            , the next at <Time at={nextTryAt} />
          </>
        )}
      </Text>
    </>
  );
}

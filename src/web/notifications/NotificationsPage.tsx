import { Badge } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { notificationsQuery } from '../api/queries.ts';
import { useMay } from '../api/roles.ts';
import type { Notification } from '../api/types.ts';
import { CHANGED_COLUMN } from '../resource/changedColumn.tsx';
import { ResourceListPage } from '../resource/ResourceListPage.tsx';
import type { Column } from '../tables/DataTable.tsx';
import { eventText } from './notificationBody.ts';
import { NOTIFICATION_WORDS } from './notificationWords.ts';

const COLUMNS: readonly Column<Notification>[] = [
  {
    key: 'kind',
    heading: 'Kind',
    width: 'minmax(110px, 1fr)',
    text: (notification) => [notification.kind, offText(notification)].filter(Boolean).join(', '),
    cell: (notification) => <Kind notification={notification} />,
  },
  {
    key: 'events',
    heading: 'Tells',
    width: 'minmax(0, 3fr)',
    text: ({ events }) => events.map(eventText).join(', '),
  },
  { key: 'of', heading: 'Of', width: 'minmax(0, 1.5fr)', text: scopeText },
  CHANGED_COLUMN,
];

/** Who is told what happens. */
export function NotificationsPage() {
  const { administer } = useMay();
  const rest = administer ? '' : ' · Only an Admin of all fleets makes, changes and tests them';
  return (
    <ResourceListPage
      words={NOTIFICATION_WORDS}
      list={useQuery(notificationsQuery)}
      under={`Channels and webhooks that are told what happens${rest}`}
      emptyText="A notification tells a channel of Teams or Slack, or a webhook, when a run ends, fails or waits for somebody."
      columns={COLUMNS}
      rowHeight={64}
      minWidth={900}
    />
  );
}

function Kind({ notification }: { notification: Notification }) {
  const off = offText(notification);
  return (
    <>
      {notification.kind}{' '}
      {off !== undefined && (
        <Badge appearance="outline" color="warning">
          {off}
        </Badge>
      )}
    </>
  );
}

/** Why nothing is told; undefined while it is. */
function offText({ enabled, paused }: Notification): string | undefined {
  if (!enabled) return 'Not enabled';
  return paused && 'Paused';
}

function scopeText({ strategies = [], fleets = [] }: Notification): string {
  const parts = [
    strategies.length > 0 && `strategies ${strategies.join(', ')}`,
    fleets.length > 0 && `fleets ${fleets.join(', ')}`,
  ];
  return parts.filter((part) => part !== false).join('; ') || 'everything';
}

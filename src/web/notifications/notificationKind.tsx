import { accepted, api } from '../api/client.ts';
import { notificationsQuery, readNotification } from '../api/queries.ts';
import type { Notification, NotificationBody } from '../api/types.ts';
import type { ResourceKind } from '../resource/resourceKind.ts';
import { bodyOf, missingOf } from './notificationBody.ts';
import { NotificationForm } from './NotificationForm.tsx';
import { NOTIFICATION_WORDS } from './notificationWords.ts';

export const notificationKind: ResourceKind<Notification, NotificationBody> = {
  ...NOTIFICATION_WORDS,
  path: '/api/notifications/{name}',
  listKey: notificationsQuery.queryKey,
  read: readNotification,
  bodyOf,
  missing: missingOf,
  form: (body, onChange) => <NotificationForm body={body} onChange={onChange} />,
  put: (name, body, headers) =>
    accepted(api.PUT('/api/notifications/{name}', { params: { path: { name } }, body, headers })),
  remove: (name, eTag) =>
    accepted(
      api.DELETE('/api/notifications/{name}', { params: { path: { name } }, headers: { 'if-match': eTag } }),
    ),
};

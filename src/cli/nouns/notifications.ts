import { NOTIFICATION } from '../apply/kinds.ts';
import type { Noun } from '../command.ts';
import { column, textOf, valueAt } from '../show/columns.ts';
import { acts, fields, list, reads } from './calls.ts';
import { namedCommands } from './namedCommands.ts';

const COLUMNS = [
  column('Notification', 'name'),
  column('Kind', 'kind'),
  column('Enabled', 'enabled'),
  column('Paused', 'paused.reason'),
  column('Events', 'events'),
  column('Strategies', 'strategies'),
  column('Fleets', 'fleets'),
];
const DELIVERIES = [
  column('Happened', 'time'),
  column('Event', 'event'),
  column('State', 'state'),
  column('Tries', 'tries'),
  column('Last', 'last.message'),
  column('Says', 'message'),
];
const NAME = { name: 'name', about: 'the notification' };
const named = namedCommands({
  word: 'notifications',
  title: 'Notification',
  kind: NOTIFICATION,
  example: 'team',
});

export const notifications: Noun = {
  word: 'notifications',
  summary: 'Notifications: where is told what happens',
  commands: [
    named.list('All notifications', COLUMNS, 'There are no notifications.'),
    named.show('A notification', (answer) => [fields(answer, [...COLUMNS, column('Address', 'urlSetting')])]),
    named.apply(),
    {
      words: ['notifications', 'deliveries'],
      summary: 'What was told there and what is on its way',
      operations: ['listDeliveries'],
      args: [NAME],
      examples: ['notifications deliveries team'],
      run: reads('/api/notifications/{name}/deliveries', [], list(DELIVERIES, 'Nothing was told yet.')),
    },
    {
      words: ['notifications', 'test'],
      summary: 'Sends a message that says it is a test',
      operations: ['testNotification'],
      args: [NAME],
      examples: ['notifications test team'],
      run: acts(
        'POST',
        '/api/notifications/{name}/test',
        undefined,
        (_args, answer) => `${textOf(valueAt(answer, 'outcome'))}: ${textOf(valueAt(answer, 'message'))}`,
      ),
    },
    named.delete('Deletes a notification', (name) => `Notification ${name} is deleted.`),
  ],
};

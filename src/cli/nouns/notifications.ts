import { NOTIFICATION } from '../apply/kinds.ts';
import type { Noun } from '../command.ts';
import { column, textOf, valueAt } from '../show/columns.ts';
import { acts, fields } from './calls.ts';
import { namedCommands } from './namedCommands.ts';

const COLUMNS = [
  column('Notification', 'name'),
  column('Kind', 'kind'),
  column('Enabled', 'enabled'),
  column('Events', 'events'),
  column('Strategies', 'strategies'),
  column('Fleets', 'fleets'),
];
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
      words: ['notifications', 'test'],
      summary: 'Sends a message that says it is a test',
      operations: ['testNotification'],
      args: [{ name: 'name', about: 'the notification' }],
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

import type { Noun } from '../command.ts';
import { TRIGGER } from '../apply/kinds.ts';
import { column, itemsAt, textOf, valueAt } from '../show/columns.ts';
import { WAIT_OPTIONS, watchAsAsked } from '../watch/watchOptions.ts';
import { acts, fields, filled } from './calls.ts';
import { deliverAsAsked } from './deliver.ts';
import { namedCommands } from './namedCommands.ts';

const paused = { title: 'Paused', of: (row: unknown) => (valueAt(row, 'enabled') === false ? 'yes' : '') };
const COLUMNS = [
  column('Trigger', 'name'),
  column('Kind', 'kind'),
  paused,
  column('Strategy', 'strategy'),
  { title: 'Next', of: (row: unknown) => textOf(itemsAt(row, 'nextTimes')[0]) },
  column('Last', 'last.outcome'),
  column('Run', 'last.run'),
  column('Says', 'last.message'),
];
const FIELDS = [
  column('Trigger', 'name'),
  column('Kind', 'kind'),
  paused,
  column('Strategy', 'strategy'),
  column('Upgrade', 'managedClusterUpdate.upgrade'),
  column('Next times', 'nextTimes'),
  column('Last', 'last.message'),
  column('Changed', 'changedAt'),
  column('By', 'changedBy'),
];
const REQUESTS = [
  column('Run', 'run'),
  column('Outcome', 'outcome'),
  column('At', 'at'),
  column('Says', 'message'),
];
const NAME = { name: 'name', about: 'the trigger' };
const named = namedCommands({ word: 'triggers', title: 'Trigger', kind: TRIGGER, example: 'nightly' });

export const triggers: Noun = {
  word: 'triggers',
  summary: 'Triggers, which start runs by themselves',
  commands: [
    named.list(
      'All triggers, with their next times and what became of the last start',
      COLUMNS,
      'There are no triggers.',
    ),
    named.show(
      'A trigger with its open start requests',
      (answer) => [
        fields(answer, FIELDS),
        {
          title: 'Start requests',
          columns: REQUESTS,
          rows: itemsAt(answer, 'startRequests'),
          nothing: 'There are none.',
        },
      ],
      [' -o json'],
    ),
    named.apply([' --prune --dry-run']),
    {
      words: ['triggers', 'run'],
      summary: 'Starts a run of a trigger now',
      operations: ['runTrigger'],
      args: [NAME],
      options: WAIT_OPTIONS,
      examples: ['triggers run nightly --wait'],
      run: async (call) => {
        const answer = (await call.api.call('POST', filled('/api/triggers/{name}/run', call.args))).body;
        const run = valueAt(answer, 'run');
        const words = textOf(valueAt(answer, 'message') ?? valueAt(answer, 'reason'));
        if (!call.options.is('wait')) call.print.answer(answer, words);
        else call.print.beside(words);
        return call.options.is('wait') && typeof run === 'string' ? await watchAsAsked(call, run) : undefined;
      },
    },
    {
      words: ['triggers', 'deliver'],
      summary: 'Calls a webhook trigger, signed; a job that is tried again starts one run',
      operations: ['receiveDelivery'],
      args: [NAME],
      options: [
        { flags: '--body <json>', about: 'parameters that the trigger allows, as JSON' },
        {
          flags: '--secret-env <variable>',
          about: 'the variable with the secret (whsec_…); FLEET_UPDATES_SECRET',
        },
        { flags: '--delivery <id>', about: 'what makes two calls one; in a pipeline made of the job' },
        ...WAIT_OPTIONS,
      ],
      examples: [`triggers deliver pipeline --body '{"kubernetesVersion":"1.33.2"}' --wait`],
      run: deliverAsAsked,
    },
    {
      words: ['triggers', 'cancel-start'],
      summary: 'Takes back the start of a run that has not begun',
      operations: ['cancelStartRequest'],
      args: [NAME, { name: 'run', about: 'the run that was to start' }],
      examples: ['triggers cancel-start nightly nightly-2026-09-01'],
      run: acts(
        'DELETE',
        '/api/triggers/{name}/start-requests/{run}',
        undefined,
        (args) => `The start of run ${args.needed('run')} is taken back.`,
      ),
    },
    named.delete('Deletes a trigger; runs that it started go on', (name) => `Trigger ${name} is deleted.`),
  ],
};

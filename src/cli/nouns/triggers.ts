import type { Noun } from '../command.ts';
import { applies, APPLY_OPTIONS } from '../apply/applyFiles.ts';
import { TRIGGER } from '../apply/kinds.ts';
import { column, itemsAt, textOf, valueAt } from '../show/columns.ts';
import { WAIT_OPTIONS, watchAsAsked } from '../watch/watchOptions.ts';
import { acts, fields, filled, list, reads } from './calls.ts';
import { deliverAsAsked } from './deliver.ts';

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

export const triggers: Noun = {
  word: 'triggers',
  summary: 'Triggers, which start runs by themselves',
  commands: [
    {
      words: ['triggers', 'list'],
      summary: 'All triggers, with their next times and what became of the last start',
      operations: ['listTriggers'],
      examples: ['triggers list'],
      run: reads('/api/triggers', [], list(COLUMNS, 'There are no triggers.')),
    },
    {
      words: ['triggers', 'show'],
      summary: 'A trigger with its open start requests',
      operations: ['getTrigger'],
      args: [NAME],
      examples: ['triggers show nightly', 'triggers show nightly -o json'],
      run: reads('/api/triggers/{name}', [], (answer) => [
        fields(answer, FIELDS),
        {
          title: 'Start requests',
          columns: REQUESTS,
          rows: itemsAt(answer, 'startRequests'),
          nothing: 'There are none.',
        },
      ]),
    },
    {
      words: ['triggers', 'apply'],
      summary: 'Makes the triggers of the app as files say (docs/schemas/trigger.json)',
      operations: ['getTrigger', 'listTriggers', 'putTrigger', 'deleteTrigger'],
      options: APPLY_OPTIONS,
      examples: ['triggers apply -f triggers/', 'triggers apply -f triggers/ --prune --dry-run'],
      run: applies(TRIGGER),
    },
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
    {
      words: ['triggers', 'delete'],
      summary: 'Deletes a trigger; runs that it started go on',
      operations: ['deleteTrigger'],
      args: [NAME],
      examples: ['triggers delete nightly'],
      run: acts(
        'DELETE',
        '/api/triggers/{name}',
        undefined,
        (args) => `Trigger ${args.needed('name')} is deleted.`,
      ),
    },
  ],
};

import type { Invocation, Noun } from '../command.ts';
import { column, itemsAt } from '../show/columns.ts';
import { summaryOf } from '../watch/summary.ts';
import { readAgain } from '../watch/readAgain.ts';
import { WAIT_OPTIONS, WATCH_OPTIONS, watchAsAsked } from '../watch/watchOptions.ts';
import { wrongUse } from '../exitCodes.ts';
import { acts, fields, filled, list, reads } from './calls.ts';
import { FINDINGS } from './plan.ts';
import { runPolicy } from './runPolicy.ts';
import { createAsAsked, startAsAsked } from './startRun.ts';
import { REQUEST_OPTIONS } from './runRequest.ts';

const COLUMNS = [
  column('Run', 'name'),
  column('State', 'state'),
  column('Members', 'counts'),
  column('Strategy', 'strategy'),
  column('To', 'managedClusterUpdate.upgrade.kubernetesVersion'),
  column('Created', 'createdAt'),
  column('By', 'createdBy'),
  column('Says', 'message'),
];
const FIELDS = [
  column('Strategy', 'strategy'),
  column('Upgrade', 'managedClusterUpdate.upgrade'),
  column('Fleets', 'fleets'),
  column('Attempt', 'attempt'),
  column('Created', 'createdAt'),
  column('By', 'createdBy'),
  column('Started', 'startTime'),
  column('Ended', 'completedTime'),
  column('Members', 'counts'),
];
const EVENTS = [
  column('Time', 'time'),
  column('Event', 'type'),
  column('By', 'actor'),
  column('Says', 'message'),
];
const RUN = { name: 'name', about: 'the run' };

const said = (call: string) => (args: Invocation['args']) => `Run ${args.needed('name')} ${call}.`;

export const runs: Noun = {
  word: 'runs',
  summary: 'Runs: create, start, watch, stop, skip',
  commands: [
    {
      words: ['runs', 'list'],
      summary: 'Runs, newest first',
      operations: ['listRuns'],
      options: [
        { flags: '--top <count>', about: 'so many (25), up to 100' },
        { flags: '--continuation <mark>', about: 'go on where the last page ended' },
      ],
      examples: ['runs list', 'runs list --top 100 -o json'],
      run: reads('/api/runs', ['top', 'continuation'], list(COLUMNS, 'There are no runs.')),
    },
    {
      words: ['runs', 'show'],
      summary: 'A run with its stages and groups',
      operations: ['getRun'],
      args: [RUN],
      examples: ['runs show september', 'runs show september -o json | jq .counts'],
      run: async ({ api, args, print }) => {
        const name = args.needed('name');
        if (print.format === 'json') {
          print.show(await api.get(filled('/api/runs/{name}', args)), []);
          return undefined;
        }
        const { run } = await readAgain(api, name, undefined);
        const findings = itemsAt(run, 'findings');
        print.show(run, [
          ...summaryOf(run),
          fields(run, FIELDS),
          ...(findings.length > 0 ? [{ title: 'Findings', columns: FINDINGS, rows: findings }] : []),
        ]);
        return undefined;
      },
    },
    {
      words: ['runs', 'events'],
      summary: 'The audit trail of a run',
      operations: ['listRunEvents'],
      args: [RUN],
      examples: ['runs events september'],
      run: reads('/api/runs/{name}/events', [], list(EVENTS, 'There are none.')),
    },
    {
      words: ['runs', 'create'],
      summary: 'Creates a run; in a pipeline a job that is tried again finds the run of its first try',
      operations: ['createRun'],
      args: [
        {
          name: 'name',
          about: 'of the run; else of the file, or in a pipeline made of the job',
          optional: true,
        },
      ],
      options: [
        ...REQUEST_OPTIONS,
        { flags: '--save-strategy-as <name>', about: 'keep the stages of the file as a strategy' },
        { flags: '--start', about: 'start it too' },
        ...WAIT_OPTIONS,
      ],
      examples: [
        'runs create september -f run.yaml',
        'runs create -f run.yaml --start --wait',
        'runs create --strategy standard --node-images Latest --start',
      ],
      run: createAsAsked,
    },
    {
      words: ['runs', 'start'],
      summary:
        'Starts a run, or its next attempt; with --plan the run of a plan that was kept, if it still is the plan',
      operations: ['startRun', 'createRun'],
      args: [{ ...RUN, optional: true }],
      options: [
        { flags: '--plan <file>', about: 'of `plan --out`: creates and starts just that' },
        ...WAIT_OPTIONS,
      ],
      examples: ['runs start september --wait', 'runs start september --plan plan.json --wait --timeout 6h'],
      run: startAsAsked,
    },
    {
      words: ['runs', 'watch'],
      summary: 'Shows a run until it ends, and ends as it does (exit codes in docs/cli.md)',
      operations: ['getRun'],
      args: [RUN],
      options: WATCH_OPTIONS,
      examples: ['runs watch september', 'runs watch september --until-gate --timeout 2h'],
      run: (call) => watchAsAsked(call, call.args.needed('name')),
    },
    {
      words: ['runs', 'stop'],
      summary: 'Stops a run: members that are being updated finish, nothing new starts',
      operations: ['stopRun'],
      args: [RUN],
      examples: ['runs stop september'],
      run: acts('POST', '/api/runs/{name}/stop', undefined, said('stops')),
    },
    {
      words: ['runs', 'skip'],
      summary: 'Skips members, groups, stages or waits of a run',
      operations: ['skipTargets'],
      args: [RUN],
      options: [
        { flags: '--member <member>', about: '<fleet>/<name>, or <name> in every fleet', many: true },
        { flags: '--group <group>', about: 'a group', many: true },
        { flags: '--stage <stage>', about: 'a stage', many: true },
        { flags: '--wait-after <stage>', about: 'the wait after a stage', many: true },
      ],
      examples: ['runs skip september --member prod/aks-1', 'runs skip september --wait-after canary'],
      run: acts(
        'POST',
        '/api/runs/{name}/skip',
        ({ options }) => ({ targets: targetsOf(options) }),
        said('skips what was asked'),
      ),
    },
    runPolicy,
    {
      words: ['runs', 'abandon'],
      summary: 'Gives up a run that nothing else ends',
      operations: ['abandonRun'],
      args: [RUN],
      options: [{ flags: '--reason <words>', about: 'why, for the audit trail', required: true }],
      examples: ['runs abandon september --reason "its fleet is gone"'],
      run: acts(
        'POST',
        '/api/runs/{name}/abandon',
        ({ options }) => ({ reason: options.needed('reason') }),
        said('is given up'),
      ),
    },
    {
      words: ['runs', 'delete'],
      summary: 'Deletes a run that has ended or never started',
      operations: ['deleteRun'],
      args: [RUN],
      examples: ['runs delete september'],
      run: acts('DELETE', '/api/runs/{name}', undefined, said('is deleted')),
    },
  ],
};

function targetsOf(options: Invocation['options']): object[] {
  const members = options.all('member').map((text) => {
    const [fleet, name] = text.includes('/') ? text.split('/') : [undefined, text];
    return { type: 'Member', name, ...(fleet !== undefined && { fleet }) };
  });
  const named = (type: string, option: string) => options.all(option).map((name) => ({ type, name }));
  const targets = [
    ...members,
    ...named('Group', 'group'),
    ...named('Stage', 'stage'),
    ...named('AfterStageWait', 'waitAfter'),
  ];
  if (targets.length === 0) throw wrongUse('Say what to skip: --member, --group, --stage or --wait-after.');
  return targets;
}

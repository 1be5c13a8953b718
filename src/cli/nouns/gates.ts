import type { Invocation, Noun } from '../command.ts';
import { column, itemsAt } from '../show/columns.ts';
import { acts, fields, filled, list, reads } from './calls.ts';
import { FINDINGS } from './plan.ts';

const COLUMNS = [
  column('Run', 'run'),
  column('Gate', 'name'),
  column('Id', 'id'),
  column('Type', 'type'),
  column('Holds', 'timing'),
  column('Stage', 'stage'),
  column('Group', 'group'),
  column('State', 'state'),
  column('Reached', 'startTime'),
  column('Expires', 'expiresAt'),
  column('Says', 'message'),
];
const FIELDS = [
  ...COLUMNS,
  column('Instructions', 'instructions'),
  column('Approvals', 'minimumApprovals'),
  column('Approvers', 'approvers'),
  column('You', 'allowed.message'),
];
const DECISIONS = [
  column('By', 'by'),
  column('Decision', 'decision'),
  column('At', 'at'),
  column('Comment', 'comment'),
];
const ARGS = [
  { name: 'name', about: 'the run' },
  { name: 'id', about: 'of the gate, as `gates list` shows it' },
];
const COMMENT = { flags: '--comment <words>', about: 'why, for the audit trail' };

const ONE = '/api/runs/{name}/gates/{id}';
const said = (words: string) => (args: Invocation['args']) =>
  `Gate ${args.needed('id')} of run ${args.needed('name')} ${words}.`;

const decide = (verb: 'approve' | 'reject', summary: string, done: string) => ({
  words: ['gates', verb],
  summary,
  operations: [`${verb}Gate`],
  args: ARGS,
  options: [COMMENT],
  examples: [`gates ${verb} september 1a2b3c4d5e6f --comment "looked at the canary"`],
  run: acts(
    'POST',
    `${ONE}/${verb}`,
    ({ options }) => {
      const comment = options.one('comment');
      return comment === undefined ? {} : { comment };
    },
    said(done),
  ),
});

export const gates: Noun = {
  word: 'gates',
  summary: 'Gates: what waits for somebody, and decisions on it',
  commands: [
    {
      words: ['gates', 'list'],
      summary: 'Gates of runs that go on; with --state Pending what waits',
      operations: ['listGates'],
      options: [
        { flags: '--state <state>', about: 'NotStarted, Pending, Completed, Failed or Skipped' },
        { flags: '--top <count>', about: 'so many (25), up to 100' },
        { flags: '--continuation <mark>', about: 'go on where the last page ended' },
      ],
      examples: ['gates list --state Pending'],
      run: reads('/api/gates', ['state', 'top', 'continuation'], list(COLUMNS, 'There are no gates.')),
    },
    {
      words: ['gates', 'show'],
      summary: 'A gate, who decided what, and what speaks against going on',
      operations: ['getGate'],
      args: ARGS,
      options: [{ flags: '--refresh', about: 'read the members again first' }],
      examples: ['gates show september 1a2b3c4d5e6f --refresh'],
      run: async ({ api, args, options, print }) => {
        const answer = await api.get(filled(ONE, args), options.is('refresh') ? { refresh: 'true' } : {});
        const frozen = itemsAt(answer, 'readiness.freezes').map((message) => ({ message }));
        print.show(answer, [
          fields(answer, FIELDS),
          {
            title: 'Decisions',
            columns: DECISIONS,
            rows: itemsAt(answer, 'decisions'),
            nothing: 'None yet.',
          },
          {
            title: 'What comes next',
            columns: FINDINGS,
            rows: itemsAt(answer, 'readiness.findings'),
            nothing: 'Nothing speaks against it.',
          },
          ...(frozen.length > 0
            ? [{ title: 'Freezes', columns: [column('Says', 'message')], rows: frozen }]
            : []),
        ]);
        return undefined;
      },
    },
    decide('approve', 'Approves a gate that is Pending', 'is approved'),
    decide('reject', 'Rejects a gate that is Pending: the run has Failed', 'is rejected'),
    {
      words: ['gates', 'skip'],
      summary: 'Has a gate skipped',
      operations: ['skipGate'],
      args: ARGS,
      options: [{ flags: '--reason <words>', about: 'why, for the audit trail', required: true }],
      examples: ['gates skip september 1a2b3c4d5e6f --reason "the approver is away"'],
      run: acts(
        'POST',
        `${ONE}/skip`,
        ({ options }) => ({ reason: options.needed('reason') }),
        said('is skipped'),
      ),
    },
  ],
};

import type { Command, Invocation, Noun } from '../command.ts';
import { column, itemsAt, valueAt } from '../show/columns.ts';
import { wrongUse } from '../exitCodes.ts';
import { fields, filled, list, reads } from './calls.ts';
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
  { name: 'gate', about: 'its name, or its id as `gates list` shows it' },
];
const COMMENT = { flags: '--comment <words>', about: 'why, for the audit trail' };

/** Its path: one that is Pending is meant, where several have the name. */
async function pathOf({ api, args }: Pick<Invocation, 'api' | 'args'>): Promise<string> {
  const said = args.needed('gate');
  const run = await api.get(filled('/api/runs/{name}', args));
  const named = gatesIn(run).filter((gate) => [valueAt(gate, 'id'), valueAt(gate, 'name')].includes(said));
  const pending = named.filter((gate) => valueAt(gate, 'state') === 'Pending');
  const [gate, ...others] = pending.length > 0 ? pending : named;
  if (gate === undefined) throw wrongUse(`Run ${args.needed('name')} has no gate ${said}.`);
  if (others.length > 0) throw wrongUse(`More than one gate is named ${said}: say which by its id.`);
  return `${filled('/api/runs/{name}', args)}/gates/${String(valueAt(gate, 'id'))}`;
}

function gatesIn(run: unknown): unknown[] {
  const stages = itemsAt(run, 'stages');
  const places = stages.flatMap((stage) => [stage, ...itemsAt(stage, 'groups')]);
  return places.flatMap((place) => [...itemsAt(place, 'beforeGates'), ...itemsAt(place, 'afterGates')]);
}

/** Something that is asked of a gate, with a sentence for when it was accepted. */
const asks =
  (verb: string, body: (options: Invocation['options']) => object, done: string): Command['run'] =>
  async (call) => {
    const { api, args, options, print } = call;
    const answer = await api.call('POST', `${await pathOf(call)}/${verb}`, { body: body(options) });
    print.answer(answer.body, `Gate ${args.needed('gate')} of run ${args.needed('name')} ${done}.`);
    return undefined;
  };

const commentOf = (options: Invocation['options']) => {
  const comment = options.one('comment');
  return comment === undefined ? {} : { comment };
};

const decide = (verb: 'approve' | 'reject', summary: string, done: string): Command => ({
  words: ['gates', verb],
  summary,
  operations: [`${verb}Gate`, 'getRun'],
  args: ARGS,
  options: [COMMENT],
  examples: [`gates ${verb} september go --comment "looked at the canary"`],
  run: asks(verb, commentOf, done),
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
      operations: ['getGate', 'getRun'],
      args: ARGS,
      options: [{ flags: '--refresh', about: 'read the members again first' }],
      examples: ['gates show september go --refresh'],
      run: async (call) => {
        const { api, options, print } = call;
        const answer = await api.get(await pathOf(call), options.is('refresh') ? { refresh: 'true' } : {});
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
      operations: ['skipGate', 'getRun'],
      args: ARGS,
      options: [{ flags: '--reason <words>', about: 'why, for the audit trail', required: true }],
      examples: ['gates skip september go --reason "the approver is away"'],
      run: asks('skip', (options) => ({ reason: options.needed('reason') }), 'is skipped'),
    },
  ],
};

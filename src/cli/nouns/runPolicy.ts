import type { Command, Invocation } from '../command.ts';
import { wrongUse } from '../exitCodes.ts';
import { documentOf } from '../files/readFile.ts';
import { column, fieldsOf, textOf, valueAt, type Column } from '../show/columns.ts';
import { filled } from './calls.ts';
import { objectOf, withPlaces } from './runRequest.ts';

const LIMITS = [
  column('At once', 'maxConcurrency'),
  column('May fail', 'maxAllowedFailures'),
  column('Wait after it (s)', 'afterStageWaitInSeconds'),
  column('Retries', 'retries'),
];
const COLUMNS: readonly Column[] = [column('Of', 'scope'), ...LIMITS];
const PATH = '/api/runs/{name}/policy';

/** Shows the policy of a run, or changes it: by a file, or one scope by options. */
export const runPolicy: Command = {
  words: ['runs', 'policy'],
  summary: 'The limits, retries and waits of a run; with a file or options changes what is not behind it',
  operations: ['getRunPolicy', 'changeRunPolicy'],
  args: [{ name: 'name', about: 'the run' }],
  options: [
    {
      flags: '-f, --file <path>',
      about: 'what to change, as YAML or JSON: null is the default; - is what is piped in',
    },
    { flags: '--stage <stage>', about: 'of this stage, not of the run' },
    { flags: '--group <group>', about: 'of this group of the stage' },
    { flags: '--max-concurrency <count>', about: 'members that update at once: 5, 25%, or default' },
    { flags: '--max-allowed-failures <count>', about: 'members that may fail: 2, 10%, or default' },
    { flags: '--wait <seconds>', about: 'the wait after the stage, or default' },
  ],
  examples: [
    'runs policy september',
    'runs policy september --stage prod --max-concurrency 2',
    'runs policy september -f policy.yaml',
  ],
  run: async (call) => {
    const { api, args, options, print } = call;
    const path = options.one('file');
    const document = path === undefined ? undefined : await documentOf(path);
    const asked = askedBy(options);
    if (document && asked) throw wrongUse('Say what to change in the file, or by options.');
    const body = document ? objectOf(document) : asked;
    const answer = body
      ? (await withPlaces({ body, document }, () => api.call('PATCH', filled(PATH, args), { body }))).body
      : await api.get(filled(PATH, args));
    print.show(answer, [{ columns: COLUMNS, rows: scopesOf(answer) }]);
    return undefined;
  },
};

/** The patch that options say; undefined where they say none. */
function askedBy(options: Invocation['options']): object | undefined {
  const [stage, group] = [options.one('stage'), options.one('group')];
  const fields = {
    ...said('maxConcurrency', options.one('maxConcurrency')),
    ...said('maxAllowedFailures', options.one('maxAllowedFailures')),
    ...saidWait(options.one('wait')),
  };
  if (Object.keys(fields).length === 0) {
    if (stage === undefined && group === undefined) return undefined;
    throw wrongUse('Say what to change of it: --max-concurrency, --max-allowed-failures or --wait.');
  }
  if (stage === undefined) {
    if (group !== undefined) throw wrongUse('--group needs the --stage that it is in.');
    return fields;
  }
  return { stages: { [stage]: group === undefined ? fields : { groups: { [group]: fields } } } };
}

function said(field: string, value: string | undefined): object {
  return value === undefined ? {} : { [field]: value === 'default' ? null : value };
}

function saidWait(value: string | undefined): object {
  if (value === undefined) return {};
  return { afterStageWaitInSeconds: value === 'default' ? null : Number(value) };
}

/** The run, then each stage with its groups. */
function scopesOf(policy: unknown): readonly unknown[] {
  const rows: object[] = [{ ...fieldsOf(policy), scope: 'run' }];
  for (const [stage, of] of Object.entries(fieldsOf(valueAt(policy, 'stages')))) {
    rows.push({ ...fieldsOf(of), scope: `stage ${textOf(stage)}` });
    for (const [group, limits] of Object.entries(fieldsOf(valueAt(of, 'groups'))))
      rows.push({ ...fieldsOf(limits), scope: `group ${textOf(group)}` });
  }
  return rows;
}

import type { Invocation, Option } from '../command.ts';
import { ProblemError } from '../api/problem.ts';
import { wrongUse } from '../exitCodes.ts';
import type { Document } from '../files/document.ts';
import { documentOf } from '../files/readFile.ts';
import { valueAt } from '../show/columns.ts';
import { ciJob } from '../ciJob.ts';

/** What says what a run is to do, where no file does, or beside one. */
export const REQUEST_OPTIONS: readonly Option[] = [
  {
    flags: '-f, --file <path>',
    about: 'the run as YAML or JSON (docs/schemas/run.json); - is what is piped in',
  },
  { flags: '--strategy <name>', about: 'the strategy to follow' },
  { flags: '--kubernetes-version <version>', about: 'upgrade to it: 1.33.2, or 1.33 for its newest patch' },
  { flags: '--control-plane-only', about: 'with --kubernetes-version: no nodes' },
  { flags: '--node-images <which>', about: 'which node images', choices: ['Latest', 'Consistent'] },
  {
    flags: '--versions-from <run>',
    about: 'the versions and images that this run has proven, in place of those two options',
  },
  { flags: '--fleet <alias>', about: 'these fleets only', many: true },
  { flags: '--member <fleet/name>', about: 'only this member, and others that are named so', many: true },
  { flags: '--leave-out <code>', about: 'pass over members of which the plan finds this', many: true },
];

/** What is sent, and the file that it is from, but for what options say. */
export interface Sent {
  readonly body: unknown;
  readonly document: Document | undefined;
}

export interface RunRequest extends Sent {
  readonly body: Readonly<Record<string, unknown>>;
}

/** What takes the versions of another run over, where nothing says how much of them. */
const FULL = { upgrade: { type: 'Full' } };

/** The body of a run or a plan; options change what a file says. */
export async function requestOf({ options }: Pick<Invocation, 'options'>): Promise<RunRequest> {
  const path = options.one('file');
  const document = path === undefined ? undefined : await documentOf(path);
  const { $schema: _editors, ...file } = document ? objectOf(document) : {};
  const update = updateOf(options);
  const strategy = options.one('strategy');
  const proven = options.one('versionsFrom');
  const fleets = options.all('fleet');
  const leaveOut = options.all('leaveOut');
  const members = options.all('member').map(memberOf);
  const body = {
    ...file,
    ...(strategy !== undefined && { strategy }),
    ...(proven !== undefined && { managedClusterUpdate: FULL, versionsFrom: { run: proven } }),
    ...(update && { managedClusterUpdate: update }),
    ...(fleets.length > 0 && { fleets }),
    ...(leaveOut.length > 0 && { leaveOut }),
    ...(members.length > 0 && { members }),
  };
  if (Object.keys(body).length === 0)
    throw wrongUse('Say what to do: -f <file>, or --kubernetes-version or --node-images.');
  return { body, document };
}

function memberOf(text: string): { readonly fleet: string; readonly name: string } {
  const [fleet = '', name = '', ...more] = text.split('/');
  if (fleet === '' || name === '' || more.length > 0)
    throw wrongUse(`A member is <fleet>/<name>, not "${text}".`);
  return { fleet, name };
}

/** The name that a run gets: as asked, else as the file says, else of the pipeline's job. */
export function nameOf(
  asked: string | undefined,
  body: RunRequest['body'],
  call: Pick<Invocation, 'environment'>,
): string {
  const said = asked ?? body['name'] ?? ciJob(call.environment);
  if (typeof said === 'string') return said;
  throw wrongUse(
    'The run needs a name: give one, or `name` in the file. In a pipeline it is made of the job.',
  );
}

/** Has what the app says of a field told with the line of the file that has it; of an option it says no line. */
export async function withPlaces<Result>(
  { body, document }: Sent,
  call: () => Promise<Result>,
  isOfFields: (problem: ProblemError) => boolean = () => true,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ProblemError) || !document || !isOfFields(error)) throw error;
    const [first] = error.fields.filter(({ pointer }) => pointer.startsWith('/'));
    const [, field = ''] = first?.pointer.split('/') ?? [];
    if (!first || valueAt(document.value, field) !== valueAt(body, field)) throw error;
    throw document.wrong(first.pointer, first.detail);
  }
}

export function objectOf(document: Document): Record<string, unknown> {
  const { value } = document;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw document.wrong('', 'must be an object');
  return Object.fromEntries(Object.entries(value));
}

function updateOf(options: Invocation['options']): object | undefined {
  const kubernetesVersion = options.one('kubernetesVersion');
  const images = options.one('nodeImages');
  const nodeImageSelection = images === undefined ? {} : { nodeImageSelection: { type: images } };
  if (kubernetesVersion !== undefined) {
    const type = options.is('controlPlaneOnly') ? 'ControlPlaneOnly' : 'Full';
    return { upgrade: { type, kubernetesVersion }, ...nodeImageSelection };
  }
  if (options.is('controlPlaneOnly')) throw wrongUse('--control-plane-only needs --kubernetes-version.');
  return images === undefined ? undefined : { upgrade: { type: 'NodeImageOnly' }, ...nodeImageSelection };
}

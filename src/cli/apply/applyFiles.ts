import type { AppClient } from '../api/appClient.ts';
import { ProblemError } from '../api/problem.ts';
import type { Command, Option } from '../command.ts';
import { EXIT, wrongUse, type ExitCode } from '../exitCodes.ts';
import { fieldsOf, itemsAt, textOf, valueAt } from '../show/columns.ts';
import { withPlaces } from '../nouns/runRequest.ts';
import { difference } from './difference.ts';
import type { Kind } from './kinds.ts';
import { wantedIn, type Wanted } from './wanted.ts';

export const APPLY_OPTIONS: readonly Option[] = [
  {
    flags: '-f, --file <path>',
    about: 'a file or a directory of files; - is what is piped in',
    many: true,
    required: true,
  },
  { flags: '--prune', about: 'delete what no file says' },
  { flags: '--dry-run', about: 'only show the difference: ends with 1 when there is one, 0 when not' },
];

/** One difference between the files and the app. */
interface Change {
  readonly name: string;
  readonly act: 'create' | 'change' | 'delete';
  readonly lines: readonly string[];
  readonly wanted: Wanted | undefined;
  /** As it was read for the difference: what somebody changed since is not written over. */
  readonly eTag: string | undefined;
}

/** Shows how the app differs from files, and makes it as they say. */
export function applies(kind: Kind): Command['run'] {
  return async ({ api, options, print }) => {
    const wanted = await wantedIn(kind, options.all('file'));
    const changes = [
      ...(await changesFor(api, kind, wanted)),
      ...(options.is('prune') ? await prunedBy(api, kind, wanted) : []),
    ];
    for (const { name, act, lines } of changes)
      print.say([`${act} ${kind.noun} ${name}`, ...lines].join('\n'));
    const unchanged = wanted.length - changes.filter(({ act }) => act !== 'delete').length;
    print.say(`${changes.length} to change, ${unchanged} as they should be.`);
    if (print.format === 'json')
      print.show(
        changes.map(({ name, act }) => ({ name, act })),
        [],
      );
    if (options.is('dryRun')) return (changes.length > 0 ? EXIT.error : EXIT.ok) satisfies ExitCode;
    for (const change of changes) await carryOut(api, kind, change);
    if (changes.length > 0) print.beside(`${changes.length} applied.`);
    return undefined;
  };
}

async function changesFor(api: AppClient, kind: Kind, wanted: readonly Wanted[]): Promise<Change[]> {
  const changes: Change[] = [];
  for (const each of wanted) {
    const { name } = each;
    const stored = await storedOf(api, kind, name);
    const act = stored ? 'change' : 'create';
    const lines = difference(stored?.body ?? {}, each.body);
    if (lines.length > 0) changes.push({ name, act, lines, wanted: each, eTag: stored?.eTag });
  }
  return changes;
}

async function prunedBy(api: AppClient, kind: Kind, wanted: readonly Wanted[]): Promise<Change[]> {
  const answer = await api.get(kind.path);
  if (itemsAt(answer, 'unreadable').length > 0) {
    throw wrongUse('The app has some that this release of it cannot read, so nothing is pruned.');
  }
  const names = itemsAt(answer, 'value').map((each) => textOf(valueAt(each, 'name')));
  const pruned = names.filter((name) => !wanted.some((each) => each.name === name));
  return await Promise.all(
    pruned.map(async (name): Promise<Change> => {
      const stored = await storedOf(api, kind, name);
      return { name, act: 'delete', lines: [], wanted: undefined, eTag: stored?.eTag };
    }),
  );
}

/** What the app has of that name, as a file would say it. */
async function storedOf(
  api: AppClient,
  kind: Kind,
  name: string,
): Promise<{ body: unknown; eTag: string } | undefined> {
  try {
    const { body, headers } = await api.call('GET', pathOf(kind, name));
    const said = Object.entries(fieldsOf(body)).filter(([key]) => !kind.readOnly.includes(key));
    return { body: Object.fromEntries(said), eTag: headers.get('etag') ?? '*' };
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'NotFound') return undefined;
    throw error;
  }
}

async function carryOut(api: AppClient, kind: Kind, { name, wanted, eTag }: Change): Promise<void> {
  const headers: Record<string, string> =
    eTag === undefined ? { 'if-none-match': '*' } : { 'if-match': eTag };
  if (wanted === undefined) await api.call('DELETE', pathOf(kind, name), { headers });
  else {
    const { body } = wanted;
    await withPlaces(wanted, () => api.call('PUT', pathOf(kind, name), { body, headers }));
  }
}

const pathOf = ({ path }: Kind, name: string) => `${path}/${encodeURIComponent(name)}`;

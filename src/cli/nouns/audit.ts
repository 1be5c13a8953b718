import type { AppClient } from '../api/appClient.ts';
import type { Noun } from '../command.ts';
import { wrongUse } from '../exitCodes.ts';
import { column, itemsAt, valueAt } from '../show/columns.ts';
import { list } from './calls.ts';

const COLUMNS = [
  column('Time', 'time'),
  column('Who', 'actor'),
  column('What', 'type'),
  column('Of', 'subject'),
  column('Says', 'message'),
];
const FILTERS = ['subject', 'actor', 'type', 'since', 'until'];
const USUAL_COUNT = 50;
/** What the API gives at once. */
const MOST_A_PAGE = 100;

export const audit: Noun = {
  word: 'audit',
  summary: 'The audit log: what was done, by whom, and what happened',
  commands: [
    {
      words: ['audit', 'list'],
      summary: 'Entries, newest first, of deleted runs too',
      operations: ['listAudit'],
      options: [
        {
          flags: '--subject <path>',
          about: 'of this and what is below: runs/september, triggers, members/prod',
        },
        { flags: '--actor <id>', about: 'what this user did, or trigger/<name>, or fleet-updates' },
        { flags: '--type <type>', about: 'of this type (docs/events.md)' },
        { flags: '--since <time>', about: 'from this time on: 2026-03-01T00:00:00Z' },
        { flags: '--until <time>', about: 'before this time' },
        { flags: '--top <count>', about: `so many (${USUAL_COUNT})` },
        { flags: '--all', about: 'all that are kept' },
      ],
      examples: [
        'audit list',
        'audit list --subject runs/september',
        'audit list --type RunDeleted --since 2026-03-01T00:00:00Z --all -o json > deleted.json',
      ],
      run: async ({ api, options, print }) => {
        const count = options.is('all') ? Infinity : countOf(options.one('top'));
        const query = Object.fromEntries(FILTERS.map((name) => [name, options.one(name)]));
        const answer = { value: await entriesOf(api, query, count) };
        print.show(answer, list(COLUMNS, 'There are no such entries.')(answer));
        return undefined;
      },
    },
  ],
};

function countOf(top: string | undefined): number {
  const count = Number(top ?? USUAL_COUNT);
  if (Number.isInteger(count) && count > 0) return count;
  throw wrongUse(`--top takes a whole number from 1 on, not ${String(top)}.`);
}

/** Pages may be short, even empty, before the last one. */
async function entriesOf(
  api: AppClient,
  filters: Readonly<Record<string, string | undefined>>,
  count: number,
): Promise<unknown[]> {
  const entries: unknown[] = [];
  let query: Readonly<Record<string, string | undefined>> = filters;
  for (;;) {
    const top = String(Math.min(count - entries.length, MOST_A_PAGE));
    const page = await api.get('/api/audit', { ...query, top });
    entries.push(...itemsAt(page, 'value'));
    const next = valueAt(page, 'nextLink');
    if (typeof next !== 'string' || entries.length >= count) return entries;
    query = Object.fromEntries(new URL(next, api.url).searchParams);
  }
}

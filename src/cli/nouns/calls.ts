import type { Command, Given, Invocation } from '../command.ts';
import { wrongUse } from '../exitCodes.ts';
import { itemsAt, valueAt, type Column } from '../show/columns.ts';
import type { Part } from '../show/printer.ts';

type Run = Command['run'];

/** A call of the API that is read and shown; the query is made of the options of the same names. */
export function reads(
  path: string,
  query: readonly string[],
  parts: (answer: unknown) => readonly Part[],
): Run {
  return async ({ api, args, options, print }) => {
    const asked = Object.fromEntries(query.map((name) => [name, queryOf(options, name)]));
    const answer = await api.get(filled(path, args), asked);
    print.show(answer, parts(answer));
    return undefined;
  };
}

/** A call that changes something, with a sentence for when it was accepted. */
export function acts(
  method: string,
  path: string,
  body: ((call: Invocation) => unknown) | undefined,
  done: (args: Given, answer: unknown) => string,
): Run {
  return async (call) => {
    const { api, args, print } = call;
    const answer = await api.call(method, filled(path, args), body ? { body: body(call) } : {});
    print.answer(answer.body, done(args, answer.body));
    return undefined;
  };
}

/** A list in one table. `unreadable` items of it are told too. */
export function list(columns: readonly Column[], nothing: string) {
  return (answer: unknown): Part[] => {
    const unreadable = itemsAt(answer, 'unreadable');
    const left: Part[] =
      unreadable.length === 0
        ? []
        : [
            {
              title: 'Not readable by this release of the app',
              columns: [
                { title: 'Name', of: (row) => String(valueAt(row, 'name')) },
                { title: 'Reason', of: (row) => String(valueAt(row, 'reason')) },
              ],
              rows: unreadable,
            },
          ];
    return [{ columns, rows: itemsAt(answer, 'value'), nothing }, ...left];
  };
}

/** One thing as rows of field and value. */
export function fields(answer: unknown, shown: readonly Column[], title?: string): Part {
  const rows = shown
    .map(({ title: field, of }) => ({ field, value: of(answer) }))
    .filter(({ value }) => value !== '');
  return {
    ...(title !== undefined && { title }),
    columns: [
      { title: 'Field', of: (row) => String(valueAt(row, 'field')) },
      { title: 'Value', of: (row) => String(valueAt(row, 'value')) },
    ],
    rows,
  };
}

/** The path with its names; no name can lead out of it. */
export function filled(path: string, args: Given): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(args.needed(name)));
}

function queryOf(options: Given, name: string): string | undefined {
  return options.is(name) ? 'true' : options.one(name);
}

/** `fleet/name`, as tables and messages write a member. */
export function memberOf(text: string): { fleet: string; name: string } {
  const [fleet, name, more] = text.split('/');
  if (!fleet || !name || more !== undefined) throw wrongUse(`${text} is no member: write <fleet>/<name>.`);
  return { fleet, name };
}

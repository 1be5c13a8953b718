import { applies, APPLY_OPTIONS } from '../apply/applyFiles.ts';
import type { Kind } from '../apply/kinds.ts';
import type { Command } from '../command.ts';
import type { Column } from '../show/columns.ts';
import type { Part } from '../show/printer.ts';
import { acts, list, reads } from './calls.ts';

export interface NamedWords {
  /** As on the command line and in paths: `denied-versions`. */
  readonly word: string;
  /** As in the names of the API's operations: `DeniedVersion`. */
  readonly title: string;
  readonly kind: Kind;
  /** A name for the examples. */
  readonly example: string;
}

/** The commands that every kind of named resource has, as the API has the same calls for each of them. */
export function namedCommands({ word, title, kind, example }: NamedWords) {
  const listed = `list${word.split('-').map(capitalized).join('')}`;
  const one = `${kind.path}/{name}`;
  const args = [{ name: 'name', about: `the ${kind.noun}` }];
  return {
    list: (summary: string, columns: readonly Column[], nothing: string): Command => ({
      words: [word, 'list'],
      summary,
      operations: [listed],
      examples: [`${word} list`],
      run: reads(kind.path, [], list(columns, nothing)),
    }),
    show: (
      summary: string,
      parts: (answer: unknown) => readonly Part[],
      alsoWith: readonly string[] = [],
    ): Command => ({
      words: [word, 'show'],
      summary,
      operations: [`get${title}`],
      args,
      examples: ['', ...alsoWith].map((more) => `${word} show ${example}${more}`),
      run: reads(one, [], parts),
    }),
    apply: (alsoWith: readonly string[] = []): Command => ({
      words: [word, 'apply'],
      summary: `Makes the ${word.replaceAll('-', ' ')} of the app as files say (docs/schemas/${kind.noun.replaceAll(' ', '-')}.json)`,
      operations: [`get${title}`, listed, `put${title}`, `delete${title}`],
      options: APPLY_OPTIONS,
      examples: ['', ...alsoWith].map((more) => `${word} apply -f ${word}/${more}`),
      run: applies(kind),
    }),
    delete: (summary: string, done: (name: string) => string): Command => ({
      words: [word, 'delete'],
      summary,
      operations: [`delete${title}`],
      args,
      examples: [`${word} delete ${example}`],
      run: acts('DELETE', one, undefined, (given) => done(given.needed('name'))),
    }),
  };
}

const capitalized = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;

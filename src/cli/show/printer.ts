import { markdownOf, tableOf, type Column } from './columns.ts';

export const FORMATS = ['table', 'json', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** Something to show: as a table for people, or whole as JSON. */
export interface Part {
  readonly title?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly unknown[];
  /** Said where there are no rows. */
  readonly nothing?: string;
}

/** Writes answers to the output, and what is said beside them (progress, hints) to the error output. */
export class Printer {
  readonly format: Format;
  readonly #out: (text: string) => void;
  readonly #beside: (text: string) => void;

  constructor(format: Format, out: (text: string) => void, beside: (text: string) => void) {
    this.format = format;
    this.#out = out;
    this.#beside = beside;
  }

  /** `answer` is what JSON shows; `markdown` says it in Markdown where tables of the parts are not enough. */
  show(answer: unknown, parts: readonly Part[], markdown?: () => string): void {
    if (this.format === 'markdown' && markdown) this.#out(markdown());
    else if (this.format === 'json') this.#out(JSON.stringify(answer, undefined, 2));
    else this.#out(parts.map((part) => this.#part(part)).join('\n\n'));
  }

  /** What a change answered: whole as JSON, else as a sentence. */
  answer(answer: unknown, sentence: string): void {
    this.#out(
      this.format === 'json' && answer !== undefined ? JSON.stringify(answer, undefined, 2) : sentence,
    );
  }

  /** A line of the answer; JSON has the answer in one piece, so there it stands beside. */
  say(line: string): void {
    if (this.format === 'json') this.#beside(line);
    else this.#out(line);
  }

  /** Text that is the answer as it is: a file, a script. */
  text(text: string): void {
    this.#out(text);
  }

  beside(line: string): void {
    this.#beside(line);
  }

  #part({ title, columns, rows, nothing }: Part): string {
    const isMarkdown = this.format === 'markdown';
    const head = title === undefined ? [] : [isMarkdown ? `### ${title}\n` : title];
    if (rows.length === 0 && nothing !== undefined) return [...head, nothing].join('\n');
    return [...head, isMarkdown ? markdownOf(columns, rows) : tableOf(columns, rows)].join('\n');
  }
}

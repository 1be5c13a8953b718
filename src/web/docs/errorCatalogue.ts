/** An error as docs/errors.md has it. */
interface ErrorEntry {
  readonly code: string;
  readonly when: string;
  readonly todo: string;
}

export interface ErrorSection {
  readonly title: string;
  readonly entries: readonly ErrorEntry[];
}

const plain = (markdown: string) =>
  markdown
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replaceAll('`', '')
    .trim();

/** The tables of docs/errors.md: a row for each code, its first cell the code, its last what to do. */
export function errorSections(markdown: string): ErrorSection[] {
  return markdown.split(/^## /m).flatMap((part) => {
    const [title = '', ...lines] = part.split('\n');
    const entries = lines
      .map((line) => /^\| `(\w+)`/.exec(line) && line.split(/(?<!\\)\|/).slice(1, -1))
      .flatMap((cells): ErrorEntry[] => {
        if (!cells) return [];
        return [
          { code: plain(cells[0] ?? ''), when: plain(cells.at(-2) ?? ''), todo: plain(cells.at(-1) ?? '') },
        ];
      });
    return entries.length === 0 ? [] : [{ title: title.trim(), entries }];
  });
}

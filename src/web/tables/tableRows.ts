/** A column as text: to sort by, to search in, to export. */
export interface TextColumn<Row> {
  readonly key: string;
  readonly heading: string;
  readonly text: (row: Row) => string;
  /** What to sort by where the text does not say it, such as a time in ms. */
  readonly order?: (row: Row) => number;
  /** Holds buttons, and nothing to sort or to export. */
  readonly isCommand?: true;
}

export interface Sorting {
  readonly by: string;
  readonly descending: boolean;
}

const BY_TEXT = new Intl.Collator('en', { numeric: true });

/** Rows in which every word occurs somewhere, in whatever case. */
export function found<Row>(
  rows: readonly Row[],
  columns: readonly TextColumn<Row>[],
  search: string,
): readonly Row[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const all = columns
      .map(({ text }) => text(row))
      .join(' ')
      .toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** Sorted by a column; numbers within names and versions sort as numbers. Rows that are equal keep their order. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly TextColumn<Row>[],
  sorting: Sorting | undefined,
): readonly Row[] {
  const column = columns.find(({ key }) => key === sorting?.by);
  if (!sorting || !column) return rows;
  const { text, order } = column;
  const compare = order
    ? (a: Row, b: Row) => order(a) - order(b)
    : (a: Row, b: Row) => BY_TEXT.compare(text(a), text(b));
  const sign = sorting.descending ? -1 : 1;
  return rows.toSorted((a, b) => sign * compare(a, b));
}

/** A table as CSV (RFC 4180). What a spreadsheet would take for a formula is made text. */
export function csvOf<Row>(rows: readonly Row[], columns: readonly TextColumn<Row>[]): string {
  const data = columns.filter(({ isCommand }) => isCommand !== true);
  const lines = [data.map(({ heading }) => heading), ...rows.map((row) => data.map(({ text }) => text(row)))];
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

import { markdownTable } from '../../contracts/markdown.ts';
import { plainText } from './plainText.ts';

/** A column of a table: its title, and what of a row is in it. */
export interface Column {
  readonly title: string;
  readonly of: (row: unknown) => string;
}

/** A column that shows the field at a path such as `mirror.group`. */
export function column(title: string, path: string): Column {
  return { title, of: (row) => textOf(valueAt(row, path)) };
}

/** What is at a path of an answer; undefined where there is nothing. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => {
    if (typeof at !== 'object' || at === null) return undefined;
    return Object.entries(at).find(([name]) => name === key)?.[1];
  }, value);
}

/** The fields of an answer; none of what is no object. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** The items of a list that the API answered. */
export function itemsAt(value: unknown, path: string): readonly unknown[] {
  const items = valueAt(value, path);
  return Array.isArray(items) ? items : [];
}

/** A value in a cell: times to the second, lists by commas, counts as words. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return plainText(shortTime(value));
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return Object.entries(value)
    .map(([name, of]) => `${name} ${textOf(of)}`)
    .join(', ');
}

function shortTime(text: string): string {
  return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/, '$1 $2Z');
}

/** Cells side by side for people; columns with nothing in them are left out. */
export function tableOf(columns: readonly Column[], rows: readonly unknown[]): string {
  const shown = filled(columns, rows);
  const widths = shown.map(({ title, cells }) => Math.max(title.length, ...cells.map((cell) => cell.length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    line(shown.map(({ title }) => title)),
    ...rows.map((_row, index) => line(shown.map(({ cells }) => cells[index] ?? ''))),
  ].join('\n');
}

/** The same as a table of Markdown. */
export function markdownOf(columns: readonly Column[], rows: readonly unknown[]): string {
  const shown = filled(columns, rows);
  return markdownTable(
    shown.map(({ title }) => title),
    rows.map((_row, index) => shown.map(({ cells }) => cells[index] ?? '')),
  );
}

function filled(columns: readonly Column[], rows: readonly unknown[]) {
  const all = columns.map(({ title, of }) => ({ title, cells: rows.map(of) }));
  return rows.length === 0 ? all : all.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

import { readFileSync } from 'node:fs';
import { AUDIT_TYPES } from '../../src/domain/auditTypes.ts';
import { DependencyError, ERROR_CODES } from '../../src/domain/errors.ts';
import { RUN_EVENT_TYPES } from '../../src/domain/run/eventTypes.ts';

/** The first cells of the tables' rows in a document, as written there; a row said twice is there twice. */
const rowsOf = (file: string, row: RegExp) =>
  [...readFileSync(file, 'utf8').matchAll(row)].map((found) => found.slice(1).filter(Boolean).join(' '));

// Lists of words are compared, not objects: a key whose value is undefined would count as one that is not there.
describe('The error codes', () => {
  it('each have one row in docs/errors.md, with the status they answer with, and no row is of another', () => {
    const known = Object.entries(ERROR_CODES).map(([code, entry]) =>
      'status' in entry ? `${code} ${entry.status}` : code,
    );
    const documented = rowsOf('docs/errors.md', /^\| `(\w+)`\s+\|(?:\s+(\d{3})\s+\|)?/gm);
    expect(documented.toSorted()).toEqual(known.toSorted());
  });
});

describe('The types of events', () => {
  const section = (title: string) => new RegExp(`^## ${title}\\n(?:(?!^## )[^\\n]*\\n)*`, 'm');
  const typesIn = (title: string) =>
    [
      ...(section(title).exec(readFileSync('docs/events.md', 'utf8'))?.[0] ?? '').matchAll(/^\| `(\w+)`/gm),
    ].map(([, type]) => type ?? '');

  it('of a run each have one row in docs/events.md, and no row is of another', () => {
    expect(typesIn('Events of a run').toSorted()).toEqual(Object.keys(RUN_EVENT_TYPES).toSorted());
  });

  it('of the audit log do too', () => {
    expect(typesIn('Entries of the audit log').toSorted()).toEqual(Object.keys(AUDIT_TYPES).toSorted());
  });
});

describe('A failing dependency', () => {
  it.each([0, 408, 429, 500, 503])('that answers %s is worth another try', (status) => {
    expect(new DependencyError('Code', 'words', status).retryable).toBe(true);
  });

  it.each([400, 401, 403, 404, 409])('that answers %s is not', (status) => {
    expect(new DependencyError('Code', 'words', status).retryable).toBe(false);
  });
});

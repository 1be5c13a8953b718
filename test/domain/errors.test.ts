import { readFileSync } from 'node:fs';
import { DependencyError, ERROR_CODES } from '../../src/domain/errors.ts';

describe('The error codes', () => {
  it('each have a row in docs/errors.md, with the status they answer with', () => {
    const rows = readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `(\w+)`\s+\|(?:\s+(\d{3})\s+\|)?/gm);
    const documented = [...rows].map(([, code, status]) => [
      code,
      status === undefined ? undefined : Number(status),
    ]);
    const known = Object.entries(ERROR_CODES).map(([code, entry]) => [
      code,
      'status' in entry ? entry.status : undefined,
    ]);
    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(known));
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

import { readFileSync } from 'node:fs';
import { OCCURRENCES } from '../../../src/domain/notify/occurrence.ts';

it('The document of notifications has a row for each event that can be told', () => {
  const rows = readFileSync('docs/notifications.md', 'utf8').matchAll(
    /^\| `([a-z]+\.[a-z]+)` +\| (.*?) +\|$/gm,
  );
  expect(Object.fromEntries([...rows].map(([, event = '', words]) => [event, words]))).toEqual(OCCURRENCES);
});

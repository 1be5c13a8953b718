import { readFileSync } from 'node:fs';
import { LEAVABLE_CODES } from '../../../src/domain/plan/findings.ts';

it('The codes that leaveOut takes are those of the table in docs/api.md', () => {
  const [, table = ''] = readFileSync('docs/api.md', 'utf8').split('| codes that `leaveOut` takes');
  const [rows = ''] = table.split('\n\n', 1);
  const first = rows.split('\n').map((row) => row.split('|')[1] ?? '');
  const documented = first.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, code]) => code));
  expect(documented.toSorted()).toEqual(LEAVABLE_CODES.toSorted());
});

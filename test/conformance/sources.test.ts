import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const CITATION = /\((?:C\d+[a-f]?|i\d+)(?:, (?:C\d+[a-f]?|i\d+))*\)/g;

const files = ['../local/durable', '.'].flatMap((folder) => globSync(join(__dirname, folder, '*.test.ts')));
const cited = new Set(
  files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(CITATION)].flatMap(([all]) => all.slice(1, -1).split(', ')),
  ),
);
const known = new Set(
  [...readFileSync(join(__dirname, 'sources.md'), 'utf8').matchAll(/^\| ([Ci]\d+[a-f]?) /gm)].map(
    ([, id]) => id,
  ),
);

it('Whatever a case of the local engine cites is a measurement in sources.md, and each of those has a case', () => {
  expect([...cited].toSorted()).toEqual([...known].toSorted());
});

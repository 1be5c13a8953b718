// Writes the JSON Schemas of files (docs/schemas) from the schemas that check the API's bodies.
import { mkdirSync, writeFileSync } from 'node:fs';
import { FILE_KINDS, fileSchemaOf } from '../src/contracts/fileSchemas.ts';

mkdirSync('docs/schemas', { recursive: true });
for (const kind of FILE_KINDS) {
  writeFileSync(`docs/schemas/${kind}.json`, `${JSON.stringify(fileSchemaOf(kind), undefined, 2)}\n`);
}

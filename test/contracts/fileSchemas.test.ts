import { Validator } from '@cfworker/json-schema';
import { readFileSync } from 'node:fs';
import { FILE_KINDS, fileSchemaOf } from '../../src/contracts/fileSchemas.ts';

describe('The schemas of files', () => {
  it.each(FILE_KINDS)('are in docs/schemas as the code has them: %s (node scripts/schemas.ts)', (kind) => {
    const kept: unknown = JSON.parse(readFileSync(`docs/schemas/${kind}.json`, 'utf8'));
    expect(kept).toEqual(JSON.parse(JSON.stringify(fileSchemaOf(kind))));
  });

  it('take a file that names its schema and itself, and refuse a field that nobody knows', () => {
    const validator = new Validator({ ...fileSchemaOf('strategy') }, '2020-12');
    const strategy = { $schema: 's', name: 'a', stages: [{ name: 'b', groups: [{ name: 'c' }] }] };
    expect(validator.validate(strategy).valid).toBe(true);
    expect(validator.validate({ ...strategy, stagse: [] }).valid).toBe(false);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCENARIOS } from '../../src/simulator/scenarios.ts';
import { DEFAULT_UNKNOWNS } from '../../src/simulator/unknowns.ts';

// The formatter pads the columns of tables.
const page = readFileSync(join(__dirname, '../../docs/simulator-differences.md'), 'utf8').replaceAll(
  / +\|/g,
  ' |',
);

it.each(SCENARIOS.map(({ name, description }) => [name, description]))(
  'scenario %s is documented',
  (name, description) => {
    expect(page).toContain(`| \`${name}\` | ${description} |`);
  },
);

it.each(Object.entries(DEFAULT_UNKNOWNS))('unknown %s is documented with its default %s', (name, value) => {
  const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
  const [, , told] = row?.split('|') ?? [];
  expect(told?.replaceAll('`', '').trim().startsWith(String(value))).toBe(true);
});

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const page = readFileSync('docs/pipelines.md', 'utf8');
const examples = [...page.matchAll(/^```yaml\n([^]*?)^```/gm)].map(([, text = '']): unknown => parse(text));
const action = z
  .object({ inputs: z.record(z.string(), z.unknown()), outputs: z.record(z.string(), z.unknown()) })
  .parse(parse(readFileSync('action.yml', 'utf8')));
const template = z
  .object({ parameters: z.array(z.object({ name: z.string() })) })
  .parse(parse(readFileSync('templates/fleet-updates.yml', 'utf8')));
const parameters = template.parameters.map(({ name }) => name);

/** The values of a key, wherever it stands beside one that begins so. */
function besides(value: unknown, key: string, beside: string, begins: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = new Map<string, unknown>(Object.entries(value));
  const named = fields.get(beside);
  const isThere = typeof named === 'string' && named.startsWith(begins);
  const found = isThere ? Object.keys(z.looseObject({}).parse(fields.get(key))) : [];
  return [...found, ...[...fields.values()].flatMap((each) => besides(each, key, beside, begins))];
}

it('The examples of pipelines give only inputs that there are', () => {
  const given = examples.flatMap((each) => besides(each, 'with', 'uses', '<owner>/fleet-updates@'));
  const toTemplate = examples.flatMap((each) => besides(each, 'parameters', 'template', 'templates/'));
  expect([given.length > 5, toTemplate.length > 5]).toEqual([true, true]);
  expect(given.filter((name) => !(name in action.inputs))).toEqual([]);
  expect(toTemplate.filter((name) => !parameters.includes(name))).toEqual([]);
});

it('docs/pipelines.md has each input and output, and the template has each input of the action', () => {
  for (const name of Object.keys({ ...action.inputs, ...action.outputs }))
    expect(page).toContain(`\`${name}\``);
  const inCamel = (name: string) => name.replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
  const wanted = Object.keys(action.inputs).filter((name) => !name.endsWith('-id'));
  expect(parameters.toSorted()).toEqual([...wanted.map(inCamel), 'connection'].toSorted());
});

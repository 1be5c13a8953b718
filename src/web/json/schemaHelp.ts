/** A property as the help shows it. */
export interface HelpLine {
  readonly path: string;
  readonly depth: number;
  readonly type: string;
  readonly required: boolean;
  readonly note?: string;
}

type Json = Readonly<Record<string, unknown>>;

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const DEEPEST = 5;

/** The properties of a JSON schema, as lines: of alternatives those of each, marked by what tells them apart. */
export function helpOf(schema: unknown, depth = 0, under = ''): HelpLine[] {
  if (!isJson(schema) || depth > DEEPEST) return [];
  const alternatives = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  const own = propertiesOf(schema, depth, under);
  const seen = new Set(own.map(({ path }) => path));
  const others = alternatives
    .flatMap((each) => helpOf(each, depth, under))
    .filter(({ path, type }) => {
      const key = `${path} ${type}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  return [...own, ...others];
}

function propertiesOf(schema: Json, depth: number, under: string): HelpLine[] {
  const properties = isJson(schema['properties']) ? schema['properties'] : {};
  const required = listOf(schema['required']);
  return Object.entries(properties).flatMap(([name, property]) => {
    const path = under === '' ? name : `${under}.${name}`;
    const line = {
      path,
      depth,
      type: typeOf(property),
      required: required.includes(name),
      ...noteOf(property),
    };
    const inside = isJson(property) && property['type'] === 'array' ? property['items'] : property;
    const suffix = inside === property ? '' : '[]';
    return [line, ...helpOf(inside, depth + 1, `${path}${suffix}`)];
  });
}

function typeOf(schema: unknown): string {
  if (!isJson(schema)) return 'anything';
  if ('const' in schema) return JSON.stringify(schema['const']);
  const values = listOf(schema['enum']);
  if (values.length > 0) return values.map((value) => JSON.stringify(value)).join(' | ');
  const alternatives = [...listOf(schema['anyOf']), ...listOf(schema['oneOf'])];
  if (alternatives.length > 0) return [...new Set(alternatives.map(typeOf))].join(' or ');
  if (schema['type'] === 'array') return `list of ${typeOf(schema['items'])}`;
  return typeof schema['type'] === 'string' ? schema['type'] : 'anything';
}

function noteOf(schema: unknown): { readonly note?: string } {
  if (!isJson(schema)) return {};
  const notes = [
    'default' in schema ? `default ${JSON.stringify(schema['default'])}` : '',
    typeof schema['maxLength'] === 'number' ? `at most ${schema['maxLength']} characters` : '',
    typeof schema['maxItems'] === 'number' ? `at most ${schema['maxItems']}` : '',
  ].filter((note) => note !== '');
  return notes.length === 0 ? {} : { note: notes.join(', ') };
}

/** The schema of what a PUT of this path takes, out of an OpenAPI document. */
export function bodySchemaOf(openApi: unknown, path: string): object | undefined {
  let at: unknown = openApi;
  for (const key of ['paths', path, 'put', 'requestBody', 'content', 'application/json', 'schema']) {
    at = isJson(at) ? at[key] : undefined;
  }
  return isJson(at) ? at : undefined;
}

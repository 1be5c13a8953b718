import { Validator } from '@cfworker/json-schema';
import { queryOptions } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.ts';
import { bodySchemaOf } from './schemaHelp.ts';

export type Path =
  | '/api/access/{name}'
  | '/api/denied-versions/{name}'
  | '/api/freezes/{name}'
  | '/api/notifications/{name}'
  | '/api/strategies/{name}'
  | '/api/triggers/{name}';

/** The JSON schema of what the API takes at a path. */
export const bodySchemaQuery = (path: Path) =>
  queryOptions({
    queryKey: ['schema', path],
    staleTime: Infinity,
    queryFn: async ({ signal }) => {
      const response = await fetch('/api/openapi.json', { signal });
      const document: unknown = await response.json().catch(() => undefined);
      const schema = bodySchemaOf(document, path);
      if (!schema) throw new ApiProblem(response.status, document);
      return schema;
    },
  });

export type Checked<Body> = { readonly body: Body } | { readonly problems: readonly string[] };

/** Reads JSON as what the schema describes. The API has the last word: it also checks what a schema cannot say. */
export function checkedJson<Body>(text: string, schema: object): Checked<Body> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
  const validator = new Validator({ ...schema }, '2020-12', false);
  if (isValid<Body>(validator, value)) return { body: value };
  const { errors } = validator.validate(value);
  // Of nested errors the innermost says what is wrong.
  const deepest = errors.filter(
    ({ instanceLocation, keyword }) =>
      !['properties', 'items', 'anyOf', 'oneOf'].includes(keyword) ||
      errors.every((each) => each.instanceLocation === instanceLocation),
  );
  const problems = deepest.map(
    ({ instanceLocation, error }) => `${instanceLocation.slice(1) || '/'}: ${error}`,
  );
  return { problems: [...new Set(problems)].slice(0, 8) };
}

// The schema, which is the API's own, stands for the type.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- a guard cannot say it otherwise
function isValid<Body>(validator: Validator, value: unknown): value is Body {
  return validator.validate(value).valid;
}

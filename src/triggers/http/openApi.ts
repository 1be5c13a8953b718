import { z } from 'zod';
import { SESSION_COOKIE } from '../../contracts/principal.ts';
import { problemSchema } from './problem.ts';
import type { RouteDescription } from './route.ts';

const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of Entra for this app, with its app roles',
  },
  session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'Signed in with a browser' },
};
/** Either of them. */
const SIGNED_IN = [{ bearer: [] }, { session: [] }];

/** The OpenAPI 3.1 document of the routes, from the schemas that check requests. */
export function openApiOf(routes: readonly RouteDescription[]): Record<string, unknown> {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = `/${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Fleet Updates',
      version: '0.1.0',
      description: 'Rolls Kubernetes and node-image updates through fleets of AKS clusters in a safe order.',
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function operationOf(route: RouteDescription): object {
  const { operationId, summary, role, on, path, query, body, success } = route;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries<z.core.$ZodType>(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(schema, 'input'),
  }));
  const answer = success.schema && {
    content: {
      'application/json': { schema: schemaOf(success.schema, 'output') },
      ...(success.isMarkdownToo && { 'text/markdown': { schema: { type: 'string' } } }),
    },
  };
  return {
    operationId,
    summary,
    parameters: [...inPath, ...inQuery],
    'x-required-role': role,
    ...(on && { 'x-required-on-fleets': on }),
    security: role === 'Public' ? [] : SIGNED_IN,
    ...(body && {
      requestBody: {
        required: !body.safeParse(undefined).success,
        content: { 'application/json': { schema: schemaOf(body, 'input') } },
      },
    }),
    responses: {
      [success.status]: { description: success.description, ...answer },
      default: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
  });
  return rest;
}

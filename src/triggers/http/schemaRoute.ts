import { z } from 'zod';
import { FILE_KINDS, fileSchemaOf } from '../../contracts/fileSchemas.ts';
import { FleetUpdatesError } from '../../domain/errors.ts';
import { defineRoute, noBody, noQuery } from './defineRoute.ts';
import { json, type Route } from './route.ts';

/** For editors: a file names it by `$schema`. */
export function schemaRoute(): Route {
  return defineRoute({
    method: 'GET',
    path: 'api/schemas/{name}',
    operationId: 'getSchema',
    body: noBody,
    query: noQuery,
    role: 'Public',
    summary: `The JSON Schema of a kind of file: ${FILE_KINDS.join(', ')}`,
    success: { status: 200, description: 'The schema', schema: z.looseObject({}) },
    handle: ({ name }) => {
      const schema = fileSchemaOf(name);
      if (schema) return Promise.resolve(json(200, { ...schema }));
      throw new FleetUpdatesError('NotFound', `Files are of the kinds ${FILE_KINDS.join(', ')}.`);
    },
  });
}

import { z } from 'zod';

/** As much of JSON Schema as the served document uses. */
export type Schema = z.infer<typeof schemaShape>;
const schemaShape = z.object({
  type: z.string().optional(),
  const: z.json().optional(),
  enum: z.array(z.json()).optional(),
  pattern: z.string().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  required: z.array(z.string()).optional(),
  get items(): z.ZodOptional<typeof schemaShape> {
    return schemaShape.optional();
  },
  get properties(): z.ZodOptional<z.ZodRecord<z.ZodString, typeof schemaShape>> {
    return z.record(z.string(), schemaShape).optional();
  },
  get anyOf(): z.ZodOptional<z.ZodArray<typeof schemaShape>> {
    return z.array(schemaShape).optional();
  },
  get oneOf(): z.ZodOptional<z.ZodArray<typeof schemaShape>> {
    return z.array(schemaShape).optional();
  },
  get allOf(): z.ZodOptional<z.ZodArray<typeof schemaShape>> {
    return z.array(schemaShape).optional();
  },
});

const content = z.object({ content: z.record(z.string(), z.object({ schema: schemaShape })) });
const operation = z.object({
  operationId: z.string(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), schema: schemaShape.optional() }))
    .default([]),
  requestBody: content.optional(),
});
const documentShape = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });

export interface ServedRoute {
  readonly method: string;
  /** As OpenAPI has it, for example `/api/runs/{name}`. */
  readonly path: string;
  readonly operationId: string;
  readonly query: Readonly<Record<string, Schema>>;
  readonly body: Schema | undefined;
}

/** Every route of a served OpenAPI document: one that is added later is among them by itself. */
export function servedRoutes(document: unknown): ServedRoute[] {
  return Object.entries(documentShape.parse(document).paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { operationId, parameters, requestBody }]) => {
      const inQuery = parameters.filter((parameter) => parameter.in === 'query');
      const [body] = Object.values(requestBody?.content ?? {});
      return {
        method: method.toUpperCase(),
        path,
        operationId,
        body: body?.schema,
        query: Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema ?? {}])),
      };
    }),
  );
}

import { z } from 'zod';

const loosened = new WeakMap<z.core.$ZodType, z.core.$ZodType>();

/**
 * The schema with every object in it keeping the properties that it does not know. While a release rolls out, an
 * instance of the old one reads and writes back rows of the new one, and what it does not know must survive that.
 */
export function looseSchema<T>(schema: z.ZodType<T>): z.ZodType<T>;
export function looseSchema(schema: z.core.$ZodType): z.core.$ZodType {
  const known = loosened.get(schema);
  if (known) return known;
  const loose = loosen(schema);
  loosened.set(schema, loose);
  return loose;
}

function loosen(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodUnion) return z.union(schema.options.map(loosen));
  if (schema instanceof z.ZodObject) return looseObject(schema);
  if (schema instanceof z.ZodArray) return z.array(loosen(schema.def.element));
  if (schema instanceof z.ZodExactOptional) return z.exactOptional(loosen(schema.def.innerType));
  if (schema instanceof z.ZodNullable) return z.nullable(loosen(schema.def.innerType));
  return schema;
}

function looseObject(schema: z.ZodObject): z.core.$ZodType {
  if (schema.def.checks?.length)
    throw new RangeError('A stored object has no refinements: they would be lost.');
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
  const parts = Object.entries(shape).map(([key, part]) => [key, loosen(part)] as const);
  return z.looseObject(Object.fromEntries(parts));
}

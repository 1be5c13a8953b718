import { z } from 'zod';
import { grantKind } from '../domain/access/grant.ts';
import { freezeKind } from '../domain/freeze/freeze.ts';
import { deniedVersionKind } from '../domain/plan/deniedVersion.ts';
import { notificationKind } from '../domain/notify/notification.ts';
import { strategyKind } from '../domain/plan/strategy.ts';
import { planBody } from './runs.ts';
import { triggerKind } from './triggers.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What files of the command line may say, by kind: from the schemas that check the API's bodies. */
const KINDS: Readonly<Record<string, z.ZodType>> = {
  run: planBody,
  strategy: strategyKind.body,
  trigger: triggerKind.body,
  freeze: freezeKind.body,
  grant: grantKind.body,
  'denied-version': deniedVersionKind.body,
  notification: notificationKind.body,
};
export const FILE_KINDS = Object.keys(KINDS);

/** The JSON Schema of a kind of file; undefined where there is no such kind. */
export function fileSchemaOf(kind: string): Readonly<Record<string, unknown>> | undefined {
  const schema = Object.entries(KINDS).find(([each]) => each === kind)?.[1];
  if (schema === undefined) return undefined;
  return {
    title: `Fleet Updates: a ${kind} as a file`,
    ...forFiles(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })),
  };
}

/** A file may name its schema for the editor, and itself: that is no part of a body. */
function forFiles(schema: JsonSchema): JsonSchema {
  const { properties, oneOf, anyOf } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: { $schema: { type: 'string' }, name: { type: 'string' }, ...properties },
    }),
    ...(oneOf && { oneOf: oneOf.map(forFiles) }),
    ...(anyOf && { anyOf: anyOf.map(forFiles) }),
  };
}

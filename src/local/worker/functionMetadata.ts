import { z } from 'zod';

/** A function as the app registered it. */
export interface AppFunction {
  readonly name: string;
  /** As registered: the SDK wants it back for every invocation. */
  readonly metadata: object;
  readonly triggerName: string;
  readonly trigger: Trigger;
  /** Names of the bindings that want a durable client. */
  readonly clientInputs: readonly string[];
  readonly handler: unknown;
}

const httpTrigger = z.looseObject({
  type: z.literal('httpTrigger'),
  route: z.string().optional(),
  methods: z.array(z.string()),
  authLevel: z.enum(['anonymous', 'function', 'admin']),
});
const timerTrigger = z.looseObject({
  type: z.literal('timerTrigger'),
  schedule: z.string(),
  runOnStartup: z.boolean().optional(),
  useMonitor: z.literal(true, 'the local host always monitors schedules').optional(),
});
const trigger = z.discriminatedUnion('type', [
  httpTrigger,
  timerTrigger,
  z.looseObject({
    type: z.literal('eventGridTrigger'),
    cardinality: z.literal('one', 'the local host gives a function one event at a time').optional(),
  }),
  z.looseObject({ type: z.literal('orchestrationTrigger') }),
  z.looseObject({ type: z.literal('activityTrigger') }),
]);
type Trigger = z.infer<typeof trigger>;

const binding = z.looseObject({ type: z.string(), direction: z.string() });
const metadataShape = z.looseObject({
  // As Functions itself demands.
  name: z.string().regex(/^(?!host$)[a-z][a-z0-9_-]{0,127}$/i, 'the name is none that Functions takes'),
  bindings: z.record(z.string(), binding),
  retryOptions: z.undefined('the local host does not retry functions').optional(),
});

const SUPPORTED: readonly string[] = trigger.options.flatMap(({ shape }) => [...shape.type.values]);

/** Reads what the app registers; throws, with the function's name, on what the local host does not do. */
export function readFunction(input: unknown, handler: unknown): AppFunction {
  const { name, bindings } = parse('A function', metadataShape, input);
  const metadata = z.looseObject({}).parse(input);
  const entries = Object.entries(bindings);
  const found = entries.find(([, { type }]) => /trigger$/i.test(type));
  if (!found) throw new Error(`Function '${name}' has no trigger.`);
  const [triggerName, { type }] = found;
  if (!SUPPORTED.includes(type)) {
    throw new Error(`Function '${name}' has a ${type}, which the local host does not support.`);
  }
  const read = parse(`Function '${name}'`, trigger, found[1]);
  const isResponse = (at: string, other: string) =>
    at === '$return' && type === 'httpTrigger' && other === 'http';
  const others = entries.filter(([at, other]) => at !== triggerName && !isResponse(at, other.type));
  const unknown = others.find(([, other]) => other.type !== 'durableClient' || other.direction !== 'in');
  if (unknown) {
    const [, other] = unknown;
    throw new Error(
      `Function '${name}' has an ${other.direction}put binding of type ${other.type}, which the local host does not support.`,
    );
  }
  return { name, metadata, triggerName, trigger: read, clientInputs: others.map(([at]) => at), handler };
}

function parse<T>(what: string, schema: z.ZodType<T>, input: unknown): T {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  const named = z.looseObject({ name: z.string() }).safeParse(input).data?.name;
  const subject = what === 'A function' && named !== undefined ? `Function '${named}'` : what;
  const issues = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`${subject} cannot run here: ${issues.join('; ')}.`);
}

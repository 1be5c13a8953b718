import { z } from 'zod';

/** A value as the Functions host and its worker exchange it (RpcTypedData of the worker's protocol). */
export interface TypedData {
  readonly string?: string;
  readonly json?: string;
  readonly http?: object;
}

export interface Invocation {
  readonly invocationId: string;
  readonly metadata: object;
  readonly request: {
    readonly invocationId: string;
    readonly inputData: readonly { readonly name: string; readonly data: TypedData | undefined }[];
    readonly triggerMetadata: Readonly<Record<string, TypedData>>;
  };
  state: string | undefined;
  readonly log: (level: string, category: string, message: string) => void;
}

interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], handler: unknown): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<unknown>;
}

export interface ProgrammingModel {
  getInvocationModel(invocation: Invocation): InvocationModel;
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

const binding = z.looseObject({ type: z.string(), direction: z.string() });
const metadataShape = z.looseObject({ name: z.string(), bindings: z.record(z.string(), binding) });

export type Binding = z.infer<typeof binding>;

/** A function as the app registered it. */
export interface RegisteredFunction {
  readonly name: string;
  readonly metadata: object;
  readonly triggerName: string;
  readonly trigger: Binding;
  /** Names of the bindings that want a durable client. */
  readonly clientInputs: readonly string[];
  readonly handler: unknown;
}

const TRIGGERS = new Set(['httpTrigger', 'timerTrigger', 'orchestrationTrigger', 'activityTrigger']);

export interface Core {
  /** What `require('@azure/functions-core')` gives the app. */
  readonly api: object;
  readonly functions: RegisteredFunction[];
  readonly hooks: Map<string, ((context: object) => unknown)[]>;
  model: ProgrammingModel | undefined;
  /** From then on the app can register nothing more. */
  close(): void;
}

/** The module that the worker supplies in Azure, as far as `@azure/functions` 4.16 uses it. */
export function createCore(log: Invocation['log']): Core {
  let isOpen = true;
  const core: Core = {
    api: {},
    functions: [],
    hooks: new Map(),
    model: undefined,
    close: () => (isOpen = false),
  };
  const api = {
    version: '3.0.0',
    hostVersion: '4.0.0',
    registerFunction: (metadata: unknown, handler: unknown) => {
      if (!isOpen) throw new Error('A function can only be registered during app startup.');
      core.functions.push(registered(metadata, handler));
      return new Disposable();
    },
    registerHook: (name: string, callback: (context: object) => unknown) => {
      core.hooks.set(name, [...(core.hooks.get(name) ?? []), callback]);
      return new Disposable();
    },
    setProgrammingModel: (model: ProgrammingModel) => (core.model = model),
    getProgrammingModel: () => core.model,
    log,
    Disposable,
  };
  return Object.assign(core, { api });
}

class Disposable {
  dispose(): void {
    // The app never takes a registration back; the SDK only wants to be able to.
  }
}

function registered(input: unknown, handler: unknown): RegisteredFunction {
  const metadata = metadataShape.parse(input);
  const bindings = Object.entries(metadata.bindings);
  const found = bindings.find(([, { type }]) => /trigger$/i.test(type));
  if (!found) throw new Error(`Function ${metadata.name} has no trigger.`);
  const [triggerName, trigger] = found;
  if (!TRIGGERS.has(trigger.type)) {
    throw new Error(`Function ${metadata.name} has a ${trigger.type}, which the local host does not know.`);
  }
  const others = bindings.filter(([name]) => name !== triggerName && name !== '$return');
  const unknown = others.find(([, { type }]) => type !== 'durableClient');
  if (unknown)
    throw new Error(
      `Function ${metadata.name} has a binding of type ${unknown[1].type}, which the local host does not know.`,
    );
  const clientInputs = others.map(([name]) => name);
  return { name: metadata.name, metadata, triggerName, trigger, clientInputs, handler };
}

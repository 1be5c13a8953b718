import { HookList } from './hooks.ts';
import { readFunction, type AppFunction } from './functionMetadata.ts';
import type { TypedData } from './typedData.ts';

export type Log = (level: string, category: string, message: string) => void;

/** What the SDK is given for one invocation (CoreInvocationContext of the worker). */
export interface CoreInvocation {
  readonly invocationId: string;
  readonly metadata: object;
  readonly request: {
    readonly invocationId: string;
    readonly inputData: readonly { readonly name: string; readonly data: TypedData | undefined }[];
    readonly triggerMetadata: Readonly<Record<string, TypedData>>;
  };
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
  readonly log: Log;
}

export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], handler: unknown): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<unknown>;
}

export interface ProgrammingModel {
  getInvocationModel(invocation: CoreInvocation): InvocationModel;
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

export const NO_STREAMING =
  'The app enables HTTP streaming (enableHttpStream), which the local host does not support.';
/** What the SDK says when the app asks for it; later it would open a port that only the end of the process closes. */
const STREAMING = 'HTTP streaming enabled.';

/** The module that the worker supplies in Azure, as far as `@azure/functions` 4.16 uses it. */
export class Core {
  readonly functions: AppFunction[] = [];
  readonly hooks = new HookList();
  model: ProgrammingModel | undefined;
  #isOpen = true;

  /** What `require('@azure/functions-core')` gives the app. */
  readonly api: object;

  constructor(log: Log) {
    this.api = {
      version: '3.0.0',
      hostVersion: '4.1000.0',
      registerFunction: (metadata: unknown, handler: unknown) => this.#register(metadata, handler),
      registerHook: (name: string, callback: unknown) => {
        const remove = this.hooks.add(name, callback);
        return new Disposable(remove);
      },
      setProgrammingModel: (model: ProgrammingModel) => {
        this.model = model;
      },
      getProgrammingModel: () => this.model,
      // What the SDK says outside of an invocation.
      log: (level: string, category: string, message: string) => {
        if (message === STREAMING) throw new Error(NO_STREAMING);
        log(level, `Worker.${category}`, message);
      },
      Disposable,
    };
  }

  /** From now on the app can register nothing more. */
  close(): void {
    this.#isOpen = false;
  }

  #register(metadata: unknown, handler: unknown): Disposable {
    if (!this.#isOpen) throw new Error('A function can only be registered during app startup.');
    const added = readFunction(metadata, handler);
    const isTaken = this.functions.some(({ name }) => name.toLowerCase() === added.name.toLowerCase());
    if (isTaken) throw new Error(`A function with name "${added.name}" has already been registered.`);
    this.functions.push(added);
    return new Disposable(() => {
      if (!this.#isOpen) throw new Error('A function can only be disposed during app startup.');
      this.functions.splice(this.functions.indexOf(added), 1);
    });
  }
}

class Disposable {
  #dispose: () => void;

  constructor(dispose: () => void) {
    this.#dispose = dispose;
  }

  dispose(): void {
    this.#dispose();
    this.#dispose = () => undefined;
  }
}

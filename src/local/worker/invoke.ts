import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { z } from 'zod';
import type { AppTime } from './appTime.ts';
import type { Core, Invocation, RegisteredFunction, TypedData } from './core.ts';
import { runHooks } from './loadApp.ts';

export interface Outcome {
  /** As the handler returned it. */
  readonly result: unknown;
  /** As the SDK hands it to the host. */
  readonly response: unknown;
}

/** Calls the app's functions as the worker does: arguments, hooks, handler, response. */
export class Invoker {
  readonly #core: Core;
  readonly #time: AppTime;
  readonly #log: Invocation['log'];
  readonly #clientBinding: () => string;

  constructor(core: Core, time: AppTime, log: Invocation['log'], clientBinding: () => string) {
    this.#core = core;
    this.#time = time;
    this.#log = log;
    this.#clientBinding = clientBinding;
  }

  /** Rejects with what the function threw. */
  invoke(
    target: RegisteredFunction,
    trigger: TypedData | undefined,
    triggerMetadata: Readonly<Record<string, TypedData>> = {},
  ): Promise<Outcome> {
    return this.#time.invoke(() => this.#invoke(target, trigger, triggerMetadata));
  }

  async #invoke(
    target: RegisteredFunction,
    trigger: TypedData | undefined,
    triggerMetadata: Readonly<Record<string, TypedData>>,
  ): Promise<Outcome> {
    const { model } = this.#core;
    if (!model) throw new Error('The app is not loaded.');
    const invocationId = randomUUID();
    const clients = target.clientInputs.map((name) => ({ name, data: { string: this.#clientBinding() } }));
    const inputData = [{ name: target.triggerName, data: trigger }, ...clients];
    const invocation: Invocation = {
      ...{ invocationId, metadata: target.metadata, state: undefined, log: this.#log },
      request: { invocationId, inputData, triggerMetadata },
    };
    const invocationModel = model.getInvocationModel(invocation);
    const { context, inputs } = await invocationModel.getArguments();
    const hook = {
      ...{ hookData: {}, appHookData: {}, invocationContext: context, inputs },
      ...{ functionHandler: target.handler, functionCallback: target.handler },
    };
    invocation.state = 'preInvocationHooks';
    await runHooks(this.#core, 'preInvocation', hook);
    invocation.state = 'invocation';
    const after: { result: unknown; error: unknown } = { result: undefined, error: undefined };
    try {
      after.result = await invocationModel.invokeFunction(context, hook.inputs, hook.functionCallback);
    } catch (error) {
      after.error = error;
    }
    invocation.state = 'postInvocationHooks';
    const post = { ...hook, ...after };
    await runHooks(this.#core, 'postInvocation', post);
    if (post.error !== undefined && post.error !== null) throw asError(post.error);
    return { result: post.result, response: await invocationModel.getResponse(context, post.result) };
  }
}

const errorShape = z.looseObject({ message: z.string(), stack: z.string().optional() });

/** The app may have been evaluated in another realm than this code, so that instanceof would not tell an error. */
function asError(thrown: unknown): Error {
  const { success, data } = errorShape.safeParse(thrown);
  if (!success) return new Error(inspect(thrown));
  return Object.assign(
    new Error(data.message, { cause: thrown }),
    data.stack !== undefined && { stack: data.stack },
  );
}

import { randomUUID } from 'node:crypto';
import type { AppProgress } from './appProgress.ts';
import type { Core, CoreInvocation, InvocationModel, Log } from './core.ts';
import { errorOf } from './errorOf.ts';
import type { AppFunction } from './functionMetadata.ts';
import type { TypedData } from './typedData.ts';

export interface Outcome {
  /** As the handler returned it. */
  readonly result: unknown;
  /** As the SDK hands it to the host (RpcInvocationResponse). */
  readonly response: unknown;
}

/** Calls the app's functions as the worker does: arguments, hooks, handler, hooks, response. */
export class Invoker {
  readonly #core: Core;
  readonly #progress: AppProgress;
  readonly #log: Log;
  readonly #clientBinding: () => string;

  constructor(core: Core, progress: AppProgress, log: Log, clientBinding: () => string) {
    this.#core = core;
    this.#progress = progress;
    this.#log = log;
    this.#clientBinding = clientBinding;
  }

  /**
   * `trigger` undefined is a trigger without data. Rejects with what the function or one of its hooks threw, as an
   * Error.
   */
  invoke(
    target: AppFunction,
    trigger: TypedData | undefined,
    triggerMetadata: Readonly<Record<string, TypedData>> = {},
  ): Promise<Outcome> {
    return this.#progress.run(async () => {
      const { model } = this.#core;
      if (!model) throw new Error('The app is not loaded.');
      const invocation = this.#invocationOf(target, trigger, triggerMetadata);
      return await this.#run(target, invocation, model.getInvocationModel(invocation));
    });
  }

  #invocationOf(
    { name, metadata, triggerName, clientInputs }: AppFunction,
    trigger: TypedData | undefined,
    triggerMetadata: Readonly<Record<string, TypedData>>,
  ): CoreInvocation {
    const invocationId = randomUUID();
    const clients = clientInputs.map((at) => ({ name: at, data: { string: this.#clientBinding() } }));
    const inputData = [{ name: triggerName, data: trigger }, ...clients];
    return {
      invocationId,
      metadata,
      state: undefined,
      request: { invocationId, inputData, triggerMetadata },
      log: (level, category, message) =>
        this.#log(level, category === 'user' ? `Function.${name}.User` : `Function.${name}`, message),
    };
  }

  async #run(target: AppFunction, invocation: CoreInvocation, model: InvocationModel): Promise<Outcome> {
    const { context, inputs } = await model.getArguments();
    const hookData = {};
    const before = { hookData, invocationContext: context, inputs, functionCallback: target.handler };
    invocation.state = 'preInvocationHooks';
    await this.#core.hooks.run('preInvocation', before);
    invocation.state = 'invocation';
    const ended = { result: undefined, error: undefined };
    const after: Record<keyof typeof ended, unknown> = ended;
    try {
      after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
    } catch (error) {
      after.error = errorOf(error);
    }
    const post = { hookData, invocationContext: context, inputs: before.inputs, ...after };
    invocation.state = 'postInvocationHooks';
    await this.#core.hooks.run('postInvocation', post);
    if (post.error !== undefined && post.error !== null) throw errorOf(post.error);
    return { result: post.result, response: await model.getResponse(context, post.result) };
  }
}

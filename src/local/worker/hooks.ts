import { z } from 'zod';

const hookName = z.enum(['appStart', 'appTerminate', 'preInvocation', 'postInvocation']);
export type HookName = z.infer<typeof hookName>;

type HookCallback = (context: object) => unknown;
const hookCallback = z.custom<HookCallback>((value) => typeof value === 'function', 'a hook is a function');

/** The app's hooks, run in the order in which they were registered. */
export class HookList {
  /** Shared by all hooks of the app, as long as it runs. */
  readonly #appHookData = {};
  #hooks: { readonly name: HookName; readonly callback: HookCallback }[] = [];

  /** The result takes it out again. Throws on a hook that the local host does not run. */
  add(name: string, callback: unknown): () => void {
    const known = hookName.safeParse(name);
    if (!known.success) throw new RangeError(`The local host does not run hooks named '${name}'.`);
    const hook = { name: known.data, callback: hookCallback.parse(callback) };
    this.#hooks.push(hook);
    return () => {
      this.#hooks = this.#hooks.filter((other) => other !== hook);
    };
  }

  /** Hooks may change `context`: the caller goes on with what stands there afterwards. */
  async run(name: HookName, context: object): Promise<void> {
    Object.assign(context, { appHookData: this.#appHookData });
    for (const hook of this.#hooks) if (hook.name === name) await hook.callback(context);
  }
}

import type { FunctionInput, InvocationContext } from '@azure/functions';
import type { App, DurableApp } from '../../ports/app.ts';
import type { Orchestrations } from '../../ports/orchestrations.ts';

/** How a function gets at its Durable client: the binding belongs to the invocation. */
export interface DurableClients {
  /** What the function must have among its `extraInputs`. */
  readonly input: FunctionInput;
  of(context: InvocationContext): Orchestrations;
}

/** The app in one invocation of a function that has the client among its inputs. */
export function inCall(app: App, durable: DurableClients, context: InvocationContext): DurableApp {
  return { ...app, orchestrations: durable.of(context) };
}

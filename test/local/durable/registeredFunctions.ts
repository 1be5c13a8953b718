import { InvocationContext } from '@azure/functions';
import { z } from 'zod';
import type { Clock } from '../../../src/clock/clock.ts';
import type { FunctionCalls } from '../../../src/local/durable/engine.ts';

type Callback = (trigger: unknown, context: InvocationContext) => unknown;

const triggers = {
  orchestrationTrigger: new Map<string, Callback>(),
  activityTrigger: new Map<string, Callback>(),
};
const metadataSchema = z.object({
  name: z.string(),
  bindings: z.record(z.string(), z.object({ type: z.string() })),
});

/** What the Functions worker supplies: the SDK looks for it when the first function is registered. */
const core = {
  version: 'test',
  registerFunction(metadata: unknown, callback: Callback) {
    const { name, bindings } = metadataSchema.parse(metadata);
    for (const { type } of Object.values(bindings))
      if (type === 'orchestrationTrigger' || type === 'activityTrigger') triggers[type].set(name, callback);
    return { dispose: () => undefined };
  },
  setProgrammingModel: () => undefined,
};
jest.doMock('@azure/functions-core', () => core, { virtual: true });

/** The functions that a test file has registered through the SDK. */
export function registeredFunctions() {
  return {
    orchestrators: [...triggers.orchestrationTrigger.keys()],
    activities: [...triggers.activityTrigger.keys()],
  };
}

/**
 * Calls them as the worker does: the trigger is a string, parsed when it is JSON. As the host of the functions does,
 * it holds the clock while an activity works.
 */
export function functionCalls(clock: Clock): FunctionCalls {
  return {
    orchestrator: async (name, payload) => await call('orchestrationTrigger', name, payload),
    activity: async (name, _instanceId, data) => {
      const release = clock.hold();
      try {
        return await call('activityTrigger', name, data);
      } finally {
        release();
      }
    },
  };
}

function call(type: keyof typeof triggers, name: string, data: string | undefined): unknown {
  const callback = triggers[type].get(name);
  if (!callback) throw new Error(`No function '${name}'.`);
  return callback(typedData(data), new InvocationContext({ functionName: name }));
}

function typedData(data: string | undefined): unknown {
  try {
    return data === undefined ? undefined : JSON.parse(data);
  } catch {
    return data;
  }
}

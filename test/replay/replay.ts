import { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import type { OrchestrationHandler } from 'durable-functions';
import { UPDATE_GROUP, UPDATE_RUN, UPDATE_STAGE } from '../../src/contracts/orchestration.ts';
import { updateGroup } from '../../src/orchestrators/updateGroup.ts';
import { updateRun } from '../../src/orchestrators/updateRun.ts';
import { updateStage } from '../../src/orchestrators/updateStage.ts';
import { wireAnswer } from './history.ts';

type Registered = (trigger: unknown, context: InvocationContext) => unknown;

const registry: { last?: Registered } = {};
/** What the Functions worker supplies: the SDK hands it what it makes of an orchestrator. */
const core = {
  version: 'test',
  registerFunction(_metadata: unknown, callback: Registered) {
    registry.last = callback;
    return { dispose: () => undefined };
  },
  setProgrammingModel: () => undefined,
};
jest.doMock('@azure/functions-core', () => core, { virtual: true });

/** Replays histories with the SDK itself, on this orchestrator. */
export function replayer(orchestrator: OrchestrationHandler): (payload: string) => Promise<unknown> {
  df.app.orchestration('replayed', orchestrator);
  const { last: registered } = registry;
  if (!registered) throw new Error('The SDK has registered nothing.');
  return async (payload) => {
    const context = new InvocationContext({ functionName: 'replayed', logHandler: () => undefined });
    try {
      return wireAnswer({ returned: await registered(JSON.parse(payload), context) });
    } catch (thrown) {
      return wireAnswer({ thrown });
    }
  };
}

/** The orchestrators as they are in `src` now, by the names under which Durable calls them. */
const ORCHESTRATORS: Readonly<Record<string, OrchestrationHandler>> = {
  [UPDATE_RUN]: updateRun,
  [UPDATE_STAGE]: updateStage,
  [UPDATE_GROUP]: updateGroup,
};
const replayers = new Map(Object.entries(ORCHESTRATORS).map(([name, each]) => [name, replayer(each)]));

/** On today's orchestrator of that name. */
export async function replay(name: string, payload: string): Promise<unknown> {
  const replayed = replayers.get(name);
  if (!replayed) throw new Error(`There is no orchestrator ${name} any more, and a run in flight needs it.`);
  return await replayed(payload);
}

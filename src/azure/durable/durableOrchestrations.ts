import type { InvocationContext } from '@azure/functions';
import * as df from 'durable-functions';
import { DependencyError } from '../../domain/errors.ts';
import type { Orchestrations } from '../../ports/orchestrations.ts';

const ENDED: readonly df.OrchestrationRuntimeStatus[] = [
  df.OrchestrationRuntimeStatus.Completed,
  df.OrchestrationRuntimeStatus.Failed,
  df.OrchestrationRuntimeStatus.Terminated,
];

/** Purges in flight at once: each is a request to the extension. */
const PURGES_AT_ONCE = 10;

function durableOrchestrations(context: InvocationContext): Orchestrations {
  const client = df.getClient(context);
  return {
    start: async (orchestrator, instanceId, input) => {
      try {
        await client.startNew(orchestrator, { instanceId, input });
        return 'started';
      } catch (error) {
        if (statusOf(error) === 409) return 'running';
        throw asDependencyError(error);
      }
    },
    status: async (instanceId) => {
      try {
        const { runtimeStatus } = await client.getStatus(instanceId, { showInput: false });
        return ENDED.includes(runtimeStatus) ? 'ended' : 'live';
      } catch (error) {
        if (statusOf(error) === 404) return 'gone';
        throw asDependencyError(error);
      }
    },
    terminate: (instanceId, reason) => answered(client.terminate(instanceId, reason)),
    purge: async (instanceIds) => {
      for (let from = 0; from < instanceIds.length; from += PURGES_AT_ONCE) {
        const some = instanceIds.slice(from, from + PURGES_AT_ONCE);
        await answered(Promise.all(some.map((id) => purgeIfEnded(client, id))));
      }
    },
    purgeEndedBefore: async (before) => {
      const createdTimeTo = new Date(before);
      await answered(
        client.purgeInstanceHistoryBy({
          createdTimeFrom: new Date(0),
          createdTimeTo,
          runtimeStatus: [...ENDED],
        }),
      );
    },
  };
}

/** What a function needs among its inputs, and the client that it then finds in its context. */
export const durable = { input: df.input.durableClient(), of: durableOrchestrations };

/** Refused as long as the instance is in its last turn; `purgeEndedBefore` then has it one day. */
async function purgeIfEnded(client: df.DurableClient, instanceId: string): Promise<void> {
  try {
    await client.purgeInstanceHistory(instanceId);
  } catch (error) {
    if (statusOf(error) !== 412) throw error;
  }
}

async function answered(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    throw asDependencyError(error);
  }
}

/** The SDK tells the status of an answer only in the words of its error. */
function statusOf(error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  return Number(/(?:status code: |HTTP )(\d{3})/.exec(message)?.[1] ?? 0);
}

function asDependencyError(error: unknown): DependencyError {
  const message = error instanceof Error ? error.message : String(error);
  return new DependencyError('DurableFunctions', message, statusOf(error), error);
}

import { app as functions } from '@azure/functions';
import { readAksEvent } from '../../contracts/aksEvents.ts';
import { receiveAksEvent } from '../../operations/triggers/receiveAksEvent.ts';
import { inCall, type DurableClients } from '../durable/durableClients.ts';
import type { App } from '../../ports/app.ts';

/**
 * The endpoint of the event subscriptions: what is thrown here makes Event Grid deliver again, so only a dependency
 * that does not answer may be. An event that cannot be read would come back for a day and never be any better.
 */
export function registerEventGrid(app: App, durable: DurableClients): void {
  functions.eventGrid('aksReleases', {
    extraInputs: [durable.input],
    handler: async (delivered: unknown, context) => {
      const event = readAksEvent(delivered);
      if (event.kind === 'malformed') {
        context.warn(`An event of type ${event.type} cannot be read: ${event.reason}`);
      }
      await receiveAksEvent(inCall(app, durable, context), event);
    },
  });
}

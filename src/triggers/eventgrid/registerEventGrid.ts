import { app } from '@azure/functions';
import { readAksEvent } from '../../contracts/aksEvents.ts';
import type { Settings } from '../../contracts/settings.ts';
import { receiveAksEvent } from '../../operations/triggers/receiveAksEvent.ts';
import type { AppPorts } from '../../ports/appPorts.ts';

/**
 * The endpoint of the event subscriptions: what is thrown here makes Event Grid deliver again, so only a dependency
 * that does not answer may be. An event that cannot be read would come back for a day and never be any better.
 */
export function registerEventGrid(ports: AppPorts, settings: Settings): void {
  const configured = Object.keys(settings.fleets);
  app.eventGrid('aksReleases', {
    extraInputs: [ports.durable.input],
    handler: async (delivered: unknown, context) => {
      const event = readAksEvent(delivered);
      if (event.kind === 'malformed') {
        context.warn(`An event of type ${event.type} cannot be read: ${event.reason}`);
      }
      const starter = { ports, orchestrations: ports.durable.of(context), configured };
      await receiveAksEvent(starter, ports.receivedEvents, event, new Date().toISOString());
    },
  });
}

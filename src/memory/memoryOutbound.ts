import type { Outbound, OutboundResult } from '../ports/outbound.ts';
import type { BeforeEffect } from './memoryTable.ts';

const NOWHERE: OutboundResult = { kind: 'refused', reason: 'Nothing leaves this process.' };

/** Requests that reach whoever is given, in this process, and nobody else. */
export function memoryOutbound(before: BeforeEffect, receiver?: Outbound): Outbound {
  return {
    send: async (request) => {
      await before({ on: 'outbound', operation: `${request.method} ${request.url}` });
      return receiver ? await receiver.send(request) : NOWHERE;
    },
  };
}

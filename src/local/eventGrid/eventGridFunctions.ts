import { stackOf } from '../worker/errorOf.ts';
import type { AppFunction } from '../worker/functionMetadata.ts';
import type { Invoker } from '../worker/invoke.ts';
import { opensExtension, type HostKeys } from '../http/hostKeys.ts';
import type { HttpAnswer, HttpCall } from '../http/server.ts';
import { readDelivery } from './delivery.ts';

const PATH = '/runtime/webhooks/eventgrid';

/**
 * The webhook of the Event Grid extension: `/runtime/webhooks/EventGrid?functionName=…&code=…`, for event
 * subscriptions of both schemas. It answers 202 when every event of the delivery was taken, else 500, so that the
 * whole delivery comes again.
 */
export class EventGridFunctions {
  readonly #functions: ReadonlyMap<string, AppFunction>;
  readonly #invoker: Invoker;
  readonly #keys: HostKeys;
  readonly #logFailure: (name: string, reason: string) => void;

  constructor(
    functions: readonly AppFunction[],
    invoker: Invoker,
    keys: HostKeys,
    logFailure: (name: string, reason: string) => void,
  ) {
    const triggered = functions.filter(({ trigger }) => trigger.type === 'eventGridTrigger');
    this.#functions = new Map(triggered.map((each) => [each.name.toLowerCase(), each]));
    this.#invoker = invoker;
    this.#keys = keys;
    this.#logFailure = logFailure;
  }

  /** Undefined for a call to another address. */
  async answer(call: HttpCall): Promise<HttpAnswer | undefined> {
    const { url } = call;
    if (url.pathname.replace(/\/$/, '').toLowerCase() !== PATH) return undefined;
    if (!opensExtension(this.#keys, 'eventgrid_extension', call)) return { status: 401 };
    const target = this.#functions.get((url.searchParams.get('functionName') ?? '').toLowerCase());
    if (!target) return { status: 404 };
    const delivery = readDelivery(call);
    switch (delivery.kind) {
      case 'refused':
        return { status: delivery.status };
      case 'validation': {
        const body = JSON.stringify({ validationResponse: delivery.code });
        return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body };
      }
      case 'handshake':
        return {
          status: 200,
          headers: { 'webhook-allowed-origin': delivery.origin, 'webhook-allowed-rate': '*' },
        };
      case 'unsubscribe':
        return { status: 202 };
      case 'events':
        return await this.#deliver(target, delivery.events);
    }
  }

  async #deliver(target: AppFunction, events: readonly unknown[]): Promise<HttpAnswer> {
    const taken = await Promise.all(
      events.map(async (event) => {
        try {
          await this.#invoker.invoke(target, { json: JSON.stringify(event) });
          return true;
        } catch (error) {
          this.#logFailure(target.name, stackOf(error));
          return false;
        }
      }),
    );
    return { status: taken.includes(false) ? 500 : 202 };
  }
}

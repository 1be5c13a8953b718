import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';

const ANSWERED = 'http.client.response.finish';

/** Counts what this process has changed by HTTP, in tables or through ARM; a test's own calls go another way. */
export class StoredWrites {
  count = 0;

  constructor() {
    subscribe(ANSWERED, this.#answered);
  }

  end(): void {
    unsubscribe(ANSWERED, this.#answered);
  }

  readonly #answered = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('request' in message)) return;
    const { request } = message;
    if (request instanceof ClientRequest && request.method !== 'GET') this.count += 1;
  };
}

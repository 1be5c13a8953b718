import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';
import type { AppProgress } from './appProgress.ts';

type Listener = (message: unknown) => void;

/**
 * Watches the requests that the app sends, by node:http and by fetch, through Node's diagnostics channels: nothing
 * of the app or its SDKs is replaced. Every host of a process sees all requests, and takes up those of its own app.
 */
export class AppRequests {
  readonly #progress: AppProgress;
  readonly #pending = new Set<ClientRequest>();
  readonly #fetches = new WeakMap<object, () => void>();
  readonly #listeners: Readonly<Record<string, Listener>> = {
    'http.client.request.created': (message) => this.#created(requestOf(message)),
    'undici:request:create': (message) => this.#fetchBegins(requestOf(message)),
    'undici:request:trailers': (message) => this.#fetchEnds(requestOf(message)),
    'undici:request:error': (message) => this.#fetchEnds(requestOf(message)),
  };
  #isCut = false;

  constructor(progress: AppProgress) {
    this.#progress = progress;
    for (const [channel, listener] of Object.entries(this.#listeners)) subscribe(channel, listener);
  }

  /** Breaks what is on its way, and lets nothing more be sent by node:http: the process has been killed. */
  cut(): void {
    this.#isCut = true;
    for (const request of this.#pending) request.destroy();
  }

  end(): void {
    for (const [channel, listener] of Object.entries(this.#listeners)) unsubscribe(channel, listener);
  }

  #created(request: object | undefined): void {
    const { current } = this.#progress;
    if (!current || !(request instanceof ClientRequest)) return;
    const isOver = this.#progress.request(current);
    this.#pending.add(request);
    request.once('close', () => {
      this.#pending.delete(request);
      isOver();
    });
    if (this.#isCut) request.destroy();
  }

  #fetchBegins(request: object | undefined): void {
    const { current } = this.#progress;
    if (current && request) this.#fetches.set(request, this.#progress.request(current));
  }

  #fetchEnds(request: object | undefined): void {
    if (request) this.#fetches.get(request)?.();
  }
}

function requestOf(message: unknown): object | undefined {
  if (typeof message !== 'object' || message === null || !('request' in message)) return undefined;
  return typeof message.request === 'object' && message.request !== null ? message.request : undefined;
}

import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { ClientRequest } from 'node:http';
import { DurableStore } from '../../src/local/durable/store.ts';

/** Node publishes on it when an answer has come, before whoever asked sees it. */
const ANSWERED = 'http.client.response.finish';

/**
 * Tells of every side effect of the app, at the moment at which it has taken place and the app does not know it yet:
 * a write to a table, a change through ARM, a commit of the Durable engine.
 */
export class SideEffects {
  /** In their order, for example `PUT /subscriptions/…/updateRuns/fu-run` or `commit`. */
  readonly seen: string[] = [];
  readonly #account: string;
  readonly #tookPlace: (count: number) => void;
  readonly #commits: jest.SpyInstance;
  #isOn = false;

  /**
   * `account` is the storage account of the system: others may run in the same process. Without commits only what
   * the app itself does counts.
   */
  constructor(account: string, withCommits: boolean, tookPlace: (count: number) => void) {
    this.#account = account;
    this.#tookPlace = tookPlace;
    const committed = () => this.#count('commit');
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its store below
    const { transaction } = DurableStore.prototype;
    this.#commits = jest.spyOn(DurableStore.prototype, 'transaction').mockImplementation(function (
      this: DurableStore,
      write: () => void,
    ) {
      transaction.call(this, write);
      // What follows in this turn of the event loop is memory only; the process dies before anything is done.
      if (withCommits) queueMicrotask(committed);
    });
    subscribe(ANSWERED, this.#answered);
  }

  start(): void {
    this.#isOn = true;
  }

  /** Nothing counts any more. */
  stop(): void {
    this.#isOn = false;
  }

  end(): void {
    this.stop();
    unsubscribe(ANSWERED, this.#answered);
    this.#commits.mockRestore();
  }

  readonly #answered = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('request' in message)) return;
    const { request } = message;
    if (!(request instanceof ClientRequest) || ['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return;
    const isOurs =
      request.path.startsWith(`/${this.#account}/`) || request.path.startsWith('/subscriptions/');
    if (isOurs) this.#count(`${request.method} ${request.path}`);
  };

  #count(what: string): void {
    if (!this.#isOn) return;
    this.seen.push(what);
    this.#tookPlace(this.seen.length);
  }
}

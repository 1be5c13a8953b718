import { brotliDecompressSync } from 'node:zlib';
import { HttpRequest } from '@azure/functions';
import { storesOn } from '../../src/azure/tables/tableStores.ts';
import { EVERYBODY } from '../../src/domain/access/roles.ts';
import type { MemoryAccount } from '../../src/memory/memoryTable.ts';
import type { DurableApp } from '../../src/ports/app.ts';
import { routesOf } from '../../src/triggers/http/registerHttp.ts';
import { CountedTable, type Traffic } from './countedTable.ts';

/** Another instance of the app beside the one that updates, on the same tables. */
export class CountedInstance {
  readonly #traffic: Traffic = { reads: 0, writes: 0, bytes: 0 };
  readonly #app: DurableApp;

  constructor(account: MemoryAccount, app: DurableApp) {
    const stores = storesOn((name) => new CountedTable(account, name, this.#traffic));
    this.#app = { ...app, ...stores };
  }

  async call(method: string, address: string, body?: unknown): Promise<Sent> {
    const url = new URL(address, 'http://memory.invalid');
    const [, name] = /^\/api\/runs\/([^/]+)/.exec(url.pathname) ?? [];
    const path = url.pathname.slice(1).replace(`/${name}`, '/{name}');
    const route = routesOf({ kind: 'off' }).find((each) => each.path === path && each.method === method);
    if (!route) throw new Error(`No route answers ${method} ${address}.`);
    const request = new HttpRequest({
      method,
      url: url.href,
      params: name === undefined ? {} : { name },
      query: Object.fromEntries(url.searchParams),
      headers: { 'accept-encoding': 'br', ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: { string: JSON.stringify(body) } }),
    });
    const before = { ...this.#traffic };
    const answer = await route.respond(request, this.#app, EVERYBODY);
    const { reads, writes, bytes } = this.#traffic;
    return {
      status: answer.status ?? 200,
      body: Buffer.from(answer.body instanceof Buffer || typeof answer.body === 'string' ? answer.body : ''),
      reads: reads - before.reads,
      writes: writes - before.writes,
      tableBytes: bytes - before.bytes,
    };
  }

  /** What is answered, as a caller understands it. */
  async read(address: string): Promise<unknown> {
    return decoded((await this.call('GET', address)).body);
  }

  async run(name: string): Promise<{ readonly runId: string; readonly planId: string }> {
    const shown = await this.#app.runs.show({ name });
    return { runId: shown?.tree.run.runId ?? '', planId: shown?.tree.plan?.planId ?? '' };
  }

  async writesOf(work: (app: DurableApp) => Promise<unknown>): Promise<number> {
    const before = this.#traffic.writes;
    await work(this.#app);
    return this.#traffic.writes - before;
  }

  async requestsOf(work: () => Promise<unknown>): Promise<number> {
    const requests = () => this.#traffic.reads + this.#traffic.writes;
    const before = requests();
    await work();
    return requests() - before;
  }
}

/** Small answers are not compressed. */
export function decoded(body: Buffer): unknown {
  return JSON.parse((body.at(0) === 0x7b ? body : brotliDecompressSync(body)).toString());
}

export interface Sent {
  readonly status: number;
  readonly body: Buffer;
  readonly reads: number;
  readonly writes: number;
  readonly tableBytes: number;
}

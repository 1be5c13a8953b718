import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import { managementPath, managementUrls } from './clientBinding.ts';
import { FINISHED, instanceFilter } from './instanceFilter.ts';
import type { InstanceFilter, InstanceRow } from './messages.ts';
import { InstanceInUse } from './orchestrations.ts';
import type { Orchestrations } from './orchestrations.ts';
import type { DurableStore } from './store.ts';

/** A call of the management API, as the durable client sends it. */
export interface ManagementRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

export interface ManagementResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const CONTINUATION = 'x-ms-continuation-token';
const REFUSED = new Set(['raiseEvent', 'suspend', 'resume', 'rewind', 'restart']);

/** The part of the Durable management API that start, status, terminate and purge need; it refuses the rest by name. */
export class ManagementApi {
  readonly #orchestrations: Orchestrations;
  readonly #store: DurableStore;
  readonly #clock: Clock;

  constructor(orchestrations: Orchestrations, store: DurableStore, clock: Clock) {
    this.#orchestrations = orchestrations;
    this.#store = store;
    this.#clock = clock;
  }

  /** Undefined when the path is not below the API's. */
  handle(request: ManagementRequest): ManagementResponse | undefined {
    const path = managementPath(request.url.pathname);
    if (path === undefined) return undefined;
    const segments = segmentsOf(path);
    if (!segments) return text(404, '');
    const [kind, id = '', operation, ...rest] = segments;
    if (rest.length > 0 && operation !== 'raiseEvent') return text(404, '');
    if (kind === 'orchestrators') return this.#start(request, id, operation);
    if (kind === 'entities') return refused('entities');
    if (kind !== 'instances') return text(404, '');
    if (operation !== undefined) return this.#operate(request, id, operation);
    return id === '' ? this.#ofMany(request) : this.#ofOne(request, id);
  }

  #start(request: ManagementRequest, name: string, given: string | undefined): ManagementResponse {
    if (request.method !== 'POST' || name === '') return text(404, '');
    if (request.url.searchParams.has('version')) return refused('versions of orchestrators');
    const id = given === undefined || given === '' ? randomUUID().replaceAll('-', '') : given;
    let input: string | null;
    try {
      input = request.body === '' ? null : JSON.stringify(JSON.parse(request.body));
    } catch {
      return json(400, { Message: 'Invalid JSON content' });
    }
    try {
      this.#orchestrations.start(name, id, input === 'null' ? null : input);
    } catch (error) {
      if (!(error instanceof InstanceInUse)) throw error;
      const status = this.#store.instance(id)?.status ?? 'Running';
      return json(409, { Message: `An Orchestration instance with the status ${status} already exists.` });
    }
    const urls = managementUrls(request.url.origin, id);
    return json(202, urls, { location: urls['statusQueryGetUri'] ?? '', 'retry-after': '10' });
  }

  #operate(request: ManagementRequest, id: string, operation: string): ManagementResponse {
    if (request.method !== 'POST') return text(404, '');
    if (REFUSED.has(operation)) return refused(operation);
    if (operation !== 'terminate') return text(404, '');
    if (!this.#store.instance(id)) return text(404, '');
    const reason = request.url.searchParams.get('reason') ?? '';
    return text(this.#orchestrations.terminate(id, reason) ? 202 : 410, '');
  }

  #ofOne(request: ManagementRequest, id: string): ManagementResponse {
    const row = this.#store.instance(id);
    if (!row) return text(404, '');
    if (request.method === 'DELETE') return this.#purgeOne(row);
    if (request.method !== 'GET') return text(404, '');
    const { searchParams: query, origin } = request.url;
    if (query.get('showHistory')?.toLowerCase() === 'true') return refused('showHistory');
    const body = statusText(row, query.get('showInput')?.toLowerCase() !== 'false');
    if (!FINISHED.includes(row.status)) {
      const location = managementUrls(origin, id)['statusQueryGetUri'] ?? '';
      return answer(202, body, { location, 'retry-after': '5' });
    }
    const isError = row.status === 'Failed' && query.get('returnInternalServerErrorOnFailure') === 'true';
    return answer(isError ? 500 : 200, body);
  }

  #purgeOne(row: InstanceRow): ManagementResponse {
    if (!FINISHED.includes(row.status))
      return text(412, `Cannot purge the instance '${row.instanceId}': it is ${row.status}.`);
    if (this.#isInLastTurn(row))
      return text(412, `Cannot purge the instance '${row.instanceId}': its last turn is not over.`);
    this.#store.transaction(() => this.#store.deleteInstance(row.instanceId));
    return json(200, { instancesDeleted: 1 });
  }

  /**
   * Its status says that it has ended, and Azure still refuses to purge it, as long as the turn is not put away: here
   * until the clock moves.
   */
  #isInLastTurn({ lastUpdatedTime }: InstanceRow): boolean {
    return lastUpdatedTime >= this.#clock.now();
  }

  #ofMany(request: ManagementRequest): ManagementResponse {
    const after = Buffer.from(request.headers.get(CONTINUATION) ?? '', 'base64').toString();
    const filter = instanceFilter(request.url.searchParams, after);
    if (typeof filter === 'string') return json(400, { Message: filter });
    if (request.method === 'DELETE') return this.#purgeMany(filter);
    if (request.method !== 'GET') return text(404, '');
    const showInput = request.url.searchParams.get('showInput')?.toLowerCase() !== 'false';
    const rows = this.#store.instances({ ...filter, top: filter.top + 1 });
    const page = rows.slice(0, filter.top);
    const last = rows.length > page.length ? page.at(-1) : undefined;
    const token = last && { [CONTINUATION]: Buffer.from(last.instanceId).toString('base64') };
    return answer(200, `[${page.map((row) => statusText(row, showInput)).join(',')}]`, token);
  }

  #purgeMany(filter: InstanceFilter): ManagementResponse {
    const rows = this.#store.instances({ ...filter, top: -1 });
    const finished = rows.filter((row) => FINISHED.includes(row.status) && !this.#isInLastTurn(row));
    if (finished.length === 0) return text(404, '');
    this.#store.transaction(() => {
      for (const row of finished) this.#store.deleteInstance(row.instanceId);
    });
    return json(200, { instancesDeleted: finished.length });
  }
}

/** The decoded parts of a path; undefined for a part that is not encoded well, or that holds a slash. */
function segmentsOf(path: string): string[] | undefined {
  try {
    const segments = path.split('/').map(decodeURIComponent);
    return segments.some((segment) => segment.includes('/')) ? undefined : segments;
  } catch {
    return undefined;
  }
}

/** JSON of an instance's status. Made of texts, since an output may be the invalid JSON that Azure would send too. */
function statusText(row: InstanceRow, showInput: boolean): string {
  const time = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  const { name, instanceId, status, createdTime, lastUpdatedTime } = row;
  const head = JSON.stringify({ name, instanceId, runtimeStatus: status }).slice(0, -1);
  const tail = JSON.stringify({ createdTime: time(createdTime), lastUpdatedTime: time(lastUpdatedTime) });
  const input = showInput ? (row.input ?? 'null') : 'null';
  const { customStatus, output } = row;
  return `${head},"input":${input},"customStatus":${customStatus ?? 'null'},"output":${output ?? 'null'},${tail.slice(1)}`;
}

function refused(what: string): ManagementResponse {
  return text(
    501,
    `The local Durable engine refuses ${what}: it does start, status, terminate and purge only.`,
  );
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): ManagementResponse {
  return answer(status, JSON.stringify(body), headers);
}

function answer(status: number, body: string, headers: Record<string, string> = {}): ManagementResponse {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body };
}

function text(status: number, body: string): ManagementResponse {
  return { status, headers: body === '' ? {} : { 'content-type': 'text/plain; charset=utf-8' }, body };
}

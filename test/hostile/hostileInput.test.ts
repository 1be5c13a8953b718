import * as fc from 'fast-check';
import { z } from 'zod';
import { MINUTE, NODE_IMAGES, TestSystem } from '../support/testSystem.ts';
import { ANSWERED_METHODS, hostileRequest } from './hostileRequests.ts';
import { send, shown, type RawAnswer, type RawRequest } from './rawHttp.ts';
import { servedRoutes, type ServedRoute } from './servedRoutes.ts';

/** Batches per route, each of up to eight requests: `FUZZ_RUNS=200 npm test -- test/hostile` looks harder. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 5);
const REQUESTS_PER_BATCH = 8;
/** Of real time. A call that Azure takes its time for is answered only when virtual time passes. */
const IMPATIENT_MS = 500;

/** Without it each look reads the days before there was anything, a partition per day. */
const SINCE_THE_BEGINNING = '?since=2026-03-02T00:00:00Z';
const STAGES = [{ name: 'first', groups: [{ name: 'test' }], afterStageWaitInSeconds: 60 }];
const SCHEDULE = { cron: '0 0 1 1 *' };
const WORDS_OF_THE_PARSER = /\b(Invalid (input|option|string|key)|Too (big|small)|Unrecognized key)\b/;
const problemShape = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string().min(1),
  detail: z.string().min(1),
});
const listShape = z.looseObject({ value: z.array(z.looseObject({ name: z.string().optional() })) });

let system: TestSystem;
let routes: ServedRoute[];

beforeAll(async () => {
  // What is known of members does not grow old by itself, so that only a request can change what is read.
  system = await TestSystem.start({ settings: { INVENTORY_MAX_AGE_MINUTES: '1440' } });
  routes = servedRoutes(await system.ok('GET', '/api/openapi.json'));
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'], prod: ['aks-weu-1'] });
  await system.ok('PUT', '/api/strategies/standard', { stages: STAGES });
  const trigger = {
    kind: 'schedule',
    strategy: 'standard',
    managedClusterUpdate: NODE_IMAGES,
    schedule: SCHEDULE,
  };
  await system.ok('PUT', '/api/triggers/yearly', trigger);
  for (const name of ['idle', 'done', 'busy'])
    await system.ok('POST', '/api/runs', { name, strategy: 'standard', managedClusterUpdate: NODE_IMAGES });
  await system.ok('POST', '/api/runs/done/start');
  await system.until('done', ['Completed'], 300 * MINUTE);
});
afterAll(async () => {
  await system.close();
});

/** All that GET shows: each list of the document, and each of its entries by every route that takes its name. */
async function everything(): Promise<Readonly<Record<string, unknown>>> {
  const reads = routes.filter(({ method, path }) => method === 'GET' && !/openapi|health/.test(path));
  const seen: [string, unknown][] = [];
  for (const { path } of reads.filter(({ path }) => !path.includes('{'))) {
    const body = await system.ok('GET', `${path}${path === '/api/audit' ? SINCE_THE_BEGINNING : ''}`);
    seen.push([path, body]);
    const names = (listShape.safeParse(body).data?.value ?? []).flatMap(({ name }) => name ?? []);
    const ofOne = reads.filter((route) => route.path.startsWith(`${path}/{`) && !/\{.*\{/.test(route.path));
    for (const one of ofOne) {
      const paths = names.map((name) => one.path.replace(/\{\w+\}/, name));
      seen.push(
        ...(await Promise.all(
          paths.map(async (each): Promise<[string, unknown]> => [each, await system.ok('GET', each)]),
        )),
      );
    }
  }
  return { ...Object.fromEntries(seen), upgraded: system.upgraded() };
}

/** Words that mean something to the system as it is now, or that look as if they did. */
function wordsOf(state: unknown): string[] {
  const words = new Set(['new', 'other', 'constructor', 'demo', '1.33.2', '0 2 * * *', 'Europe/Berlin']);
  JSON.stringify(state, (_, value: unknown) => {
    if (typeof value === 'string' && value.length < 300) words.add(value);
    return value;
  });
  return [...words].slice(0, 400);
}

/** Sends it, and lets time pass when it is not answered without. */
async function answerTo(
  request: RawRequest,
): Promise<{ readonly answer: RawAnswer; readonly timePassed: boolean }> {
  const call = send(system.system.origin, request);
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), IMPATIENT_MS);
  });
  const early = await Promise.race([call, impatience]);
  clearTimeout(timer);
  if (early) return { answer: early, timePassed: false };
  return { answer: await system.whileTimePasses(call), timePassed: true };
}

const STACK_TRACE =
  /\n\s+at |dist[\\/]index|node_modules|file:\/\/|\b(Type|Range|Reference|Syntax|Zod|Rest|Internal)Error\b/;

/** Undefined when the answer is as it may be. */
function faultOf(request: RawRequest, { status, contentType, text }: RawAnswer): string | undefined {
  if (status >= 500 || status < 200) return `answered ${status}`;
  if (status >= 400 && STACK_TRACE.test(text)) return 'showed its insides';
  if (status < 400 || !isForTheApi(request)) return undefined;
  if (!contentType.startsWith('application/problem+json')) return `answered ${status} as "${contentType}"`;
  const problem = problemShape.safeParse(JSON.parse(text));
  if (!problem.success)
    return `answered a problem without ${problem.error.issues.map(({ path }) => path).join()}`;
  const { detail } = problem.data;
  if (WORDS_OF_THE_PARSER.test(detail)) return `answered in the words of the parser: ${detail}`;
  return problem.data.status === status
    ? undefined
    : `answered ${status}, the problem says ${problem.data.status}`;
}

/** What the Functions host keeps to itself is not the app's to answer. */
function isForTheApi({ method, target }: RawRequest): boolean {
  const { pathname } = new URL(target, 'http://host');
  return ANSWERED_METHODS.includes(method) && pathname.startsWith('/api/');
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function check(batch: readonly RawRequest[], before: unknown): Promise<unknown> {
  let baseline = before;
  let refused: string[] = [];
  let isLookedAt = true;
  for (const request of batch) {
    const { answer, timePassed } = await answerTo(request);
    isLookedAt = false;
    const fault = faultOf(request, answer);
    if (fault !== undefined) throw new Error(`${shown(request)}\n${fault}: ${answer.text.slice(0, 2_000)}`);
    if (answer.status >= 400 && !timePassed) {
      refused.push(`${answer.status} to ${shown(request)}`);
      continue;
    }
    // A read may ask Azure first (refresh=true), or have time pass, and then later times are shown.
    if (request.method === 'GET' && !request.target.includes('?') && !timePassed) continue;
    await system.clock.settle();
    baseline = await everything();
    refused = [];
    isLookedAt = true;
  }
  // Nothing was sent since.
  if (isLookedAt) return baseline;
  const after = await everything();
  if (JSON.stringify(after) === JSON.stringify(baseline)) return after;
  expect({ refused, state: after }).toEqual({ refused, state: baseline });
  return after;
}

it('Every route of the OpenAPI document withstands what it is sent: no 5xx, no stack trace, no change by what it refuses', async () => {
  let state: unknown = await everything();
  for (const route of routes) {
    const batches = fc.array(hostileRequest(route, wordsOf(state)), {
      minLength: 1,
      maxLength: REQUESTS_PER_BATCH,
    });
    const property = fc.asyncProperty(batches, async (batch) => {
      state = await check(batch, state);
    });
    // The state goes on from batch to batch, so that shrinking would try other things.
    const { failed, errorInstance, seed } = await fc.check(property, { numRuns: RUNS, endOnFailure: true });
    if (failed) throw new Error(`${route.operationId}, seed ${seed}: ${messageOf(errorInstance)}`);
  }
  expect((await system.call('GET', '/api/health')).status).toBe(200);
}, 600_000);

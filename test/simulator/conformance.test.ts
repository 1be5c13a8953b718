import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { VirtualClock } from '../../src/clock/virtualClock.ts';
import type { Seed } from '../../src/simulator/seed.ts';
import { closeSimulators, simulate, type Answer, type Simulated } from './simulated.ts';

/**
 * Every exchange of the recording is asked again at its recorded time, and the answer must be the same: status,
 * headers that matter, and body, but for what no two days have in common (times, eTags, ids of operations).
 */
const recording = z
  .object({
    exchanges: z.array(
      z.object({
        at: z.string(),
        request: z.object({
          method: z.string(),
          path: z.string(),
          headers: z.record(z.string(), z.string()).optional(),
          body: z.unknown().optional(),
        }),
        response: z.object({
          status: z.number(),
          headers: z.record(z.string(), z.string()),
          body: z.unknown(),
        }),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(__dirname, '../fixtures/fleet-2025-03-01.json'), 'utf8')));

type Exchange = (typeof recording.exchanges)[number];

const NOBODY = '00000000-0000-0000-0000-000000000000';
const CLUSTER = `/subscriptions/${NOBODY}/resourceGroups/cli-000001/providers/Microsoft.ContainerService/managedClusters/flmc-000003`;
const HEADERS = ['azure-asyncoperation', 'location', 'retry-after'];

const seed: Seed = {
  fleets: [],
  resourceGroups: [`/subscriptions/${NOBODY}/resourceGroups/cli-000001`],
  regions: {
    westus: {
      kubernetesVersions: ['1.28.5', '1.29.2', '1.30.10', '1.31.6'],
      latestNodeImages: { 'AKSUbuntu-2204gen2containerd': '202503.21.0' },
    },
  },
};

/** The recording says seconds: exchanges of one second are spread over it. */
function timesOf(exchanges: readonly Exchange[]): number[] {
  const bySecond = Map.groupBy(exchanges.keys(), (index) => exchanges[index]?.at ?? '');
  return exchanges.map(({ at }, index) => {
    const together = bySecond.get(at) ?? [];
    const share = together.length === 1 ? 0.5 : together.indexOf(index) / (together.length - 1);
    return Date.parse(at) + Math.floor(share * 999);
  });
}

/** Ids of operations and eTags as recorded, by those that the simulator gave instead, and back. */
class Translation {
  #recorded = new Map<string, string>();

  learn(recorded: unknown, actual: unknown): void {
    const [theirs, ours] = [namesIn(recorded), namesIn(actual)];
    for (const [index, name] of theirs.entries()) {
      const own = ours[index];
      if (own !== undefined && !this.#recorded.has(own)) this.#recorded.set(own, name);
    }
  }

  toRecorded(text: string): string {
    return [...this.#recorded].reduce((result, [own, name]) => result.replaceAll(own, name), text);
  }

  toActual(text: string): string {
    return [...this.#recorded].reduce((result, [own, name]) => result.replaceAll(name, own), text);
  }
}

/** In the order of their places; a body's operation id stands before its eTag whoever wrote it. */
function namesIn(value: unknown): string[] {
  const text = JSON.stringify(value);
  const operations = text.match(/operations?(?:results)?\/[\w-]{36}/g) ?? [];
  const lastOperation = /"lastOperationId":"([\w-]{36})"/.exec(text)?.[1];
  const eTag = /"eTag":"\\"([\w-]{36})\\""/.exec(text)?.[1];
  const ids = operations.map((operation) => operation.slice(-36));
  return [...ids, ...[lastOperation, eTag].filter((name) => name !== undefined)];
}

/** Without what differs from day to day. */
function comparable(value: unknown): unknown {
  const text = JSON.stringify(value)
    .replaceAll(/"\d{4}-\d{2}-\d{2}T[\d:.]+Z"/g, '"a time"')
    .replaceAll(/"e[tT]ag":"(\\")?[\w-]{36}(\\")?"/g, '"eTag":"an eTag"')
    .replaceAll(/(auto-[\w-]+)-\w{7}"/g, '$1-a mark"')
    .replaceAll(/https:\/\/127\.0\.0\.1:\d+/g, '');
  return JSON.parse(text);
}

function headersOf(answer: Answer): Record<string, string> {
  const pairs = HEADERS.map((name) => [name, answer.headers.get(name)] as const);
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
}

function bodyOf({ body }: Answer): unknown {
  return body ?? null;
}

describe('the recorded exchanges with Fleet Manager', () => {
  let simulated: Simulated;
  const translation = new Translation();
  const times = timesOf(recording.exchanges);
  const named = recording.exchanges.map((exchange, index) => ({
    ...exchange,
    index,
    what: `${exchange.request.method} ${exchange.request.path.replace(/^.*Microsoft.ContainerService\//, '').replace(/\?.*/, '')}`,
  }));

  beforeAll(async () => {
    simulated = await simulate(seed, {}, new VirtualClock('2025-03-31T22:22:00Z'));
  });
  afterAll(closeSimulators);

  /** The polls of exchanges 10 to 17 belong to the making of the cluster, which itself was not recorded. */
  async function makeCluster(): Promise<void> {
    await simulated.clock.advanceTo(Date.parse('2025-03-31T22:22:33Z'));
    const made = await simulated.call('PUT', `${CLUSTER}?api-version=2025-01-01`, {
      body: {
        location: 'westus',
        properties: {
          kubernetesVersion: '1.28.5',
          agentPoolProfiles: [
            { name: 'nodepool1', nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202503.02.0' },
          ],
        },
      },
    });
    translation.learn(recording.exchanges[10]?.request.path, made.headers.get('azure-asyncoperation'));
  }

  it.each(named)('$index: $what is answered as it was', async ({ request, response, index }) => {
    if (index === 10) await makeCluster();
    await simulated.clock.advanceTo(times[index] ?? 0);
    const answer = await simulated.call(request.method, translation.toActual(request.path), {
      ...(request.body !== undefined && { body: request.body }),
      ...(request.headers && {
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, translation.toActual(value)]),
        ),
      }),
    });
    const actual = { status: answer.status, headers: headersOf(answer), body: bodyOf(answer) };
    translation.learn([response.headers, response.body], [actual.headers, actual.body]);
    const told: unknown = JSON.parse(translation.toRecorded(JSON.stringify(actual)));
    expect(comparable(told)).toEqual(comparable(response));
  });
});

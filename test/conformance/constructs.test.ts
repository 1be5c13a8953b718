import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as df from 'durable-functions';
import type { OrchestrationContext } from 'durable-functions';
import { z } from 'zod';
import { testEngine } from '../local/durable/testEngine.ts';

/**
 * What the app relies on and `test/local/durable` does not have: the constructs together, over restarts and with large
 * payloads. Letters in brackets are those of `sources.md`.
 */
const DAY = 86_400_000;
const LARGE = 'ä"\\'.repeat(300_000);

df.app.activity('Echo', { handler: (input: unknown) => input });
const later = (context: OrchestrationContext, ms: number) =>
  new Date(context.df.currentUtcDateTime.getTime() + ms);

df.app.orchestration('Child', function* (context) {
  const result: unknown = yield context.df.callActivity('Echo', context.df.getInput());
  return result;
});
df.app.orchestration('Carries', function* (context) {
  const { text, round } = z.object({ text: z.string(), round: z.int() }).parse(context.df.getInput());
  const results: unknown = yield context.df.Task.all([
    context.df.callSubOrchestrator('Child', { text }),
    context.df.callActivity('Echo', { text }),
  ]);
  const [one, two] = z.array(z.object({ text: z.string() })).parse(results);
  if (one?.text !== text || two?.text !== text) throw new Error('It was changed on the way.');
  if (round < 2) context.df.continueAsNew({ text, round: round + 1 });
  return { text };
});
df.app.orchestration('Days', function* (context) {
  const begun = context.df.currentUtcDateTime.getTime();
  yield context.df.createTimer(later(context, 10 * DAY));
  return (context.df.currentUtcDateTime.getTime() - begun) / DAY;
});
df.app.orchestration('Beside', function* (context) {
  if (z.object({ again: z.literal(true) }).safeParse(context.df.getInput()).success) return 'a day later';
  const waits = context.df.createTimer(later(context, DAY));
  try {
    yield context.df.Task.all([waits, context.df.callSubOrchestrator('Throws')]);
  } catch {
    const what = context.df.getInput();
    if (what === 'again') context.df.continueAsNew({ again: true });
    if (what === 'throw') throw new Error('with a timer open');
  }
  return 'returned';
});
// eslint-disable-next-line require-yield -- it asks for nothing
df.app.orchestration('Throws', function* () {
  throw new Error('no');
});
let second: 'Child' | 'Throws' | 'timer' = 'Child';
df.app.orchestration('Changes', function* (context) {
  yield context.df.createTimer(later(context, DAY));
  if (second === 'timer') yield context.df.createTimer(later(context, 3 * DAY));
  else yield context.df.callSubOrchestrator(second, 1, 'kid');
  yield context.df.createTimer(later(context, DAY));
});

let engine: Awaited<ReturnType<typeof testEngine>>;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  engine = await testEngine({ database: join(folder, 'engine.sqlite') });
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

async function restart(kind: 'close' | 'abandon'): Promise<void> {
  const { clock } = engine;
  await engine[kind]();
  engine = await testEngine({ database: join(folder, 'engine.sqlite'), clock });
}

test('A megabyte goes unharmed from client to orchestrator, child, activity, the next generation and back (i1)', async () => {
  const { output } = await engine.run('Carries', { text: LARGE, round: 0 });
  expect(z.object({ text: z.string() }).parse(output).text === LARGE).toBe(true);
});

test.each(['close', 'abandon'] as const)(
  'A timer of ten days goes on over restarts by %s, between its parts and in them (i10)',
  async (kind) => {
    await engine.client.startNew('Days', { instanceId: 'days' });
    for (let day = 1; day < 9; day += 1) {
      await engine.clock.advance(DAY);
      await restart(kind);
    }
    expect((await engine.client.getStatus('days')).runtimeStatus).toBe('Running');
    expect((await engine.ended('days')).output).toBe(10);
  },
);

test.each([
  ['continueAsNew', 'again', 'Completed', 'a day later'],
  ['a throw', 'throw', 'Failed', "Orchestrator function 'Beside' failed: with a timer open"],
  ['a return', 'return', 'Completed', 'returned'],
])(
  '%s with a timer open takes effect when the timer has fired, a day later (C1)',
  async (_, input, ...end) => {
    await engine.client.startNew('Beside', { instanceId: 'beside', input });
    await engine.clock.advance(DAY - 1);
    expect((await engine.client.getStatus('beside')).runtimeStatus).toBe('Running');
    const { runtimeStatus, output } = await engine.ended('beside', DAY);
    expect([runtimeStatus, output]).toEqual(end);
  },
);

test('A start under an id is refused whatever state the instance is in, until it has ended (C15)', async () => {
  await engine.client.startNew('Days', { instanceId: 'days' });
  await expect(engine.client.startNew('Days', { instanceId: 'days' })).rejects.toThrow('already exists');
  await engine.clock.advance(DAY);
  await expect(engine.client.startNew('Child', { instanceId: 'days' })).rejects.toThrow('already exists');
  await engine.ended('days');
  await engine.client.startNew('Child', { instanceId: 'days', input: 7 });
  expect((await engine.ended('days')).output).toBe(7);
});

describe('Code that changes between two turns of an orchestration is noticed at the next turn (C20)', () => {
  test.each([
    [
      'another child',
      'Throws',
      "named 'Child', but the current orchestration replay instead scheduled a sub-orchestration task named 'Throws'",
    ],
    ['a timer instead of a child', 'timer', 'instead produced a CreateTimerOrchestratorAction action'],
  ] as const)('%s', async (_, changed, text) => {
    second = 'Child';
    await engine.client.startNew('Changes', { instanceId: 'one' });
    await engine.clock.advance(1.5 * DAY);
    second = changed;
    const { runtimeStatus, output } = await engine.ended('one');
    expect(runtimeStatus).toBe('Failed');
    expect(output).toMatch(/^Non-Deterministic workflow detected: /);
    expect(output).toContain(text);
  });
});

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as df from 'durable-functions';
import { VirtualClock } from '../../../src/clock/virtualClock.ts';
import type { FunctionCalls } from '../../../src/local/durable/engine.ts';
import { START, testEngine } from './testEngine.ts';

const MINUTE = 60_000;
const ran: string[] = [];

df.app.activity('Step', {
  handler: (step: string) => {
    ran.push(step);
    return step;
  },
});
df.app.orchestration('Child', function* (context) {
  const result: unknown = yield context.df.callActivity('Step', 'child');
  return result;
});
/** Ten steps of every kind, in two generations. */
df.app.orchestration('TenSteps', function* (context) {
  const before = context.df.getInput<{ done?: unknown[] }>();
  const step = (name: string) => context.df.callActivity('Step', name);
  const in5 = () => context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 5 * MINUTE));
  if (!before.done) {
    const done: unknown[] = [yield step('1'), yield step('2')];
    yield in5();
    done.push(yield context.df.Task.all([step('3a'), step('3b'), step('3c')]));
    context.df.continueAsNew({ done });
    return;
  }
  const done = [...before.done];
  done.push(yield context.df.callSubOrchestrator('Child', null, 'kid'));
  yield context.df.Task.all([in5(), step('4')]);
  done.push(yield step('5'));
  return done;
});
const RESULT = ['1', '2', ['3a', '3b', '3c'], 'child', '5'];
const ALL_STEPS = ['1', '2', '3a', '3b', '3c', '4', '5', 'child'];

let directory = '';
beforeEach(() => {
  ran.length = 0;
  directory = mkdtempSync(join(tmpdir(), 'durable-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/**
 * Abandons the engine when the point is reached: before a function is called, or when it has returned. What runs then
 * never comes back, as in a killed process, or does, as in a host that only drops its engine.
 */
function abandonAt(point: number, comesBack: boolean, abandon: () => Promise<void>) {
  let passed = 0;
  const { promise: isReached, resolve: reached } = Promise.withResolvers<undefined>();
  const pass = async () => {
    passed += 1;
    if (passed < point) return;
    if (passed === point) await abandon();
    reached(undefined);
    if (!comesBack) await new Promise(() => undefined);
  };
  const calls = (inner: FunctionCalls): FunctionCalls => ({
    orchestrator: async (name, payload) => {
      await pass();
      const result = await inner.orchestrator(name, payload);
      await pass();
      return result;
    },
    activity: async (name, instanceId, data) => {
      await pass();
      const result = await inner.activity(name, instanceId, data);
      await pass();
      return result;
    },
  });
  return { calls, isReached, passed: () => passed };
}

/** Runs the orchestration with one end of the process in it; resolves with how many points it passed before. */
async function runWithEndAt(point: number, comesBack: boolean) {
  const clock = new VirtualClock(START);
  const database = join(directory, `${point}${comesBack ? 'b' : 'a'}.sqlite`);
  const abandon: { now?: () => Promise<void> } = {};
  const end = abandonAt(point, comesBack, async () => abandon.now?.());
  const first = await testEngine({ clock, database, calls: end.calls });
  abandon.now = () => first.abandon();
  const id = await first.client.startNew('TenSteps', { input: {} });
  const ended = first.ended(id).then(
    () => 'ended' as const,
    () => 'cut off' as const,
  );
  const how = await Promise.race([ended, end.isReached.then(() => 'cut off' as const)]);
  if (how === 'ended') await first.close();
  const second = await testEngine({ clock, database });
  const status = await second.ended(id);
  await second.close();
  return { how, status, passed: end.passed() };
}

test.each([
  ['was killed', false],
  ['dropped its engine', true],
])(
  'an orchestration ends the same wherever its process %s, and no committed step runs again',
  async (_, comesBack) => {
    const whole = await runWithEndAt(Number.MAX_SAFE_INTEGER, comesBack);
    expect(whole).toMatchObject({ how: 'ended', status: { output: RESULT } });
    expect([...ran].sort()).toEqual(ALL_STEPS);
    for (let point = 1; point <= whole.passed; point += 1) {
      ran.length = 0;
      const { status } = await runWithEndAt(point, comesBack);
      expect({ point, output: status.output }).toEqual({ point, output: RESULT });
      // Only what was in progress at the end may have run twice: one step, or the three that run side by side.
      const repeated = ran.filter((step, at) => ran.indexOf(step) !== at);
      expect([...new Set(ran)].sort()).toEqual(ALL_STEPS);
      expect(repeated.every((step) => step.startsWith('3')) || repeated.length <= 1).toBe(true);
    }
  },
  120_000,
);

test('a timer that came due while nothing ran fires at the restart', async () => {
  const database = join(directory, 'timer.sqlite');
  const clock = new VirtualClock(START);
  const first = await testEngine({ clock, database });
  const id = await first.client.startNew('TenSteps', { input: {} });
  await clock.settle();
  await first.abandon();
  await clock.advance(60 * MINUTE);
  const second = await testEngine({ clock, database });
  expect((await second.ended(id)).output).toEqual(RESULT);
  await second.close();
});

test('an activity that ends while the engine closes has run for good', async () => {
  const database = join(directory, 'closing.sqlite');
  const clock = new VirtualClock(START);
  const begun = Promise.withResolvers<undefined>();
  const held = Promise.withResolvers<undefined>();
  const first = await testEngine({
    clock,
    database,
    calls: (inner) => ({
      ...inner,
      activity: async (...call) => {
        const result = await inner.activity(...call);
        begun.resolve(undefined);
        await held.promise;
        return result;
      },
    }),
  });
  const id = await first.client.startNew('Child', {});
  await begun.promise;
  const closed = first.close();
  held.resolve(undefined);
  await closed;
  const second = await testEngine({ clock, database });
  expect((await second.ended(id)).output).toBe('child');
  expect(ran).toEqual(['child']);
  await second.close();
});

test('a process that is killed with -9 in every step goes on where it was', async () => {
  const database = join(directory, 'killed.sqlite');
  const seen: string[] = [];
  for (const step of ['0', '1', '2', '3', '4', 'none'])
    seen.push(...(await runUntilKilledIn(step, database)));
  // Each step is begun by a process that is killed in it, and begun again and finished by the next.
  expect(seen).toEqual(['0', '0', '1', '1', '2', '2', '3', '3', '4', '4', 'done']);
}, 60_000);

/** Runs the process, which does not survive the step; resolves with what it said. */
async function runUntilKilledIn(step: string, database: string): Promise<string[]> {
  const script = join(__dirname, 'killedProcess.ts');
  const options = ['--no-warnings', script, database, step];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line === step) child.kill('SIGKILL');
  }
  return lines;
}

describe('What was in flight', () => {
  const SILENCE = MINUTE;
  const open = (clock: VirtualClock, calls = (inner: FunctionCalls) => inner) =>
    testEngine({ database: join(directory, 'db'), silentAfterCrashMs: SILENCE, clock, calls });

  test.each([
    ['an activity', 4],
    ['a turn', 3],
  ])(
    'at a crash, here %s, is silent until its time in the queue is over, and then goes on',
    async (_, point) => {
      const clock = new VirtualClock(START);
      const { calls, isReached } = abandonAt(point, false, async () => await first.abandon());
      const first = await open(clock, calls);
      await first.client.startNew('TenSteps', { instanceId: 'one' });
      await isReached;
      ran.length = 0;
      const next = await open(clock);
      await clock.advance(SILENCE - 1);
      expect(ran).toEqual([]);
      // Nobody else has to wait for it.
      await next.client.startNew('Child', { instanceId: 'other' });
      await next.ended('other', 0);
      expect(ran).toEqual(['child']);
      expect((await next.ended('one')).output).toEqual(RESULT);
      await next.close();
    },
  );

  test('when the engine was told to end is taken up at once', async () => {
    const clock = new VirtualClock(START);
    const { calls, isReached } = abandonAt(4, false, () => {
      first.engine.giveBack();
      return Promise.resolve();
    });
    const first = await open(clock, calls);
    await first.client.startNew('TenSteps', { instanceId: 'one' });
    await isReached;
    await first.close();
    ran.length = 0;
    const next = await open(clock);
    await clock.advance(0);
    await next.client.startNew('Child', { instanceId: 'other' });
    await next.ended('other', 0);
    expect(ran).toContain('1');
    await next.close();
  });
});

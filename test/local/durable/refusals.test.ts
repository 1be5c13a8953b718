/* eslint require-yield: off -- an orchestrator is a generator even if it asks for nothing */
import * as df from 'durable-functions';
import type { OrchestrationContext, Task } from 'durable-functions';
import { z } from 'zod';
import { testEngine } from './testEngine.ts';

const DAY = 86_400_000;
const entity = new df.EntityId('counter', 'k');
const retry = new df.RetryOptions(1_000, 3);
const ran: unknown[] = [];

df.app.activity('Echo', {
  handler: (input: unknown) => {
    ran.push(input);
    return input;
  },
});
df.app.activity('Fail', {
  handler: () => {
    throw new Error('no');
  },
});

const later = (context: OrchestrationContext, days: number) =>
  new Date(context.df.currentUtcDateTime.getTime() + days * DAY);
const echo = (context: OrchestrationContext, input: unknown) => context.df.callActivity('Echo', input);

/** Each yields what the engine does not do; [its name in the refusal, the orchestrator]. */
const patterns: Record<string, [string, (context: OrchestrationContext) => Generator<Task, unknown>]> = {
  event: [
    'refuses waitForExternalEvent',
    function* (context) {
      yield context.df.waitForExternalEvent('go');
    },
  ],
  any: [
    'refuses Task.any',
    function* (context) {
      yield context.df.Task.any([echo(context, 1), echo(context, 2)]);
    },
  ],
  eventInAll: [
    'refuses waitForExternalEvent',
    function* (context) {
      yield context.df.Task.all([echo(context, 1), context.df.waitForExternalEvent('go')]);
    },
  ],
  activityRetry: [
    'refuses callActivityWithRetry',
    function* (context) {
      yield context.df.callActivityWithRetry('Echo', retry, 1);
    },
  ],
  childRetry: [
    'refuses callSubOrchestratorWithRetry',
    function* (context) {
      yield context.df.callSubOrchestratorWithRetry('Child', retry, 1);
    },
  ],
  callEntity: [
    'refuses callEntity',
    function* (context) {
      yield context.df.callEntity(entity, 'get');
    },
  ],
  signalEntity: [
    'refuses signalEntity',
    function* (context) {
      context.df.signalEntity(entity, 'add', 1);
    },
  ],
  http: [
    'refuses callHttp',
    function* (context) {
      yield context.df.callHttp({ method: 'GET', url: 'http://127.0.0.1:9' });
    },
  ],
  reuse: [
    'refuses a task that is yielded again inside another one',
    function* (context) {
      const task = echo(context, 1);
      yield task;
      yield context.df.Task.all([task, echo(context, 2)]);
    },
  ],
  reuseInAll: [
    'refuses a task that is yielded again inside another one',
    function* (context) {
      const task = echo(context, 1);
      yield context.df.Task.all([task, task]);
    },
  ],
  longTimer: [
    'refuses a timer over 6 days that is cancelled',
    function* (context) {
      const timer = context.df.createTimer(later(context, 7));
      try {
        yield context.df.Task.all([context.df.callActivity('Fail'), timer]);
      } catch {
        timer.cancel();
      }
    },
  ],
  unknownActivity: [
    "refuses a call of the activity 'Nobody', which is not registered",
    function* (context) {
      yield context.df.callActivity('Nobody');
    },
  ],
  unknownChild: [
    "refuses a sub-orchestration 'Nobody', which is not registered",
    function* (context) {
      yield context.df.callSubOrchestrator('Nobody');
    },
  ],
  entityId: [
    "refuses the child instance id '@x'",
    function* (context) {
      yield context.df.callSubOrchestrator('Child', 1, '@x');
    },
  ],
  ownId: [
    "its own or its parent's",
    function* (context) {
      yield context.df.callSubOrchestrator('Child', 1, context.df.instanceId);
    },
  ],
  idInUse: [
    "refuses the child instance id 'busy', which is in use",
    function* (context) {
      yield context.df.callSubOrchestrator('Child', 1, 'busy');
    },
  ],
  idTwice: [
    "refuses the child instance id 'twin', which is in use",
    function* (context) {
      const twin = () => context.df.callSubOrchestrator('Child', 1, 'twin');
      yield context.df.Task.all([twin(), twin()]);
    },
  ],
  version: [
    "refuses a version of the sub-orchestration 'Child'",
    function* (context) {
      yield context.df.callSubOrchestrator('Child', 1, undefined, '2.0');
    },
  ],
};
for (const [name, [, orchestrator]] of Object.entries(patterns)) df.app.orchestration(name, orchestrator);

df.app.orchestration('Child', function* (context) {
  const result: unknown = yield echo(context, 'child');
  return result;
});
df.app.orchestration('Waits', function* (context) {
  yield context.df.createTimer(later(context, 3));
});
df.app.orchestration('ChildOfParentId', function* (context) {
  yield context.df.callSubOrchestrator('Child', 1, context.df.parentInstanceId);
});
df.app.orchestration('Grandparent', function* (context) {
  yield context.df.callSubOrchestrator('ChildOfParentId', 1, 'between');
});
df.app.orchestration('PlainYieldTwice', function* (context) {
  const task = echo(context, 'once');
  const results: unknown[] = [yield task, yield task];
  return results;
});
df.app.orchestration('Calls', function* (context) {
  const name = z.string().parse(context.df.getInput());
  try {
    yield context.df.callSubOrchestrator(name);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'not refused';
});

let it: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  ran.length = 0;
  it = await testEngine();
});
afterEach(() => it.close());

describe('what the engine does not do (C1, C2d, C2f, C12)', () => {
  test.each(Object.entries(patterns).map(([name, [text]]) => ({ name, text })))(
    '$name fails by name, with nothing more begun, where Azure would hang or mix up results',
    async ({ name, text }) => {
      await it.client.startNew('Waits', { instanceId: 'busy' });
      const { runtimeStatus, output } = await it.run(name);
      expect(runtimeStatus).toBe('Failed');
      expect(output).toContain(`Orchestrator function '${name}' failed: The local Durable engine refuses `);
      expect(output).toContain(text);
      expect(it.logged.join('\n')).toContain(output);
      expect(ran.filter((input) => input !== 1)).toEqual([]);
    },
  );

  test("a child may not have the id of its parent's parent's child: that is its parent", async () => {
    expect((await it.run('Grandparent')).output).toContain("its own or its parent's");
  });

  test('a refusal in a child reaches its parent', async () => {
    expect((await it.run('Calls', 'any')).output).toContain('refuses Task.any');
  });

  test('a plain second yield of a task gives its result again, as in Azure (C2a)', async () => {
    expect((await it.run('PlainYieldTwice')).output).toEqual(['once', 'once']);
    expect(ran).toEqual(['once']);
  });
});

describe('code that changes under a running orchestration (C20, i11)', () => {
  let step: (context: OrchestrationContext) => Task = (context) => echo(context, 1);
  df.app.orchestration('Changes', function* (context) {
    yield step(context);
    yield echo(context, 'second');
    return 'done';
  });
  const changedTo = async (changed: typeof step) => {
    step = (context) => echo(context, 1);
    const id = await it.client.startNew('Changes');
    while (ran.length === 0) await new Promise((resolve) => setImmediate(resolve));
    step = changed;
    return (await it.ended(id)).output;
  };

  test('fails when another activity is called', async () => {
    expect(await changedTo((context) => context.df.callActivity('Fail'))).toBe(
      'Non-Deterministic workflow detected: A previous execution of this orchestration scheduled an activity task with ' +
        "sequence number 0 named 'Echo', but the current orchestration replay instead scheduled an activity task named " +
        "'Fail' with this sequence number.  Was a change made to the orchestrator code after this instance had already " +
        'started running?',
    );
  });

  test('fails when a timer is set instead', async () => {
    expect(await changedTo((context) => context.df.createTimer(later(context, 1)))).toContain(
      'instead produced a CreateTimerOrchestratorAction action with this sequence number.',
    );
  });

  test('goes unnoticed when only the input differs', async () => {
    expect(await changedTo((context) => echo(context, 2))).toBe('done');
  });
});

describe('failures that the host cannot read (C5)', () => {
  df.app.orchestration('ThrowsNothing', function* (context) {
    if (context.df.getInput() === 'late') yield echo(context, 1);
    throw new Error('');
  });
  df.app.orchestration('Circular', function* (context) {
    yield echo(context, 1);
    const output: Record<string, unknown> = {};
    output['self'] = output;
    return output;
  });
  df.app.orchestration('ThrowsAfterAgain', function* (context) {
    yield echo(context, 1);
    context.df.continueAsNew({});
    throw new Error('real');
  });

  test('show what the function said on the first turn', async () => {
    expect((await it.run('ThrowsNothing')).output).toContain(
      "Orchestrator function 'ThrowsNothing' failed: One or more errors occurred. (Result: Failure\nException: false\n\n$OutOfProcData$:",
    );
  });

  test.each(['ThrowsNothing', 'Circular', 'ThrowsAfterAgain'])(
    'are taken for non-determinism when there is history: %s',
    async (name) => {
      expect((await it.run(name, 'late')).output).toMatch(
        /^Non-Deterministic workflow detected: .* an activity task with sequence ID 0 and name 'Echo' \(version ''\)/,
      );
    },
  );
});

import * as df from 'durable-functions';
import type { OrchestrationContext, Task } from 'durable-functions';
import { testEngine } from '../local/durable/testEngine.ts';

/**
 * Everything that durable-functions 3.5.0 offers is either done or refused by name. The lists are taken from the SDK's
 * own objects, so that what a later SDK adds is missing here until somebody has decided about it.
 */
const entity = new df.EntityId('counter', 'k');
const retry = new df.RetryOptions(1_000, 2);

type Use = (context: OrchestrationContext) => Task | undefined;
const DONE = 'done';
/** Methods that are there at run time, but in no declaration of the SDK. `lock` would be refused as it is. */
const INTERNAL = new Set([
  ...['_onEntityCallResolved', 'extractVersionFromHistory', 'isDFTaskArray', 'isLocked', 'lock'],
  ...['axiosInstance', 'createGenericError', 'createHttpResponse', 'extractUniqueWebhookOrigins'],
  ...['extractWebhookOrigins', 'getDistributedTracingHeaders', 'getStatusInternal', 'hasValidRequestUrl'],
]);
/** By name of the method of `context.df`: what becomes of an orchestration that uses it. */
const orchestratorCalls: Readonly<Record<string, [outcome: string, use?: Use]>> = {
  callActivity: [DONE, (context) => context.df.callActivity('Echo', 1)],
  callSubOrchestrator: [DONE, (context) => context.df.callSubOrchestrator('Child')],
  createTimer: [DONE, (context) => context.df.createTimer(context.df.currentUtcDateTime)],
  'Task.all': [DONE, (context) => context.df.Task.all([context.df.callActivity('Echo', 1)])],
  continueAsNew: [DONE],
  getInput: [DONE, (context) => void context.df.getInput()],
  setCustomStatus: [
    DONE,
    (context) => {
      context.df.setCustomStatus('x');
      return undefined;
    },
  ],
  newGuid: [DONE, (context) => void context.df.newGuid('x')],
  callActivityWithRetry: [
    'refuses callActivityWithRetry',
    (context) => context.df.callActivityWithRetry('Echo', retry),
  ],
  callSubOrchestratorWithRetry: [
    'refuses callSubOrchestratorWithRetry',
    (context) => context.df.callSubOrchestratorWithRetry('Child', retry),
  ],
  waitForExternalEvent: ['refuses waitForExternalEvent', (context) => context.df.waitForExternalEvent('go')],
  'Task.any': ['refuses Task.any', (context) => context.df.Task.any([context.df.callActivity('Echo', 1)])],
  callHttp: [
    'refuses callHttp',
    (context) => context.df.callHttp({ method: 'GET', url: 'http://127.0.0.1:9' }),
  ],
  callEntity: ['refuses callEntity', (context) => context.df.callEntity(entity, 'get')],
  signalEntity: [
    'refuses signalEntity',
    (context) => {
      context.df.signalEntity(entity, 'add');
      return undefined;
    },
  ],
};

df.app.activity('Echo', { handler: (input: unknown) => input });
// eslint-disable-next-line require-yield -- it asks for nothing
df.app.orchestration('Child', function* () {
  return 1;
});
let seen: string[] = [];
df.app.orchestration('Looks', function* (context) {
  seen = [...methodsOf(context.df), ...Object.keys(context.df.Task).map((name) => `Task.${name}`)];
  yield context.df.callActivity('Echo', 1);
});
df.app.orchestration('continueAsNew', function* (context) {
  yield context.df.callActivity('Echo', 1);
  if (!context.df.getInput()) context.df.continueAsNew({ again: true });
});
for (const [name, [, use]] of Object.entries(orchestratorCalls)) {
  if (!use) continue;
  df.app.orchestration(name, function* (context) {
    const task = use(context);
    if (task) yield task;
  });
}

function methodsOf(object: object): string[] {
  const prototypes: object[] = [];
  for (
    let at: unknown = object;
    at !== Object.prototype && typeof at === 'object' && at !== null;
    at = Object.getPrototypeOf(at)
  )
    prototypes.push(at);
  const names = prototypes.flatMap((each) =>
    Object.entries(Object.getOwnPropertyDescriptors(each)).flatMap(([name, { value }]) =>
      typeof value === 'function' && name !== 'constructor' ? [name] : [],
    ),
  );
  return [...new Set(names)].toSorted();
}

let it_: Awaited<ReturnType<typeof testEngine>>;
beforeEach(async () => {
  it_ = await testEngine();
});
afterEach(() => it_.close());

describe('What an orchestrator can ask for', () => {
  test.each(Object.entries(orchestratorCalls))('%s is %s', async (name, [outcome]) => {
    const { runtimeStatus, output } = await it_.run(name);
    if (outcome === DONE) expect(runtimeStatus).toBe('Completed');
    else
      expect([runtimeStatus, output]).toEqual([
        'Failed',
        expect.stringContaining(`The local Durable engine ${outcome}`),
      ]);
  });

  test('is all in this list', async () => {
    await it_.run('Looks');
    const inside = ['Task.all', 'Task.any'];
    expect(seen.filter((name) => !(name in orchestratorCalls) && !INTERNAL.has(name))).toEqual([]);
    expect(seen).toEqual(expect.arrayContaining(inside));
  });
});

type Client = typeof it_.client;
/** By name of the method of the client. Those that are made of others are named with what they call. */
const clientCalls: Readonly<Record<string, [outcome: string, call?: (client: Client) => Promise<unknown>]>> =
  {
    startNew: [DONE, (client) => client.startNew('Child', { instanceId: 'two' })],
    getStatus: [DONE, (client) => client.getStatus('one')],
    getStatusAll: [DONE, (client) => client.getStatusAll()],
    getStatusBy: [
      DONE,
      (client) => client.getStatusBy({ runtimeStatus: [df.OrchestrationRuntimeStatus.Completed] }),
    ],
    terminate: [DONE, (client) => client.terminate('open', 'x')],
    purgeInstanceHistory: [DONE, (client) => client.purgeInstanceHistory('one')],
    purgeInstanceHistoryBy: [
      DONE,
      (client) => client.purgeInstanceHistoryBy({ createdTimeFrom: new Date(0) }),
    ],
    createCheckStatusResponse: ['makes addresses only'],
    createHttpManagementPayload: ['makes addresses only'],
    getClientResponseLinks: ['makes addresses only'],
    waitForCompletionOrCreateCheckStatusResponse: ['is getStatus again and again'],
    raiseEvent: ['refuses raiseEvent', (client) => client.raiseEvent('open', 'go', 1)],
    rewind: ['refuses rewind', (client) => client.rewind('open', 'x')],
    suspend: ['refuses suspend', (client) => client.suspend('open', 'x')],
    resume: ['refuses resume', (client) => client.resume('open', 'x')],
    signalEntity: ['refuses entities', (client) => client.signalEntity(entity, 'add', 1)],
    readEntityState: ['refuses entities', (client) => client.readEntityState(entity)],
  };

describe('What a client can ask for', () => {
  beforeEach(async () => {
    await it_.client.startNew('Child', { instanceId: 'one' });
    await it_.ended('one');
    df.app.orchestration('Open', function* (context) {
      yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 3_600_000));
    });
    await it_.client.startNew('createTimer', { instanceId: 'open' });
    await it_.clock.advance(1);
  });

  const calls = Object.entries(clientCalls).flatMap(([name, [outcome, call]]) =>
    call ? [{ name, outcome, call }] : [],
  );
  test.each(calls)('$name: $outcome', async ({ outcome, call }) => {
    const said = await call(it_.client).then(() => DONE, String);
    expect(said).toContain(outcome === DONE ? DONE : `The local Durable engine ${outcome}`);
  });

  test('is all in this list', () => {
    const own = methodsOf(it_.client);
    expect(own.filter((name) => !(name in clientCalls) && !INTERNAL.has(name))).toEqual([]);
  });
});

import { app } from '@azure/functions';
import * as df from 'durable-functions';
import { z } from 'zod';

const HOUR = 3_600_000;
const done: string[] = [];

df.app.activity('note', {
  handler: (input: unknown, context) => {
    done.push(`${String(input)} of ${String(context.triggerMetadata?.['instanceId'])} at ${Date.now()}`);
    return { noted: input };
  },
});
df.app.activity('typeOf', { handler: (input: unknown) => [typeof input, input ?? null] });
df.app.activity('fails', {
  handler: () => {
    throw new Error('no luck');
  },
});

/** One note, an hour of a durable timer, another note. */
df.app.orchestration('patient', function* patient(context): Generator<df.Task, object, object> {
  const input = z.object({ word: z.string() }).parse(context.df.getInput());
  const first = yield context.df.callActivity('note', `${input.word} 1`);
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + HOUR));
  const second = yield context.df.callActivity('note', `${input.word} 2`);
  return { first, second };
});
df.app.orchestration('types', function* types(context): Generator<df.Task, unknown[], unknown> {
  const given = ['text', '{"a":1}', 7, true, { a: [1] }, undefined];
  const results: unknown[] = [];
  for (const each of given) results.push(yield context.df.callActivity('typeOf', each));
  return results;
});
df.app.orchestration('parent', function* parent(context): Generator<df.Task, unknown, unknown> {
  const children = ['a', 'b'].map((word) => context.df.callSubOrchestrator('patient', { word }));
  return yield context.df.Task.all(children);
});
df.app.orchestration('failing', function* failing(context): Generator<df.Task, void, unknown> {
  yield context.df.callActivity('fails');
});
/** Sleeps within an activity, as an SDK does that backs off. */
df.app.activity('sleeps', {
  handler: async () => {
    done.push(`sleep at ${Date.now()}`);
    await new Promise((resolve) => setTimeout(resolve, HOUR));
    return Date.now();
  },
});
df.app.orchestration('sleeper', function* sleeper(context): Generator<df.Task, unknown, unknown> {
  return yield context.df.callActivity('sleeps');
});

app.http('start', {
  route: 'start/{name}/{id}',
  methods: ['POST'],
  extraInputs: [df.input.durableClient()],
  handler: async (request, context) => {
    const { name = '', id: instanceId = '' } = request.params;
    const text = await request.text();
    const input: unknown = text === '' ? undefined : JSON.parse(text);
    await df.getClient(context).startNew(name, { instanceId, input });
    return { status: 202 };
  },
});
app.http('status', {
  route: 'status/{id}',
  methods: ['GET'],
  extraInputs: [df.input.durableClient()],
  handler: async (request, context) => {
    const { runtimeStatus, output } = await df.getClient(context).getStatus(request.params['id'] ?? '');
    return { jsonBody: { state: runtimeStatus, output } };
  },
});
app.http('terminate', {
  route: 'terminate/{id}',
  methods: ['POST'],
  extraInputs: [df.input.durableClient()],
  handler: async (request, context) => {
    await df.getClient(context).terminate(request.params['id'] ?? '', 'asked to');
    return { status: 202 };
  },
});
app.http('done', { methods: ['GET'], handler: () => ({ jsonBody: done }) });

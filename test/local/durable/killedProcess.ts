import { z } from 'zod';
import { runningClock } from '../../../src/clock/clock.ts';
import { DurableEngine } from '../../../src/local/durable/engine.ts';

/**
 * Runs an orchestration of five activities one after another, says when it is in each of them, and at the end `done`.
 * It stays in the one that its second argument names, until a test kills it. The functions are made by hand: the SDK needs a worker, which plain Node has not.
 */
const STEPS = 5;
const [database = '', hangsIn = ''] = process.argv.slice(2);
const payloadSchema = z.object({ history: z.array(z.object({ EventType: z.number() })) });
const step = { actionType: 0, functionName: 'Step', input: 0 };

const engine = new DurableEngine({
  database,
  clock: runningClock(),
  orchestrators: ['Steps'],
  activities: ['Step'],
  calls: {
    orchestrator: (_name, payload) => {
      const { history } = payloadSchema.parse(JSON.parse(payload));
      const done = history.filter(({ EventType }) => EventType === 5).length;
      const isDone = done === STEPS;
      const actions = Array.from({ length: isDone ? STEPS : done + 1 }, (_, n) => ({ ...step, input: n }));
      return Promise.resolve({ isDone, actions: [actions], output: done });
    },
    activity: async (_name, _instanceId, data) => {
      process.stdout.write(`${data ?? ''}\n`);
      if (data === hangsIn) await new Promise(() => undefined);
      return data;
    },
  },
});
engine.resume();

const call = (method: string, path: string) => {
  const url = new URL(`http://127.0.0.1/runtime/webhooks/durabletask/${path}`);
  return engine.handle({ method, url, headers: new Headers(), body: '' });
};
if ((await call('GET', 'instances/one'))?.status === 404) await call('POST', 'orchestrators/Steps/one');
for (;;) {
  const answer = await call('GET', 'instances/one');
  if (answer?.body.includes('"Completed"')) break;
  await new Promise((resolve) => setTimeout(resolve, 10));
}
process.stdout.write('done\n');
await engine.close();

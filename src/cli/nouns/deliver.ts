import { createHmac, randomUUID } from 'node:crypto';
import type { Invocation } from '../command.ts';
import { ciJob } from '../ciJob.ts';
import { EXIT, wrongUse, type ExitCode } from '../exitCodes.ts';
import { textOf, valueAt } from '../show/columns.ts';
import { watchAsAsked } from '../watch/watchOptions.ts';
import { filled } from './calls.ts';

const DEFAULT_VARIABLE = 'FLEET_UPDATES_SECRET';

/** A signed call by Standard Webhooks. What is ignored starts nothing, and that is no success for a pipeline. */
export async function deliverAsAsked(call: Invocation): Promise<ExitCode | undefined> {
  const { api, args, options, print, environment } = call;
  const body = options.one('body') ?? '{}';
  const delivery = options.one('delivery') ?? ciJob(environment) ?? randomUUID();
  const variable = options.one('secretEnv') ?? DEFAULT_VARIABLE;
  const secret = environment[variable];
  if (!secret) throw wrongUse(`${variable} is not set: it has the secret of the trigger.`);
  const headers = signed(body, delivery, secret, await secondsOfApp(call));
  const answer = (await api.call('POST', filled('/api/webhooks/{name}', args), { body, headers })).body;
  const run = valueAt(answer, 'run');
  if (typeof run !== 'string') {
    print.beside(`Nothing was started. ${textOf(valueAt(answer, 'reason'))}`);
    return EXIT.error;
  }
  if (!options.is('wait')) print.answer(answer, textOf(valueAt(answer, 'message')));
  else print.beside(textOf(valueAt(answer, 'message')));
  return options.is('wait') ? await watchAsAsked(call, run) : undefined;
}

/** By the app's own time: an agent whose clock is off could sign nothing that the app believes. */
async function secondsOfApp({ api }: Invocation): Promise<number> {
  const { headers } = await api.call('GET', '/api/health');
  return Math.floor((Date.parse(headers.get('date') ?? '') || Date.now()) / 1000);
}

function signed(body: string, delivery: string, secret: string, seconds: number): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${delivery}.${seconds}.${body}`).digest('base64');
  return {
    'webhook-id': delivery,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}

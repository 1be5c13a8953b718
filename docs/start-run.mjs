// Starts a run by a webhook trigger and waits for its end: node start-run.mjs <api> <trigger> [<parameters as JSON>]
//
// Environment: SECRET        the trigger's Standard Webhooks secret (whsec_...)
//              DELIVERY      an id that stays the same when the step is tried again: it starts one run only
//              TOKEN         an Entra access token that may read runs, where the app's authentication is on
//              POLL_SECONDS  30
// Ends with 0 when the run ended Completed or Skipped, else with 1. Needs Node 18 or newer, nothing to install.
import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const [api, trigger, body = '{}'] = process.argv.slice(2);
const { SECRET, DELIVERY = randomUUID(), TOKEN, POLL_SECONDS = '30' } = process.env;
if (!api || !trigger || !SECRET)
  fail('SECRET=whsec_... node start-run.mjs <api> <trigger> [<parameters as JSON>]');

/** An app that does not answer for a while is asked again; what it refuses is not asked twice. */
async function ask(path, options, tries = 10) {
  for (let left = tries; ; left -= 1) {
    try {
      const response = await fetch(`${api}${path}`, options);
      if (response.status < 500 || left <= 1) return response;
    } catch (error) {
      if (left <= 1) throw error;
    }
    await sleep(1000 * Math.min(Number(POLL_SECONDS), 10));
  }
}

// By the app's own time: an agent whose clock is off could sign nothing that the app believes.
const date = (await ask('/health')).headers.get('date');
const timestamp = Math.floor(Date.parse(date ?? new Date().toUTCString()) / 1000);
const key = Buffer.from(SECRET.replace(/^whsec_/, ''), 'base64');
const signature = createHmac('sha256', key).update(`${DELIVERY}.${timestamp}.${body}`).digest('base64');
const started = await ask(`/webhooks/${trigger}`, {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'webhook-id': DELIVERY,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  },
  body,
});
const answer = await started.json();
if (started.status !== 202)
  fail(`Nothing was started (${started.status}): ${answer.reason ?? answer.detail}`);
console.log(answer.message);

for (let shown = ''; ; await sleep(1000 * Number(POLL_SECONDS))) {
  const headers = TOKEN ? { authorization: `Bearer ${TOKEN}` } : {};
  const response = await ask(`/runs/${answer.run}`, { headers });
  const run = await response.json();
  if (!response.ok) fail(`The run cannot be read (${response.status}): ${run.detail}`);
  const counts = Object.entries(run.counts).map(([state, count]) => `${count} ${state}`);
  const line = [`${answer.run}: ${run.state}`, counts.join(', '), run.message].filter(Boolean).join(' - ');
  if (line !== shown) console.log(line);
  shown = line;
  if (['Completed', 'Skipped'].includes(run.state)) break;
  if (['Failed', 'Stopped'].includes(run.state)) process.exit(1);
}

function fail(reason) {
  console.error(reason);
  process.exit(1);
}

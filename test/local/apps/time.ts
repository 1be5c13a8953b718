import { readFile } from 'node:fs/promises';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { promisify, types } from 'node:util';
import { app, type HttpRequest } from '@azure/functions';

const HOUR = 3_600_000;

const loadedAt = Date.now();
/** What goes on outside of any invocation. */
const ticks: number[] = [];

function asked(name: string, handler: (request: HttpRequest) => unknown): void {
  app.http(name, {
    route: name,
    methods: ['GET'],
    handler: async (request) => ({ jsonBody: await handler(request) }),
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const nowAfter = async (work: Promise<unknown>) => {
  await work;
  return Date.now();
};

asked('settings', () => ({ env: process.env['GREETING'], all: Object.keys(process.env).sort(), loadedAt }));
asked('dates', () => ({
  now: Date.now(),
  made: new Date().toISOString(),
  called: Date.parse(Date()),
  given: new Date(2026, 0, 31).getMonth(),
  isDate: new Date() instanceof Date && types.isDate(new Date()),
  utc: Date.UTC(2026, 0, 1),
}));

asked('sleep', () => nowAfter(pause(HOUR)));
asked('sleepPromisified', () => nowAfter(promisify(setTimeout)(HOUR)));
asked('sleepTwice', () => nowAfter(pause(HOUR).then(() => pause(HOUR))));
asked('yield', () => nowAfter(pause(0)));
asked('cleared', async () => {
  const fired: string[] = [];
  clearTimeout(setTimeout(() => fired.push('object'), 1));
  clearTimeout(Number(setTimeout(() => fired.push('number'), 1)));
  clearTimeout(undefined);
  const refreshed = setTimeout(() => fired.push('refreshed'), HOUR);
  await pause(HOUR / 2);
  refreshed.refresh();
  await pause(HOUR * 0.75);
  refreshed.close();
  let count = 0;
  await new Promise<void>((resolve) => {
    const interval = setInterval(
      (...words: string[]) => {
        fired.push(...words);
        count += 1;
        if (count < 3) return;
        clearInterval(interval);
        resolve();
      },
      1000,
      'tick',
    );
    // Intervals are nobody's wait: this is what the invocation waits for.
    setTimeout(() => undefined, HOUR);
  });
  return fired;
});

asked('ticks', () => ticks);
asked('startTicks', () => {
  setInterval(() => ticks.push(Date.now()), HOUR).unref();
  return 'started';
});

/** Takes turns of the event loop, but no time. */
asked('work', () => nowAfter(readMuch()));
asked('workBeside', async () => {
  setTimeout(() => undefined, HOUR)
    .unref()
    .refresh();
  return await nowAfter(readMuch());
});
async function readMuch(): Promise<void> {
  for (let times = 0; times < 200; times += 1) await readFile(__filename);
}

const fetched = (url: string) =>
  new Promise<string>((resolve, reject) => {
    get(url, (response) => resolve(text(response))).on('error', reject);
  });
const bounded = (work: Promise<string>, ms: number) => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('timed out'), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** A request with a time-out around it, as SDKs make them. */
asked('request', async (request) => {
  const answer = await bounded(fetched(request.query.get('url') ?? ''), 30_000);
  return { answer, at: Date.now() };
});
asked('fetch', async (request) => {
  const sent = fetch(request.query.get('url') ?? '').then((response) => response.text());
  return { answer: await bounded(sent, 30_000), at: Date.now() };
});

let shared: Promise<number> | undefined;
/** The first to ask backs off for an hour; the others wait for what it gets. */
asked('shared', () => {
  shared ??= nowAfter(pause(HOUR));
  return shared;
});

/** A request that is sent when a timer fires, while another timer goes on. */
asked('requestLater', async (request) => {
  const later = new Promise<string>((resolve) => {
    setTimeout(() => resolve(fetched(request.query.get('url') ?? '')), HOUR);
  });
  return { answer: await bounded(later, 2 * HOUR), at: Date.now() };
});

asked('sendTwice', async (request) => {
  const url = request.query.get('url') ?? '';
  await fetched(`${url}first`).catch(() => 'gone');
  return await fetched(`${url}second`);
});
asked('sendOften', (request) => {
  setInterval(() => void fetched(request.query.get('url') ?? ''), HOUR);
  return 'begun';
});

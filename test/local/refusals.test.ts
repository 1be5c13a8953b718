import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { rmSync, writeFileSync } from 'node:fs';
import { Server } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { buildApp, hostApp } from './hostedApp.ts';

const HTTP = `import { app, output, input } from '@azure/functions';
import * as df from 'durable-functions';
const handler = () => undefined;
`;
const LISTENING = 'tracing:net.server.listen:asyncEnd';
const listening = z.object({ server: z.instanceof(Server) });

const refusal = (directory: string, settings: Record<string, string> = {}) =>
  hostApp(directory, { settings }).then(
    () => 'started',
    (error: unknown) => String(error),
  );

describe('A host does not start an app', () => {
  test.each([
    ['that registers nothing', `export const a = 1;`, /registered no function/],
    ['that throws as it is loaded', `throw new RangeError('no such plan');`, /no such plan/],
    [
      'whose start hook throws',
      `app.http('a', { handler }); app.hook.appStart(() => { throw new Error('hook failed'); });`,
      /hook failed/,
    ],
    [
      'with a queue trigger',
      `app.storageQueue('jobs', { queueName: 'q', connection: 'c', handler });`,
      /'jobs' has a queueTrigger, .*not support/,
    ],
    ['with an entity', `df.app.entity('counter', handler);`, /'counter' has a entityTrigger, .*not support/],
    [
      'with an extra output',
      `app.http('a', { handler, extraOutputs: [output.storageBlob({ path: 'p', connection: 'c' })] });`,
      /'a' has an output binding of type blob, .*not support/,
    ],
    [
      'with an extra input',
      `app.http('a', { handler, extraInputs: [input.table({ tableName: 't', connection: 'c' })] });`,
      /'a' has an input binding of type table, .*not support/,
    ],
    [
      'with retries of a function',
      `app.timer('a', { handler, schedule: '0 0 * * * *', retry: { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: 1000 } });`,
      /'a' cannot run here: retryOptions: .*retry/,
    ],
    [
      'with two functions of one name',
      `app.http('a', { handler }); app.http('A', { handler });`,
      /"A" has already been registered/,
    ],
    ['with a name that is none', `app.http('1a', { handler });`, /'1a' cannot run here: name/],
    [
      'with a route of the host',
      `app.http('a', { handler, route: 'admin/x' });`,
      /Route 'admin\/x' is one of the host's own/,
      { routePrefix: '' },
    ],
    [
      'with a route constraint',
      `app.http('a', { handler, route: 'x/{id:int}' });`,
      /does not support the segment '\{id:int\}'/,
    ],
    [
      'with a route that begins with a slash',
      `app.http('a', { handler, route: '/x' });`,
      /must not begin with '\/'/,
    ],
    [
      'with a schedule that is none',
      `app.timer('nightly', { handler, schedule: 'at night' });`,
      /'nightly': The schedule 'at night' is no NCRONTAB expression/,
    ],
    [
      'with a schedule of a setting that there is not',
      `app.timer('nightly', { handler, schedule: '%NIGHT%' });`,
      /'nightly': '%NIGHT%' does not resolve/,
    ],
    [
      "with timers that would not follow the host's clock",
      `require('node:timers/promises'); app.http('a', { handler });`,
      /'node:timers\/promises', whose timers/,
    ],
  ])('%s', async (_, source, reason, http: { routePrefix?: string } = {}) => {
    expect(await refusal(buildApp({ source: `${HTTP}${source}` }, { extensions: { http } }))).toMatch(reason);
  });

  it('that streams', async () => {
    const source = `${HTTP}app.setup({ enableHttpStream: true }); app.http('a', { handler });`;
    const opened: Server[] = [];
    const onListen = (message: unknown) => void opened.push(listening.parse(message).server);
    subscribe(LISTENING, onListen);
    expect(await refusal(buildApp({ source }))).toMatch(/enableHttpStream/);
    unsubscribe(LISTENING, onListen);
    // The SDK opens a server for streams, which nobody closes: in Azure it lasts as long as the process.
    for (const server of opened) server.close();
  });

  const files = [
    ['without a bundle', 'app.cjs', undefined, /app\.cjs .*does not exist\. Has the app been built\?/],
    ['without main', 'package.json', '{}', /package\.json has no "main"/],
    ['whose main is an ES module', 'package.json', '{"main":"app.mjs"}', /is an ES module/],
    ['without host.json', 'host.json', undefined, /host\.json does not exist/],
    ['of another version', 'host.json', '{"version":"1.0"}', /host\.json: .*version/s],
  ] as const;
  test.each(files)('%s', async (_, file, text, reason) => {
    const directory = buildApp({ source: `${HTTP}app.http('a', { handler });` });
    if (text === undefined) rmSync(join(directory, file));
    else writeFileSync(join(directory, file), text);
    expect(await refusal(directory)).toMatch(reason);
  });

  it('and frees the port that it had taken', async () => {
    const good = buildApp({ source: `${HTTP}app.http('a', { handler });` });
    const { host } = await hostApp(good);
    const port = Number(new URL(host.origin).port);
    await host.kill();
    await expect(hostApp(buildApp({ source: 'export {};' }), { port })).rejects.toThrow('no function');
    expect((await hostApp(good, { port })).host.origin).toBe(host.origin);
  });
});

describe('An app that has started', () => {
  it('can register nothing more', async () => {
    const source = `${HTTP}app.http('late', { handler: () => {
      try { app.http('more', { handler }); } catch (error) { return { body: error.message }; }
    } });`;
    const { fetch } = await hostApp(buildApp({ source }));
    expect(await (await fetch('/api/late')).text()).toBe(
      'A function can only be registered during app startup.',
    );
  });
});

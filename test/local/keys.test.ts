import { buildApp, hostApp } from './hostedApp.ts';

const keys = {
  master: 'master-key',
  function: 'function-key',
  system: { durabletask_extension: 'durable-key' },
};
const app = buildApp(
  {
    source: `import { app } from '@azure/functions';
      const handler = () => ({ body: 'called' });
      app.http('open', { route: 'open', authLevel: 'anonymous', handler });
      app.http('keyed', { route: 'keyed', authLevel: 'function', handler });
      app.http('administered', { route: 'administered', authLevel: 'admin', handler });
      app.timer('nightly', { schedule: '0 0 2 * * *', handler });`,
  },
  { extensions: { http: { routePrefix: '' } } },
);
const MANAGED = '/runtime/webhooks/durabletask/instances/none';

describe('With keys', () => {
  test.each([
    ['/open', undefined, 200],
    ['/keyed', undefined, 401],
    ['/keyed', 'wrong-key-0', 401],
    ['/keyed', 'function-key', 200],
    ['/keyed', 'master-key', 200],
    ['/keyed', 'durable-key', 401],
    ['/administered', 'function-key', 401],
    ['/administered', 'master-key', 200],
    ['/nowhere', undefined, 404],
    [MANAGED, undefined, 401],
    [MANAGED, 'function-key', 401],
    [MANAGED, 'durable-key', 404],
    [MANAGED, 'master-key', 404],
    ['/runtime/webhooks/eventgrid?functionName=x', 'function-key', 401],
  ])('%s called with the key %s is answered %s', async (path, key, status) => {
    const { fetch } = await hostApp(app, { keys });
    const byHeader = await fetch(path, key === undefined ? {} : { headers: { 'x-functions-key': key } });
    const withCode = `${path}${path.includes('?') ? '&' : '?'}${key === undefined ? '' : `code=${key}`}`;
    const byQuery = await fetch(withCode);
    expect([byHeader.status, byQuery.status]).toEqual([status, status]);
  });

  it('a refused call has no body and does not reach the function', async () => {
    const { fetch } = await hostApp(app, { keys });
    expect(await (await fetch('/keyed')).text()).toBe('');
    expect(await (await fetch('/keyed?code=function-key')).text()).toBe('called');
  });

  it('a timer is run by hand with the master key only', async () => {
    const { fetch } = await hostApp(app, { keys });
    const run = (key: string) =>
      fetch('/admin/functions/nightly', { method: 'POST', headers: { 'x-functions-key': key } });
    expect((await run('function-key')).status).toBe(401);
    expect((await run('master-key')).status).toBe(202);
  });
});

it('Without keys nobody is asked for one, as with the Core Tools', async () => {
  const { fetch } = await hostApp(app);
  expect((await fetch('/administered')).status).toBe(200);
});

import { readFileSync } from 'node:fs';
import { buildApp, hostApp, newFile } from './hostedApp.ts';

const hooked = buildApp({ name: 'hooked' });

async function hookedApp() {
  const ended = newFile();
  return { ended, ...(await hostApp(hooked, { settings: { ENDED: ended } })) };
}

describe("The app's hooks", () => {
  it('run before and after each invocation, and at the start, each waited for', async () => {
    const { get, fetch } = await hookedApp();
    await fetch('/api/plain');
    expect(await get('/api/said')).toEqual([
      'app started',
      'before plain',
      'after plain: done',
      'before said',
    ]);
  });

  it('can replace what is called', async () => {
    const { fetch } = await hookedApp();
    expect(await (await fetch('/api/wrapped')).text()).toBe('wrapped, with object');
  });

  it('can replace what comes of it', async () => {
    const { fetch, get } = await hookedApp();
    expect(await (await fetch('/api/healed')).text()).toBe('healed');
    expect(await get('/api/said')).toContain('after healed: failed');
  });

  test.each([
    ['refused', 'refused by a hook'],
    ['failing', 'handler failed'],
  ])('or the function fail the invocation: %s', async (name, reason) => {
    const { fetch, logged } = await hookedApp();
    expect((await fetch(`/api/${name}`)).status).toBe(500);
    expect(logged.join()).toContain(reason);
  });

  it('run at the end', async () => {
    const { host, ended } = await hookedApp();
    await host.close();
    expect(readFileSync(ended, 'utf8')).toBe('app ended');
  });
});

describe('What an app logs', () => {
  it('comes with its level and the category that Functions gives it', async () => {
    const { fetch, logged } = await hookedApp();
    await fetch('/api/plain');
    expect(logged).toContain('warning Function.plain.User a word of { warning: 1 }');
  });
});

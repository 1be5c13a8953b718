import { z } from 'zod';
import { NODE_IMAGES, TestSystem } from '../support/testSystem.ts';

const strategy = z.looseObject({ name: z.string(), stages: z.array(z.looseObject({ name: z.string() })) });

let system: TestSystem;
beforeAll(async () => {
  system = await TestSystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'], production: ['aks-weu-1'] });
});
afterAll(async () => {
  await system.close();
});

const stages = (...names: string[]) => names.map((name) => ({ name, groups: [{ name }] }));
const put = (name: string, body: unknown, headers = {}) =>
  system.call('PUT', `/api/strategies/${name}`, body, headers);

describe('A strategy', () => {
  it('is created, read, listed, replaced and deleted', async () => {
    const created = await put('plain', { stages: stages('test') });
    expect([created.status, created.headers.get('location')]).toEqual([201, '/api/strategies/plain']);
    expect((await put('plain', { stages: stages('test', 'production') })).status).toBe(200);
    const read = strategy.parse(await system.ok('GET', '/api/strategies/plain'));
    expect(read.stages.map(({ name }) => name)).toEqual(['test', 'production']);
    const list = z.looseObject({ value: z.array(strategy) }).parse(await system.ok('GET', '/api/strategies'));
    expect(list.value.map(({ name }) => name)).toContain('plain');
    expect((await system.call('DELETE', '/api/strategies/plain')).status).toBe(204);
    expect((await system.call('GET', '/api/strategies/plain')).status).toBe(404);
  });

  it('is answered 304 to who has it already, and whole once it has changed', async () => {
    const tag = (await put('tagged', { stages: stages('test') })).headers.get('etag') ?? '';
    const get = () => system.call('GET', '/api/strategies/tagged', undefined, { 'if-none-match': tag });
    expect([(await get()).status, (await get()).body]).toEqual([304, undefined]);
    await put('tagged', { stages: stages('production') });
    expect((await get()).status).toBe(200);
  });

  it('edited by two at once keeps the first edit, and tells the second', async () => {
    const tag = (await put('shared', { stages: stages('test') })).headers.get('etag') ?? '';
    const edits = await Promise.all(
      ['one', 'two'].map((name) => put('shared', { stages: stages(name) }, { 'if-match': tag })),
    );
    expect(edits.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const stale = await system.call('DELETE', '/api/strategies/shared', undefined, { 'if-match': tag });
    expect(stale).toMatchObject({ status: 412, body: { code: 'PreconditionFailed' } });
  });

  it('that must be new is not written over', async () => {
    const onlyNew = { 'if-none-match': '*' };
    expect((await put('new', { stages: stages('test') }, onlyNew)).status).toBe(201);
    expect((await put('new', { stages: stages('production') }, onlyNew)).status).toBe(412);
    expect(strategy.parse(await system.ok('GET', '/api/strategies/new')).stages[0]?.name).toBe('test');
  });

  it('is saved while a run is created from stages, and serves many runs with names of their own', async () => {
    await system.ok('POST', '/api/runs', {
      name: 'first',
      stages: stages('test'),
      saveStrategyAs: 'saved',
      managedClusterUpdate: NODE_IMAGES,
    });
    const saved = strategy.parse(await system.ok('GET', '/api/strategies/saved'));
    expect(saved.stages.map(({ name }) => name)).toEqual(['test']);
    for (const name of ['second', 'third'])
      await system.ok('POST', '/api/runs', { name, strategy: 'saved', managedClusterUpdate: NODE_IMAGES });
    await system.ok('DELETE', '/api/strategies/saved');
    for (const name of ['second', 'third'])
      expect((await system.run(name)).stages.map((stage) => stage.name)).toEqual(['test']);
    const again = { name: 'second', stages: stages('test'), managedClusterUpdate: NODE_IMAGES };
    expect(await system.call('POST', '/api/runs', again)).toMatchObject({
      status: 409,
      body: { code: 'AlreadyExists' },
    });
  });
});

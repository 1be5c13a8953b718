import fc from 'fast-check';
import { z } from 'zod';
import type { AuditEntry } from '../../src/domain/auditTypes.ts';
import { auditViewSchema } from '../../src/domain/audit/auditEntries.ts';
import { MemorySystem } from '../support/memorySystem.ts';
import { DAY, ENDED, HOUR, MINUTE, NODE_IMAGES } from '../support/spokenSystem.ts';

const pageSchema = z.object({ value: z.array(auditViewSchema), nextLink: z.string().exactOptional() });
type Entry = z.infer<typeof auditViewSchema>;

let system: MemorySystem;
beforeEach(async () => {
  system = MemorySystem.start();
  await system.ok('GET', '/api/members?refresh=true');
  await system.assign({ test: ['aks-neu-1'], other: ['aks-weu-1'] });
});
afterEach(async () => {
  await system.close();
});

async function pages(query = ''): Promise<Entry[][]> {
  const all: Entry[][] = [];
  let link: string | undefined = `/api/audit${query}`;
  while (link !== undefined) {
    const page: z.infer<typeof pageSchema> = pageSchema.parse(await system.ok('GET', link));
    all.push(page.value);
    link = page.nextLink;
  }
  return all;
}
const entries = async (query = '') => (await pages(query)).flat();
const typesOf = async (query = '') => (await entries(query)).map(({ type }) => type);

const stages = [{ name: 'only', groups: [{ name: 'test' }] }];
const create = (name: string, more = {}) =>
  system.ok('POST', '/api/runs', { name, stages, managedClusterUpdate: NODE_IMAGES, ...more });

async function aRunAndMore(): Promise<void> {
  await system.clock.advance(HOUR);
  await system.ok('PUT', '/api/strategies/standard', { stages });
  await system.clock.advance(MINUTE);
  await create('first', { start: true });
  await system.until('first', ENDED);
  await create('second');
}

describe('The audit log', () => {
  it('has the trails of runs among everything else, newest first, each entry once', async () => {
    await aRunAndMore();
    const all = await entries();
    const times = all.map(({ time }) => time);
    expect(times).toEqual(times.toSorted().toReversed());
    const ofFirst = await system.ok('GET', '/api/runs/first/events');
    const trail = z.object({ value: z.array(z.looseObject({ type: z.string() })) }).parse(ofFirst).value;
    expect(all.filter(({ subject }) => subject === 'runs/first').map(({ type }) => type)).toEqual(
      trail.map(({ type }) => type).toReversed(),
    );
    expect(all.map(({ type }) => type)).toEqual(expect.arrayContaining(['StrategyCreated', 'GroupAssigned']));
    expect(new Set(all.map((entry) => JSON.stringify(entry))).size).toBe(all.length);
    expect(all.find(({ type }) => type === 'MemberStateChanged')).toMatchObject({
      actor: 'fleet-updates',
      stage: 'only',
      group: 'test',
      fleet: 'demo',
      member: 'aks-neu-1',
    });
  });

  it('keeps the trail of a deleted run, and says who deleted it', async () => {
    await aRunAndMore();
    const before = await entries('?subject=runs/first');
    await system.clock.advance(MINUTE);
    await system.ok('DELETE', '/api/runs/first');
    const [deletion, ...rest] = await entries('?subject=runs/first');
    expect(deletion).toMatchObject({ type: 'RunDeleted', actor: 'anonymous', subject: 'runs/first' });
    const sorted = (some: readonly Entry[]) => some.map((each) => JSON.stringify(each)).toSorted();
    expect(sorted(rest)).toEqual(sorted(before));
  });

  it('drops it when the retention is over', async () => {
    const short = MemorySystem.start({}, { RETENTION_DAYS: '2' });
    await short.ok('GET', '/api/members?refresh=true');
    await short.assign({ test: ['aks-neu-1'] });
    await short.ok('POST', '/api/runs', { name: 'gone', stages, managedClusterUpdate: NODE_IMAGES });
    await short.ok('DELETE', '/api/runs/gone');
    expect(await short.ok('GET', '/api/audit?type=RunDeleted')).toMatchObject({
      value: [{ subject: 'runs/gone' }],
    });
    await short.clock.advance(4 * DAY);
    expect(await short.ok('GET', '/api/audit?type=RunDeleted')).toEqual({ value: [] });
    await short.close();
  });

  it('is filtered by subject with what is below it, by actor, by type and by time', async () => {
    await aRunAndMore();
    expect(await typesOf('?subject=strategies/standard')).toEqual(['StrategyCreated']);
    expect(await typesOf('?subject=strategies')).toEqual(['StrategyCreated']);
    expect(await typesOf('?subject=strategies/stand')).toEqual([]);
    expect(await typesOf('?subject=runs/second')).toEqual(['RunCreated']);
    expect(new Set((await entries('?subject=runs')).map(({ subject }) => subject))).toEqual(
      new Set(['runs/first', 'runs/second']),
    );
    expect(await typesOf('?subject=runs/nobody')).toEqual([]);
    const automatic = await entries('?actor=fleet-updates');
    expect(new Set(automatic.map(({ actor }) => actor))).toEqual(new Set(['fleet-updates']));
    expect(await typesOf('?type=RunCreated')).toEqual(['RunCreated', 'RunCreated']);
    const all = await entries();
    const [middle] = all.slice(Math.floor(all.length / 2));
    const since = await entries(`?since=${middle?.time ?? ''}`);
    const until = await entries(`?until=${middle?.time ?? ''}`);
    expect(since).toEqual(all.filter(({ time }) => time >= (middle?.time ?? '')));
    expect([...since, ...until]).toEqual(all);
    expect(since).toContainEqual(middle);
  });

  it('refuses what is no time, no page and no mark of a page, and names it', async () => {
    for (const query of ['since=yesterday', 'until=1', 'top=0', 'top=101', 'continuation=x', 'what=1']) {
      const answer = await system.call('GET', `/api/audit?${query}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'InvalidRequest' } });
    }
    const none = Buffer.from('{"time":"2026-03-01"}').toString('base64url');
    expect((await system.call('GET', `/api/audit?continuation=${none}`)).status).toBe(400);
  });

  it('gives every entry on exactly one page, in order, however many share a time and however long the gaps', async () => {
    const appended: AuditEntry[] = [];
    const { app } = system.world;
    await system.clock.advance(DAY);
    const now = system.clock.now();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 300 })), {
          maxLength: 30,
        }),
        fc.integer({ min: 1, max: 9 }),
        async (made, top) => {
          const actor = `round-${appended.length}`;
          const some = made.map(([minute, days], index): AuditEntry => {
            const time = new Date(now - days * DAY - minute * MINUTE).toISOString();
            return { time, actor, subject: 'triggers/x', type: 'TriggerStarted', message: String(index) };
          });
          appended.push(...some);
          await app.audit.append(...some);
          const got = await pages(`?actor=${actor}&top=${top}`);
          expect(got.flat().map(({ time }) => time)).toEqual(
            some
              .map(({ time }) => time)
              .toSorted()
              .toReversed(),
          );
          expect(new Set(got.flat().map(({ message }) => message)).size).toBe(some.length);
          expect(got.every((page) => page.length <= top)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOUR } from '../support/spokenSystem.ts';
import { MemorySystem } from '../support/memorySystem.ts';

/** Operations of tables that the timers do in an hour in which nothing is due. */
async function idleHour(): Promise<string[]> {
  const done: string[] = [];
  const system = MemorySystem.start({
    before: ({ on, operation }) => {
      done.push(`${operation} ${on}`);
      return Promise.resolve();
    },
  });
  await system.clock.advance(HOUR);
  done.splice(0);
  await system.clock.advance(HOUR);
  await system.close();
  return done;
}

describe('In an hour in which nothing is due the timers', () => {
  it('read few rows of tables, write none and ask Azure nothing', async () => {
    const done = await idleHour();
    const perHour = new Map(
      [...Map.groupBy(done, (each) => each)].map(([what, times]) => [what, times.length]),
    );
    // Open requests and schedules each minute; what reconcile repairs each five.
    expect(perHour.get('query Triggers')).toBeLessThanOrEqual(2 * 60 + 2 * 12);
    expect([...perHour.keys()].filter((what) => !/^(query|read) /.test(what))).toEqual([]);
    const page = readFileSync(join(__dirname, '../../docs/deploy.md'), 'utf8');
    const counted = Number(/^\| tables: the timers' reads .*\| (\d+) × 0.00036/m.exec(page)?.[1]);
    expect(done.length * 730).toBeLessThanOrEqual(counted);
  }, 60_000);
});

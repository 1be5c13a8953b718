import { SharedReadings } from '../../../src/operations/members/sharedReadings.ts';

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 2, 8) + seconds * 1000).toISOString();

describe('A reading', () => {
  it('is shared by all who ask while it is under way, and for a minute from its beginning', async () => {
    const readings = new SharedReadings<string>();
    const { promise, resolve } = Promise.withResolvers<string>();
    void readings.share('prod', at(0), promise, () => false);
    expect(readings.find('prod', at(59))).toBe(promise);
    expect(readings.find('test', at(0))).toBeUndefined();
    resolve('read');
    expect(await readings.find('prod', at(59))).toBe('read');
    expect(readings.find('prod', at(60))).toBeUndefined();
  });

  it.each<[string, () => Promise<string>]>([
    ['was refused', () => Promise.reject(new Error('refused'))],
    ['says that it failed', () => Promise.resolve('failed')],
  ])(
    'that %s is shared for ten seconds, so that asking again and again costs little',
    async (_what, read) => {
      const readings = new SharedReadings<string>();
      const outcome = readings.share('prod', at(0), read(), (value) => value === 'failed');
      await outcome.catch(() => undefined);
      expect(readings.find('prod', at(9))).toBe(outcome);
      expect(readings.find('prod', at(10))).toBeUndefined();
    },
  );
});

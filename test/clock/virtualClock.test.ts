import { runningClock } from '../../src/clock/clock.ts';
import { VirtualClock } from '../../src/clock/virtualClock.ts';

const START = Date.parse('2026-03-01T00:00:00Z');

describe('A virtual clock', () => {
  it('calls alarms in the order of their times and shows each its own time', async () => {
    const clock = new VirtualClock(new Date(START).toISOString());
    const seen: [string, number][] = [];
    clock.at(START + 2000, () => seen.push(['second', clock.now() - START]));
    clock.at(START + 1000, () => seen.push(['first', clock.now() - START]));
    clock.at(START + 9000, () => seen.push(['too late', clock.now() - START]));
    await clock.advance(5000);
    expect(seen).toEqual([
      ['first', 1000],
      ['second', 2000],
    ]);
    expect(clock.now()).toBe(START + 5000);
  });

  it('stands still while something is in progress', async () => {
    const clock = new VirtualClock(new Date(START).toISOString());
    const release = clock.hold();
    let fired = false;
    clock.at(START + 1, () => (fired = true));
    const moving = clock.advance(10);
    await new Promise((resume) => setImmediate(resume));
    await new Promise((resume) => setImmediate(resume));
    expect(fired).toBe(false);
    release();
    release();
    await moving;
    expect(fired).toBe(true);
  });

  it('does not call an alarm that was cancelled', async () => {
    const clock = new VirtualClock(new Date(START).toISOString());
    let fired = false;
    clock.at(START + 1, () => (fired = true))();
    await clock.advance(10);
    expect(fired).toBe(false);
  });

  it('goes from alarm to alarm until a condition holds, and says when it never did', async () => {
    const clock = new VirtualClock(new Date(START).toISOString());
    let rings = 0;
    const ring = () => {
      rings += 1;
      clock.at(clock.now() + 60_000, ring);
    };
    ring();
    await clock.until(() => rings === 4, 3_600_000);
    expect(clock.now()).toBe(START + 180_000);
    await expect(clock.until(() => false, 120_000)).rejects.toThrow(
      'Not reached by 2026-03-01T00:05:00.000Z.',
    );
  });
});

describe('A running clock', () => {
  it('goes on from its origin at its speed', () => {
    const clock = runningClock(60, { real: Date.now() - 1000, shown: START });
    expect(clock.now()).toBeGreaterThanOrEqual(START + 60_000);
  });

  it('calls an alarm in the past at once', async () => {
    const clock = runningClock();
    const called = new Promise<string>((resume) => clock.at(clock.now() - 5, () => resume('called')));
    await expect(called).resolves.toBe('called');
  });
});

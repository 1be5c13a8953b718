import { closedWindow } from '../../../src/domain/group/startWindow.ts';
import { slicingOf } from '../../../src/domain/group/slicing.ts';
import type { StartWindows } from '../../../src/domain/plan/updateSpec.ts';
import { heldUntilOf } from '../../../src/domain/estimate/heldUntil.ts';
import { anObservation } from './builders.ts';

const hours = (timeZone: string, from: string, to: string, day: 'Sun' | 'Mon' = 'Sun'): StartWindows => ({
  timeZone,
  hours: [{ days: [day], from, to }],
});
const closed = (windows: StartWindows, now: string) => closedWindow({ ...anObservation(), windows, now });

describe('Start windows of a stage', () => {
  const night = hours('UTC', '22:00', '04:00');
  it.each([
    ['2026-03-01T21:59:59.999Z', 'closed'],
    ['2026-03-01T22:00:00.000Z', 'open'],
    ['2026-03-02T03:59:59.999Z', 'open'],
    ['2026-03-02T04:00:00.000Z', 'closed'],
  ])('over midnight are at %s %s', (now, state) => {
    expect(closed(night, now) === undefined ? 'open' : 'closed').toBe(state);
  });

  it('that are closed say when they open next', () => {
    expect(closed(night, '2026-03-01T12:00:00.000Z')).toEqual({
      reason: 'Window',
      message: 'The start windows of stage first are closed; they next open 2026-03-01T22:00:00.000Z.',
      until: '2026-03-01T22:00:00.000Z',
    });
  });

  it.each<[string, StartWindows, string, string | undefined]>([
    [
      'Berlin before the clocks go forward',
      hours('Europe/Berlin', '03:00', '05:00'),
      '2026-03-29T00:59:00.000Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'Berlin in an hour that does not come',
      hours('Europe/Berlin', '02:00', '03:00'),
      '2026-03-29T01:00:00.000Z',
      '2026-04-05T00:00:00.000Z',
    ],
    [
      'Berlin in an hour that comes twice, the first time',
      hours('Europe/Berlin', '02:00', '03:00'),
      '2026-10-25T00:30:00.000Z',
      undefined,
    ],
    [
      'Berlin in an hour that comes twice, the second time',
      hours('Europe/Berlin', '02:00', '03:00'),
      '2026-10-25T01:30:00.000Z',
      undefined,
    ],
    [
      'Berlin after both',
      hours('Europe/Berlin', '02:00', '03:00'),
      '2026-10-25T02:00:00.000Z',
      '2026-11-01T01:00:00.000Z',
    ],
    [
      'New York in an hour that does not come',
      hours('America/New_York', '02:00', '03:00'),
      '2026-03-08T07:00:00.000Z',
      '2026-03-15T06:00:00.000Z',
    ],
    [
      'New York in an hour that comes twice',
      hours('America/New_York', '01:00', '02:00'),
      '2026-11-01T06:30:00.000Z',
      undefined,
    ],
    [
      'New York after both',
      hours('America/New_York', '01:00', '02:00'),
      '2026-11-01T07:00:00.000Z',
      '2026-11-08T06:00:00.000Z',
    ],
  ])('in %s', (_, windows, now, opens) => {
    expect(closed(windows, now)?.until).toBe(opens);
  });

  it('have each member updated by itself', () => {
    const stages = [{ name: 'first', groups: [{ name: 'canary' }], startWindows: night }];
    expect(slicingOf({ stages }, { stage: 0, group: 0 }, 5)).toEqual({ size: 'member', lanes: 1 });
  });

  it('hold up an estimate until they open, and a freeze beyond that', () => {
    const stages = [{ groups: [{ name: 'eu' }], startWindows: night }, { groups: [{ name: 'us' }] }];
    const held = heldUntilOf(stages, { freezes: [], unreadable: [] });
    const noon = Date.parse('2026-03-01T12:00:00.000Z');
    const place = { fleet: 'demo', member: 'a' };
    expect(held({ ...place, group: 'eu' }, noon)).toBe(Date.parse('2026-03-01T22:00:00.000Z'));
    expect(held({ ...place, group: 'us' }, noon)).toBeUndefined();
    expect(heldUntilOf(stages, { freezes: [], unreadable: ['x'] })({ ...place, group: 'eu' }, noon)).toBe(
      Infinity,
    );
  });
});

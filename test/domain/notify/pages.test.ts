import { pageOf, type Occurrence } from '../../../src/domain/notify/occurrence.ts';
import { routeOf } from '../../../src/web/routing/routes.ts';

const happened = { id: 'o1', type: 'gate.pending', time: '2026-03-02T08:00:00.000Z', message: 'It waits.' };

describe('Who is told looks next at', () => {
  it.each<[string, Partial<Occurrence>, object]>([
    ['the run', {}, { page: 'run', run: 'september' }],
    ['the stage', { stage: 'prod' }, { page: 'run', run: 'september', stage: 'prod' }],
    ['the member', { stage: 'prod', fleet: 'eu', member: 'aks-1' }, { fleet: 'eu', member: 'aks-1' }],
    ['the gate', { stage: 'prod', gate: 'c0ffee' }, { page: 'gate', run: 'september', gate: 'c0ffee' }],
    ['the gate of a group', { stage: 'prod', group: 'eu', gate: 'c0ffee' }, { page: 'gate', gate: 'c0ffee' }],
  ])('%s, which the dashboard has a page for', (_what, more, route) => {
    expect(routeOf(pageOf({ ...happened, run: 'september', ...more }))).toMatchObject(route);
  });

  it('the trigger, where there is no run', () => {
    expect(routeOf(pageOf({ ...happened, trigger: 'nightly' }))).toEqual({
      page: 'trigger',
      trigger: 'nightly',
    });
  });
});

import { stripVTControlCharacters } from 'node:util';
import { drawRun } from '../../src/cli/watch/drawRun.ts';
import { runShape } from '../../src/cli/watch/runShape.ts';

const NOW = Date.parse('2026-03-02T08:07:00Z');
const member = (name: string, more: object = {}) => ({
  fleet: 'demo',
  name,
  state: 'NotStarted',
  from: { kubernetesVersion: '1.32.6' },
  to: { kubernetesVersion: '1.33.2', nodePools: [] },
  ...more,
});

const RUN = runShape.parse({
  name: 'september',
  state: 'Running',
  failureCount: 1,
  maxAllowedFailures: 2,
  estimate: { endsAt: '2026-03-02T17:40:00.000Z' },
  stages: [
    {
      name: 'prod',
      state: 'Running',
      maxAllowedFailures: 1,
      beforeGates: [{ id: 'c0ffee', name: 'go', state: 'Completed' }],
      afterStageWait: { durationInSeconds: 600, state: 'NotStarted' },
      groups: [
        {
          name: 'eu',
          state: 'Running',
          waiting: { reason: 'Freeze', message: 'Freeze fair is on.', until: '2026-03-03T00:00:00Z' },
          members: [
            member('aks-1', { state: 'Running', startTime: '2026-03-02T08:00:00Z' }),
            member('aks-2', { state: 'Failed' }),
            member('aks-3'),
          ],
        },
      ],
    },
  ],
});

it('The tree of a run shows its bars, gates, waits with reason and end, what its limits allow, and when it ends', () => {
  const lines = stripVTControlCharacters(drawRun(RUN, NOW)).split('\n');
  expect(lines[0]).toBe('▶ run september  Running  1 of 2 failures allowed');
  expect(lines[1]).toBe('  ▶ stage prod  Running  0 of 1 failures allowed');
  expect(lines[2]).toBe('    ✓ gate go  Completed');
  expect(lines[3]).toContain('waits (Freeze): Freeze fair is on., until 2026-03-03T00:00:00Z');
  expect(lines[4]).toMatch(/^ {6}▶ aks-1 .*Running +1\.32\.6 → 1\.33\.2$/);
  expect(lines[5]).toMatch(/^ {6}✗ aks-2 .*Failed/);
  expect(lines.at(-2)).toMatch(/· wait 600 s/);
  expect(lines.at(-1)).toBe('ends about 2026-03-02T17:40:00.000Z');
});

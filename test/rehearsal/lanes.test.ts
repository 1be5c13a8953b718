import { madeUpMembers } from '../../src/rehearsal/madeUpFleet.ts';
import { offeredTo } from '../../src/rehearsal/offered.ts';
import { play } from '../../src/rehearsal/play.ts';

const LANES = 3;

it('A rehearsal leaves no lane idle while another updates', async () => {
  const groups = ['west'];
  const members = madeUpMembers({ members: 12, regions: 4, groups, kubernetesVersion: '1.32.6' });
  const run = {
    stages: [{ name: 'all', groups: [{ name: 'west', maxConcurrency: String(LANES) }] }],
    managedClusterUpdate: { upgrade: { type: 'NodeImageOnly' as const } },
  };
  const scene = {
    startAt: '2026-03-02T08:00:00.000Z',
    members,
    regions: offeredTo(members, undefined, undefined),
    run,
    freezes: [],
  };
  const { updates } = await play(scene, { seed: 1, chances: { fail: 0, busy: 0 } });
  const ends = updates.map(({ endedAt = '' }) => Date.parse(endedAt)).toSorted((one, other) => one - other);
  const begins = updates.map(({ startedAt }) => Date.parse(startedAt)).slice(LANES);
  const idle = begins.map((begin, index) => (begin - (ends[index] ?? 0)) / 1000);
  expect(idle).toHaveLength(members.length - LANES);
  expect(Math.max(...idle)).toBeLessThan(60);
});

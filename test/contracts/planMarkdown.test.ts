import { planMarkdown } from '../../src/contracts/planMarkdown.ts';
import type { PlannedMember } from '../../src/domain/plan/plan.ts';

const aMember = (name: string, more: Partial<PlannedMember> = {}): PlannedMember => ({
  fleet: 'demo',
  name,
  clusterResourceId: `/subscriptions/s/${name}`,
  from: { kubernetesVersion: '1.32.6', nodePools: [] },
  to: { kubernetesVersion: '1.33.2', nodePools: [{ name: 'system', nodeImageVersion: 'AKSUbuntu-202508' }] },
  update: true,
  ...more,
});

const basis = { ownUpdates: 1, fleetUpdates: 0, assumed: 0, message: 'By earlier updates.' };
const PLAN = {
  stages: [
    {
      name: 'first',
      groups: [
        { name: 'canary', members: [aMember('aks-1'), aMember('aks-2', { update: false })] },
        {
          name: 'other',
          members: [aMember('aks-3', { leftOut: { code: 'ClusterStopped', message: 'It is stopped.' } })],
        },
      ],
    },
  ],
  lock: { kubernetesVersion: '1.33.2' },
  findings: [{ severity: 'warning' as const, code: 'ClusterStopped' as const, message: 'a | b\n_c_' }],
  asOf: {},
  estimate: {
    endsAt: '2026-03-02T11:20:00.000Z',
    seconds: 12_000,
    basis,
    stages: [{ name: 'first', startsAt: '2026-03-02T08:00:00.000Z', endsAt: '2026-03-02T11:20:00.000Z' }],
  },
};

it('A plan in Markdown has its times, its stages, its findings as text, and each member folded away', () => {
  expect(planMarkdown(PLAN)).toBe(`### Plan (1.33.2)

Takes about 3 h 20 min: until 2026-03-02 11:20 UTC if it starts now. By earlier updates.

| Stage | Members | From | To | Starts | Ends |
| --- | --- | --- | --- | --- | --- |
| first | 1 of 3 | 1.32.6 | 1.33.2, AKSUbuntu-202508 | 2026-03-02 08:00 UTC | 2026-03-02 11:20 UTC |

### Findings

| Severity | Code | Finding |
| --- | --- | --- |
| warning | ClusterStopped | a \\| b \\_c\\_ |

<details><summary>Members (3)</summary>

| Stage | Group | Member | From | To | Note |
| --- | --- | --- | --- | --- | --- |
| first | canary | demo/aks-1 | 1.32.6 | 1.33.2, AKSUbuntu-202508 |  |
| first | canary | demo/aks-2 | 1.32.6 | 1.33.2, AKSUbuntu-202508 | nothing to update |
| first | other | demo/aks-3 | 1.32.6 | 1.33.2, AKSUbuntu-202508 | It is stopped. |

</details>`);
});

it('A plan of a release that reckons no times is shown without them, and one without a known end says so', () => {
  const { estimate: _none, ...before } = PLAN;
  expect(planMarkdown(before)).not.toContain('Takes about');
  expect(planMarkdown(before)).toContain('| first | 1 of 3 | 1.32.6 | 1.33.2, AKSUbuntu-202508 |  |  |');
  const endless = { ...PLAN, estimate: { basis, stages: [] } };
  expect(planMarkdown(endless)).toContain('When it ends is not known: a freeze without an end holds it up.');
});

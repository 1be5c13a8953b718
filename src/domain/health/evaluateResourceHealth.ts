import { clusterCount, resultOf, type CheckResult, type Finding, type HealthOutcome } from './evaluation.ts';
import type { HealthSubject } from './subject.ts';

interface ResourceHealthCheck {
  readonly type: 'ResourceHealth';
  readonly name?: string;
}

/** What Azure Resource Health says of a cluster now. */
export interface Availability {
  /** `Available`, `Degraded`, `Unavailable` or `Unknown`. */
  readonly state: string;
  readonly summary?: string;
}

const OUTCOMES: Readonly<Record<string, HealthOutcome>> = {
  Available: 'Successful',
  Degraded: 'Failed',
  Unavailable: 'Failed',
};

export function evaluateResourceHealth(
  check: ResourceHealthCheck,
  { clusters }: HealthSubject,
  answers: ReadonlyMap<string, Availability | undefined>,
): CheckResult {
  const found = clusters.map(({ name, clusterResourceId }): Finding => {
    // Resource Health knows nothing of a cluster that is gone, or very new.
    const { state: value = 'Unknown', summary: rule = 'Available' } =
      answers.get(clusterResourceId.toLowerCase()) ?? {};
    const evidence = { cluster: name, what: 'Resource Health', value, rule: rule.slice(0, 200) };
    return { outcome: OUTCOMES[value] ?? 'Inconclusive', evidence };
  });
  return resultOf(check, found, `Available: ${clusterCount(clusters.length)}`);
}

import { resultOf, type CheckResult, type Finding, type HealthOutcome } from './evaluation.ts';
import type { HealthSubject } from './subject.ts';

interface ResourceHealthCheck {
  readonly type: 'ResourceHealth';
  readonly name?: string;
}

/** What Azure Resource Health says of a cluster now. */
interface Availability {
  /** `Available`, `Degraded`, `Unavailable` or `Unknown`. */
  readonly state: string;
  readonly summary?: string;
}
/** `NoAccess`: the app may not read it. */
export type AvailabilityAnswer = Availability | 'NoAccess' | 'NotFound';

const OUTCOMES: Readonly<Record<string, HealthOutcome>> = {
  Available: 'Successful',
  Degraded: 'Failed',
  Unavailable: 'Failed',
};

export function evaluateResourceHealth(
  check: ResourceHealthCheck,
  { clusters }: HealthSubject,
  answers: ReadonlyMap<string, AvailabilityAnswer>,
): CheckResult {
  const found = clusters.map(({ name, clusterResourceId }): Finding => {
    const answer = answers.get(clusterResourceId.toLowerCase()) ?? 'NotFound';
    const value = typeof answer === 'string' ? answer : answer.state;
    const rule = typeof answer === 'string' || answer.summary === undefined ? 'Available' : answer.summary;
    const evidence = { cluster: name, what: 'Resource Health', value, rule: rule.slice(0, 200) };
    return { outcome: OUTCOMES[value] ?? 'Inconclusive', evidence };
  });
  return resultOf(check, found, `${clusters.length} clusters are Available`);
}

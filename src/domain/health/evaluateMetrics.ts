import { clusterCount, resultOf, type CheckResult, type Finding } from './evaluation.ts';
import { METRIC_RULES } from './healthCheck.ts';
import { METRIC_PROFILE } from './metricProfile.ts';
import type { MetricQuery, MetricSeries } from './metricSeries.ts';
import type { HealthSubject, UpdatedCluster } from './subject.ts';

type MetricRule = (typeof METRIC_RULES)[number];
interface MetricsCheck {
  readonly type: 'Metrics';
  readonly name?: string;
  readonly rules?: readonly MetricRule[];
}

/** What is asked for a rule, and what was answered. */
interface RuleQueries {
  readonly rule: MetricRule;
  readonly current: MetricQuery;
  /** The hour before the stage began. */
  readonly before?: MetricQuery;
}
export interface RuleSeries {
  readonly rule: MetricRule;
  readonly current: readonly MetricSeries[];
  readonly before: readonly MetricSeries[];
}

const HOUR_MS = 3_600_000;
/** Points come some minutes late, and what is older than ten minutes counts as nothing. */
const CURRENT_MS = 20 * 60_000;

export function metricQueries(
  { rules = METRIC_RULES }: MetricsCheck,
  since: string,
  now: string,
): RuleQueries[] {
  const earlier = (time: string, by: number) => new Date(Date.parse(time) - by).toISOString();
  return rules.map((rule) => {
    const { asks, compares } = METRIC_PROFILE[rule];
    const current = { ...asks, from: earlier(now, CURRENT_MS), to: now };
    if (!compares) return { rule, current };
    return { rule, current, before: { ...asks, from: earlier(since, HOUR_MS), to: since } };
  });
}

export function evaluateMetrics(
  check: MetricsCheck,
  { clusters }: HealthSubject,
  answers: readonly RuleSeries[],
  now: string,
): CheckResult {
  const found = clusters.flatMap((cluster) => answers.flatMap((answer) => judge(cluster, answer, now)));
  const rules = check.rules ?? METRIC_RULES;
  return resultOf(check, found, `${rules.join(', ')} as before in ${clusterCount(clusters.length)}`);
}

function judge(cluster: UpdatedCluster, { rule, current, before }: RuleSeries, now: string): Finding[] {
  const { name } = cluster;
  if (cluster.location === undefined) {
    const evidence = { cluster: name, what: rule, rule: 'the region of the cluster is not known' };
    return [{ outcome: 'Inconclusive', evidence }];
  }
  const id = cluster.clusterResourceId.toLowerCase();
  const ofCluster = (series: readonly MetricSeries[]) =>
    series.filter(({ clusterResourceId }) => clusterResourceId.toLowerCase() === id);
  return METRIC_PROFILE[rule]
    .judge(ofCluster(current), ofCluster(before), now)
    .map(({ outcome, evidence }) => ({ outcome, evidence: { cluster: name, ...evidence } }));
}

import { secondsBetween } from '../seconds.ts';
import type { Evidence, HealthOutcome } from './evaluation.ts';
import { METRIC_RULES } from './healthCheck.ts';
import type { MetricQuery, MetricSeries } from './metricSeries.ts';

// The default profile: metrics that AKS has of every cluster, without anything installed in it. docs/health.md has its
// table. Names, dimensions, aggregations and grains: "Supported metrics for Microsoft.ContainerService/managedClusters"
// (Azure Monitor reference, April 2025).

interface Judgement {
  readonly outcome: HealthOutcome;
  readonly evidence: Omit<Evidence, 'cluster'>;
}

type Asked = Omit<MetricQuery, 'from' | 'to'>;

interface ProfileRule {
  readonly asks: Asked;
  /** It compares with the hour before the stage began. */
  readonly compares: boolean;
  /** `before` is empty where it compares with nothing. */
  judge(current: readonly MetricSeries[], before: readonly MetricSeries[], now: string): readonly Judgement[];
}

const CONTROL_PLANE = { aggregation: 'maximum', grainInMinutes: 1 } as const;

export const METRIC_PROFILE: Readonly<Record<(typeof METRIC_RULES)[number], ProfileRule>> = {
  NodesReady: {
    asks: {
      metrics: ['kube_node_status_condition'],
      aggregation: 'total',
      grainInMinutes: 1,
      filter: "status2 eq 'Ready' or status2 eq 'NotReady' or status2 eq 'Unknown'",
    },
    compares: true,
    judge: (current, before, now) => [judgeNodes(current, before, now)],
  },
  PodsReady: {
    asks: {
      metrics: ['kube_pod_status_ready'],
      aggregation: 'total',
      grainInMinutes: 1,
      filter: "condition eq 'true' or condition eq 'false' or condition eq 'unknown'",
    },
    compares: true,
    judge: (current, before, now) => [judgePods(current, before, now)],
  },
  ApiServerLoad: {
    asks: {
      metrics: ['apiserver_cpu_usage_percentage', 'apiserver_memory_usage_percentage'],
      ...CONTROL_PLANE,
    },
    compares: false,
    judge: (current, _, now) => [
      judgeLoad('apiserver_cpu_usage_percentage', 90, current, now),
      judgeLoad('apiserver_memory_usage_percentage', 90, current, now),
    ],
  },
  EtcdSize: {
    asks: { metrics: ['etcd_database_usage_percentage'], ...CONTROL_PLANE },
    compares: false,
    judge: (current, _, now) => [judgeLoad('etcd_database_usage_percentage', 85, current, now)],
  },
  PodsScheduled: {
    asks: {
      metrics: ['cluster_autoscaler_unschedulable_pods_count'],
      aggregation: 'average',
      grainInMinutes: 5,
    },
    compares: true,
    judge: (current, before, now) => [judgeScheduling(current, before, now)],
  },
};

const FRESH_SECONDS = 600;

/** The sums of the series at each moment, by a dimension's value in lower case; the newest moment first. */
function momentsOf(series: readonly MetricSeries[], dimension: string) {
  const moments = new Map<string, Map<string, number>>();
  for (const { dimensions, points } of series) {
    const key = (dimensions[dimension] ?? '').toLowerCase();
    for (const { time, value } of points) {
      const sums = moments.get(time) ?? new Map<string, number>();
      moments.set(time, sums.set(key, (sums.get(key) ?? 0) + value));
    }
  }
  return [...moments]
    .map(([time, sums]) => ({ time, of: (key: string) => sums.get(key) ?? 0, all: sum([...sums.values()]) }))
    .toSorted((one, other) => Date.parse(other.time) - Date.parse(one.time));
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => (values.length === 0 ? undefined : sum(values) / values.length);
const rounded = (value: number) => Math.round(value * 10) / 10;

function isFresh(time: string, grainInMinutes: number, now: string): boolean {
  return secondsBetween(time, now) - grainInMinutes * 60 <= FRESH_SECONDS;
}

const tooOld = (what: string): Judgement => ({
  outcome: 'Inconclusive',
  evidence: { what, rule: 'no point younger than 10 minutes' },
});
const incomparable = (what: string, value: number | string): Judgement => ({
  outcome: 'Inconclusive',
  evidence: { what, value, rule: 'nothing is known of the hour before the stage to compare with' },
});

/** Without a word, as most of them are. */
const judged = (isFailed: boolean, what: string, value: number | string, rule: string): Judgement => ({
  outcome: isFailed ? 'Failed' : 'Successful',
  evidence: { what, value, rule },
});

function judgeNodes(
  current: readonly MetricSeries[],
  before: readonly MetricSeries[],
  now: string,
): Judgement {
  const what = 'ready nodes';
  const newest = momentsOf(current, 'status2').find(({ all }) => all > 0);
  if (!newest || !isFresh(newest.time, 1, now)) return tooOld(what);
  const share = newest.of('ready') / newest.all;
  const value = `${rounded(share * 100)} %`;
  const earlier = momentsOf(before, 'status2');
  const all = sum(earlier.map((moment) => moment.all));
  if (all === 0) return incomparable(what, value);
  const shareBefore = sum(earlier.map((moment) => moment.of('ready'))) / all;
  const rule = `not below the ${rounded(shareBefore * 100)} % of the hour before`;
  return judged(share < shareBefore, what, value, rule);
}

/** So few pods, or so small a share of all, are always about to become ready somewhere. */
const TOLERATED_PODS = 2;
const TOLERATED_SHARE = 0.05;

function judgePods(
  current: readonly MetricSeries[],
  before: readonly MetricSeries[],
  now: string,
): Judgement {
  const what = 'pods that are not ready';
  const newest = momentsOf(current, 'condition').find(({ all }) => all > 0);
  if (!newest || !isFresh(newest.time, 1, now)) return tooOld(what);
  const notReady = newest.all - newest.of('true');
  const usual = mean(momentsOf(before, 'condition').map(({ all, of }) => all - of('true')));
  if (usual === undefined) return incomparable(what, rounded(notReady));
  const more = notReady - usual;
  const isFailed = more > TOLERATED_PODS && more > TOLERATED_SHARE * newest.all;
  const rule = `not above the ${rounded(usual)} of the hour before by more than 2 and 5 % of ${rounded(newest.all)}`;
  return judged(isFailed, what, rounded(notReady), rule);
}

const MINUTES_OF_LOAD = 5;

function judgeLoad(metric: string, limit: number, current: readonly MetricSeries[], now: string): Judgement {
  const ofMetric = current.filter((series) => series.metric.toLowerCase() === metric);
  const moments = momentsOf(ofMetric, '').slice(0, MINUTES_OF_LOAD);
  const [newest] = moments;
  if (!newest || !isFresh(newest.time, 1, now)) return tooOld(metric);
  const least = Math.min(...moments.map(({ all }) => all));
  const rule = `not over ${limit} % for ${MINUTES_OF_LOAD} minutes`;
  const isShort = least > limit && moments.length < MINUTES_OF_LOAD;
  if (isShort) return { outcome: 'Inconclusive', evidence: { what: metric, value: rounded(least), rule } };
  return judged(least > limit, metric, rounded(newest.all), rule);
}

/** Only the cluster autoscaler counts them: a cluster that never had a point has none, and nothing to be held to. */
function judgeScheduling(
  current: readonly MetricSeries[],
  before: readonly MetricSeries[],
  now: string,
): Judgement {
  const what = 'unschedulable pods';
  const [newest] = momentsOf(current, '');
  const usual = mean(momentsOf(before, '').map(({ all }) => all));
  if (!newest && usual === undefined)
    return judged(false, what, 0, 'not counted without the cluster autoscaler');
  if (!newest || !isFresh(newest.time, 5, now)) return tooOld(what);
  if (usual === undefined) return incomparable(what, rounded(newest.all));
  return judged(
    newest.all > usual,
    what,
    rounded(newest.all),
    `not above the ${rounded(usual)} of the hour before`,
  );
}

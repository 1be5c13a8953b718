import type { Cluster } from '../state/clusterState.ts';

const PODS_PER_NODE = 20;
/** Metrics come some minutes late: a guess. */
const LATE_MS = 2 * 60_000;

interface Span {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly minutes: number;
  readonly now: number;
  readonly filter: string | undefined;
}

interface Line {
  readonly dimension?: readonly [name: string, value: string];
  readonly data: readonly { readonly time: number; readonly value: number | undefined }[];
}

type Unwell = NonNullable<NonNullable<Cluster['health']>['unwell']>;

/** A chart's lines: split by a dimension when the filter names it, else summed. */
export function pointsOf(cluster: Cluster, metric: string, span: Span): Line[] {
  const { unwell } = cluster.health ?? {};
  const valuesAt = VALUES[metric];
  if (!valuesAt) return [];
  const step = span.minutes * 60_000;
  const times: number[] = [];
  for (let time = Math.ceil(span.from / step) * step; time < span.to; time += step) times.push(time);
  const all = times.map((time) => ({
    time,
    values: valuesAt(cluster, unwell && time + step > unwell.since ? unwell : undefined),
    isThere: unwell?.silent !== true && time + step + LATE_MS <= span.now,
  }));
  const lines = Object.keys(valuesAt(cluster, undefined)).map((key): Line => {
    const [name = '', value = ''] = key.split('=');
    const data = all.map(({ time, values, isThere }) => ({ time, value: isThere ? values[key] : undefined }));
    return name === '' ? { data } : { dimension: [name, value], data };
  });
  const isSplit = lines.some(({ dimension }) => dimension && span.filter?.includes(dimension[0]) === true);
  if (isSplit || lines.length === 1) return lines;
  const summed = times.map((time, at) => ({
    time,
    value: lines.reduce((sum, { data }) => sum + (data[at]?.value ?? 0), 0),
  }));
  return [{ data: summed }];
}

type Values = Readonly<Record<string, number>>;

const nodesOf = (cluster: Cluster) => cluster.nodePools.reduce((sum, { count }) => sum + count, 0);

/** By `dimension=value`; the key of a metric without dimensions is empty. */
const VALUES: Readonly<Record<string, (cluster: Cluster, unwell?: Unwell) => Values>> = {
  kube_node_status_condition: (cluster, { nodesNotReady = 0 } = { since: 0 }) => ({
    'status2=Ready': Math.max(0, nodesOf(cluster) - nodesNotReady),
    'status2=NotReady': nodesNotReady,
    'status2=Unknown': 0,
  }),
  kube_pod_status_ready: (cluster, { podsNotReady = 0 } = { since: 0 }) => ({
    'condition=true': Math.max(0, nodesOf(cluster) * PODS_PER_NODE - podsNotReady),
    'condition=false': podsNotReady,
    'condition=unknown': 0,
  }),
  apiserver_cpu_usage_percentage: (_, { apiServerCpuPercent = 20 } = { since: 0 }) => ({
    '': apiServerCpuPercent,
  }),
  apiserver_memory_usage_percentage: () => ({ '': 40 }),
  etcd_database_usage_percentage: (_, { etcdPercent = 10 } = { since: 0 }) => ({ '': etcdPercent }),
  cluster_autoscaler_unschedulable_pods_count: (_, { unschedulablePods = 0 } = { since: 0 }) => ({
    '': unschedulablePods,
  }),
};

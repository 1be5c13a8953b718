import {
  evaluateMetrics,
  metricQueries,
  type RuleSeries,
} from '../../../src/domain/health/evaluateMetrics.ts';
import type { METRIC_RULES } from '../../../src/domain/health/healthCheck.ts';
import type { MetricSeries } from '../../../src/domain/health/metricSeries.ts';
import { NOW, shouted, SINCE, subjectOf } from './subjects.ts';

type MetricRule = (typeof METRIC_RULES)[number];

const minutesBefore = (time: string, minutes: number) =>
  new Date(Date.parse(time) - minutes * 60_000).toISOString();

/** The values of a line, the last of them `ago` minutes before a time. */
const line = (
  metric: string,
  dimensions: Record<string, string>,
  values: number[],
  ago = 2,
  time = NOW,
): MetricSeries => ({
  clusterResourceId: shouted('c1'),
  metric,
  dimensions,
  points: values.map((value, at) => ({ time: minutesBefore(time, ago + values.length - 1 - at), value })),
});

const nodes = (ready: number, notReady: number, ago = 2) => [
  line('kube_node_status_condition', { status2: 'Ready' }, [ready], ago),
  line('kube_node_status_condition', { status2: 'NotReady' }, [notReady], ago),
];
const pods = (ready: number, notReady: number, ago = 2) => [
  line('kube_pod_status_ready', { condition: 'true' }, [ready], ago),
  line('kube_pod_status_ready', { condition: 'false' }, [notReady], ago),
];
const cpu = (...values: number[]) => line('apiserver_cpu_usage_percentage', {}, values);
const memory = (...values: number[]) => line('apiserver_memory_usage_percentage', {}, values);
const etcd = (...values: number[]) => line('etcd_database_usage_percentage', {}, values);
const waiting = (value: number, ago = 5) => [
  line('cluster_autoscaler_unschedulable_pods_count', {}, [value], ago),
];

function judge(rule: MetricRule, current: MetricSeries[], before: MetricSeries[] = []) {
  const answers: RuleSeries[] = [{ rule, current, before }];
  return evaluateMetrics({ type: 'Metrics', rules: [rule] }, subjectOf('c1'), answers, NOW);
}

describe('The default profile of metrics', () => {
  it.each<[string, MetricRule, MetricSeries[], MetricSeries[], string]>([
    ['all nodes ready as before', 'NodesReady', nodes(3, 0), nodes(3, 0), 'Successful'],
    ['more nodes than before', 'NodesReady', nodes(5, 0), nodes(3, 0), 'Successful'],
    ['a node less, all ready', 'NodesReady', nodes(2, 0), nodes(3, 0), 'Successful'],
    ['a node not ready that was', 'NodesReady', nodes(2, 1), nodes(3, 0), 'Failed'],
    ['a node not ready that was not before', 'NodesReady', nodes(2, 1), nodes(2, 1), 'Successful'],
    ['old points of nodes', 'NodesReady', nodes(3, 0, 12), nodes(3, 0), 'Inconclusive'],
    ['points of ten minutes ago', 'NodesReady', nodes(3, 0, 11), nodes(3, 0), 'Successful'],
    ['no points of nodes', 'NodesReady', [], nodes(3, 0), 'Inconclusive'],
    ['no hour before', 'NodesReady', nodes(3, 0), [], 'Inconclusive'],
    ['pods as before', 'PodsReady', pods(90, 10), pods(90, 10), 'Successful'],
    ['two pods more not ready', 'PodsReady', pods(8, 2), pods(10, 0), 'Successful'],
    ['many not ready of very many', 'PodsReady', pods(960, 40), pods(1000, 0), 'Successful'],
    ['more than two and 5 % not ready', 'PodsReady', pods(93, 7), pods(100, 0), 'Failed'],
    ['no points of pods', 'PodsReady', [], pods(100, 0), 'Inconclusive'],
    ['API server as it should be', 'ApiServerLoad', [cpu(20, 20, 20), memory(50, 50)], [], 'Successful'],
    ['CPU high for five minutes', 'ApiServerLoad', [cpu(91, 92, 93, 94, 95), memory(50)], [], 'Failed'],
    ['memory high for five minutes', 'ApiServerLoad', [cpu(9), memory(91, 92, 93, 94, 95)], [], 'Failed'],
    ['CPU high for four minutes', 'ApiServerLoad', [cpu(80, 92, 93, 94, 95), memory(50)], [], 'Successful'],
    ['CPU high since it is measured', 'ApiServerLoad', [cpu(92, 93), memory(50)], [], 'Inconclusive'],
    ['memory without points', 'ApiServerLoad', [cpu(20)], [], 'Inconclusive'],
    ['etcd nearly full', 'EtcdSize', [etcd(86, 86, 86, 86, 86)], [], 'Failed'],
    ['etcd not full', 'EtcdSize', [etcd(84, 84, 84, 84, 84)], [], 'Successful'],
    ['pods that find no node', 'PodsScheduled', waiting(3), waiting(0), 'Failed'],
    ['pods that found none before', 'PodsScheduled', waiting(3), waiting(3), 'Successful'],
    ['no autoscaler', 'PodsScheduled', [], [], 'Successful'],
    ['an autoscaler that fell silent', 'PodsScheduled', [], waiting(0), 'Inconclusive'],
  ])('%s: %s', (_, rule, current, before, outcome) => {
    expect(judge(rule, current, before).outcome).toBe(outcome);
  });

  it('says cluster, metric, value and rule', () => {
    const { message, evidence } = judge('NodesReady', nodes(2, 1), nodes(3, 0));
    expect(message).toBe('member-c1: ready nodes 66.7 % (not below the 100 % of the hour before)');
    expect(evidence).toEqual([
      {
        cluster: 'member-c1',
        what: 'ready nodes',
        value: '66.7 %',
        rule: 'not below the 100 % of the hour before',
      },
    ]);
  });

  it('asks for the last minutes, and for the hour before the stage', () => {
    const queries = metricQueries({ type: 'Metrics', rules: ['EtcdSize', 'PodsScheduled'] }, SINCE, NOW);
    expect(
      queries.map(({ current, before }) => [current.from, current.to, before?.from, before?.to]),
    ).toEqual([
      [minutesBefore(NOW, 20), NOW, undefined, undefined],
      [minutesBefore(NOW, 20), NOW, minutesBefore(SINCE, 60), SINCE],
    ]);
  });

  it('says nothing of a cluster whose region is not known', () => {
    const { clusters, ...rest } = subjectOf('c1');
    const subject = { ...rest, clusters: clusters.map(({ location: _, ...each }) => each) };
    const answers: RuleSeries[] = [{ rule: 'NodesReady', current: nodes(3, 0), before: nodes(3, 0) }];
    expect(evaluateMetrics({ type: 'Metrics' }, subject, answers, NOW).outcome).toBe('Inconclusive');
  });

  it('of many clusters the few that failed decide, and the rest is counted', () => {
    const names = Array.from({ length: 20 }, (_, at) => `c${at}`);
    const current = names.flatMap((name) =>
      nodes(name === 'c3' ? 3 : 2, 1).map((each) => ({ ...each, clusterResourceId: shouted(name) })),
    );
    const before = names.flatMap((name) =>
      nodes(3, name === 'c3' ? 1 : 0).map((each) => ({ ...each, clusterResourceId: shouted(name) })),
    );
    const answers: RuleSeries[] = [{ rule: 'NodesReady', current, before }];
    const result = evaluateMetrics({ type: 'Metrics' }, subjectOf(...names), answers, NOW);
    expect(result.evidence).toHaveLength(5);
    expect(result.message).toContain(', and 18 more');
  });
});

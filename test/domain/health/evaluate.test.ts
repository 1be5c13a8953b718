import type { ClusterAnswer } from '../../../src/domain/fleet/clusterActivity.ts';
import { evaluateAlerts, type FiredAlert } from '../../../src/domain/health/evaluateAlerts.ts';
import { evaluateClusters } from '../../../src/domain/health/evaluateClusters.ts';
import { evaluateHttp } from '../../../src/domain/health/evaluateHttp.ts';
import { evaluatePrometheus, queryOf } from '../../../src/domain/health/evaluatePrometheus.ts';
import {
  evaluateResourceHealth,
  type Availability,
} from '../../../src/domain/health/evaluateResourceHealth.ts';
import { combined, type HealthOutcome } from '../../../src/domain/health/evaluation.ts';
import type { Cluster } from '../../../src/domain/fleet/inventory.ts';
import { keyOf, shouted, subjectOf } from './subjects.ts';

it.each<[HealthOutcome[], HealthOutcome]>([
  [['Successful', 'Successful'], 'Successful'],
  [['Successful', 'Inconclusive'], 'Inconclusive'],
  [['Inconclusive', 'Error', 'Successful'], 'Error'],
  [['Error', 'Failed', 'Inconclusive'], 'Failed'],
  [[], 'Inconclusive'],
])('%j combine to %s', (outcomes, outcome) => {
  expect(combined(outcomes)).toBe(outcome);
});

const IMAGE = 'AKSUbuntu-2204gen2containerd';
const pool = {
  name: 'system',
  mode: 'System',
  osType: 'Linux',
  osSku: 'Ubuntu',
  count: 3,
  kubernetesVersion: '1.33.5',
  nodeImageVersion: `${IMAGE}-202602.10.0`,
  provisioningState: 'Succeeded',
};
const healthy: Cluster = {
  id: shouted('c1'),
  location: 'westeurope',
  kubernetesVersion: '1.33.5',
  provisioningState: 'Succeeded',
  powerState: 'Running',
  nodePools: [pool],
};

describe('A check of clusters', () => {
  const judge = (answer: ClusterAnswer) =>
    evaluateClusters({ type: 'Clusters' }, subjectOf('c1'), new Map([[keyOf('c1'), answer]]));

  it.each<[string, ClusterAnswer, HealthOutcome]>([
    ['as the run left it', healthy, 'Successful'],
    ['already further', { ...healthy, kubernetesVersion: '1.33.6' }, 'Successful'],
    ['behind', { ...healthy, kubernetesVersion: '1.33.4' }, 'Failed'],
    ['failed', { ...healthy, provisioningState: 'Failed' }, 'Failed'],
    ['being updated by somebody', { ...healthy, provisioningState: 'Updating' }, 'Failed'],
    ['stopped', { ...healthy, powerState: 'Stopped' }, 'Failed'],
    ['with a pool behind', { ...healthy, nodePools: [{ ...pool, kubernetesVersion: '1.32.9' }] }, 'Failed'],
    [
      'with an older image',
      { ...healthy, nodePools: [{ ...pool, nodeImageVersion: `${IMAGE}-202601.13.0` }] },
      'Failed',
    ],
    ['with a failed pool', { ...healthy, nodePools: [{ ...pool, provisioningState: 'Failed' }] }, 'Failed'],
    ['whose pool is gone', { ...healthy, nodePools: [] }, 'Successful'],
    ['that is gone', 'NotFound', 'Failed'],
    ['that may not be read', 'NoAccess', 'Inconclusive'],
  ])('one %s is %s', (_, answer, outcome) => {
    expect(judge(answer).outcome).toBe(outcome);
  });

  it('holds images only where the run chose them', () => {
    const { lock: _, ...rest } = subjectOf('c1');
    const old = { ...healthy, nodePools: [{ ...pool, nodeImageVersion: `${IMAGE}-202601.13.0` }] };
    const subject = { ...rest, lock: { kubernetesVersion: '1.33.5' } };
    const result = evaluateClusters({ type: 'Clusters' }, subject, new Map([[keyOf('c1'), old]]));
    expect(result.outcome).toBe('Successful');
  });
});

describe('A check of Resource Health', () => {
  it.each<[Availability | undefined, HealthOutcome]>([
    [{ state: 'Available' }, 'Successful'],
    [{ state: 'Degraded', summary: 'Nodes are not ready' }, 'Failed'],
    [{ state: 'Unavailable' }, 'Failed'],
    [{ state: 'Unknown' }, 'Inconclusive'],
    [{ state: 'Improving' }, 'Inconclusive'],
    [undefined, 'Inconclusive'],
  ])('%j is %s', (answer, outcome) => {
    const answers = new Map([[keyOf('c1'), answer]]);
    expect(evaluateResourceHealth({ type: 'ResourceHealth' }, subjectOf('c1'), answers).outcome).toBe(
      outcome,
    );
  });
});

describe('A check of alerts', () => {
  const alert: FiredAlert = {
    clusterResourceId: shouted('c1'),
    rule: 'node-cpu',
    severity: 'Sev2',
    startedAt: '2026-03-01T11:00:00.000Z',
  };

  it.each<[string, Partial<FiredAlert>, HealthOutcome]>([
    ['fired since', {}, 'Failed'],
    ['fired when the stage began', { startedAt: '2026-03-01T10:00:00Z' }, 'Failed'],
    ['fired before', { startedAt: '2026-03-01T09:59:59Z' }, 'Successful'],
    ['graver', { severity: 'Sev0' }, 'Failed'],
    ['less grave', { severity: 'Sev3' }, 'Successful'],
    ['of another cluster', { clusterResourceId: shouted('c2') }, 'Successful'],
  ])('up to Sev2: one %s', (_, change, outcome) => {
    const check = { type: 'Alerts', maximumSeverity: 'Sev2' } as const;
    expect(evaluateAlerts(check, subjectOf('c1'), [{ ...alert, ...change }]).outcome).toBe(outcome);
  });

  it('without a severity takes all', () => {
    const verbose = { ...alert, severity: 'Sev4' };
    expect(evaluateAlerts({ type: 'Alerts' }, subjectOf('c1'), [verbose])).toMatchObject({
      outcome: 'Failed',
      message: 'member-c1: alert node-cpu Sev4 (none up to Sev4 since 2026-03-01T10:00:00.000Z)',
    });
  });
});

describe('A check of Prometheus', () => {
  const judge = (conditions: object, ...values: string[]) =>
    evaluatePrometheus(
      { type: 'Prometheus', query: 'up', ...conditions },
      values.map((value) => ({ labels: { cluster: 'c1', job: 'api' }, value })),
    ).outcome;
  const below = { successCondition: '< 0.01' };
  const above = { failureCondition: '>= 0.05' };
  const both = { ...below, ...above };

  it.each<[string, object, string[], HealthOutcome]>([
    ['an empty answer', below, [], 'Inconclusive'],
    ['success met', below, ['0.001'], 'Successful'],
    ['success not met', below, ['0.01'], 'Failed'],
    ['failure met', above, ['0.05'], 'Failed'],
    ['failure not met', above, ['0.04'], 'Successful'],
    ['both: success', both, ['0'], 'Successful'],
    ['both: failure', both, ['1e-1'], 'Failed'],
    ['both: neither', both, ['0.02'], 'Inconclusive'],
    ['both at once', { successCondition: '> 1', failureCondition: '> 2' }, ['3'], 'Inconclusive'],
    ['no number', below, ['NaN'], 'Inconclusive'],
    ['endless', below, ['+Inf'], 'Failed'],
    ['one of two series', below, ['0', '1'], 'Failed'],
    ['a negative bound', { successCondition: '>-1.5' }, ['-1'], 'Successful'],
    ['equality', { successCondition: '==0' }, ['0'], 'Successful'],
    ['inequality', { failureCondition: '!= 0' }, ['0'], 'Successful'],
  ])('%s %j %j is %s', (_, conditions, values, outcome) => {
    expect(judge(conditions, ...values)).toBe(outcome);
  });

  it('puts in the names of the clusters', () => {
    const query = 'sum(up{cluster=~"$clusters"}) / sum(kube_node_info{cluster=~"$clusters"})';
    expect(queryOf({ type: 'Prometheus', query }, subjectOf('c1', 'c2'))).toBe(
      'sum(up{cluster=~"c1|c2"}) / sum(kube_node_info{cluster=~"c1|c2"})',
    );
  });
});

describe('A check of a page', () => {
  it.each<[number, number | undefined, HealthOutcome]>([
    [200, undefined, 'Successful'],
    [204, 204, 'Successful'],
    [301, undefined, 'Failed'],
    [503, undefined, 'Failed'],
  ])('%i where %s is expected is %s', (status, expectedStatus, outcome) => {
    const url = 'https://status.example.com/healthz?key=secret';
    const check = { type: 'Http', url, ...(expectedStatus !== undefined && { expectedStatus }) } as const;
    const result = evaluateHttp(check, status);
    expect(result.outcome).toBe(outcome);
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

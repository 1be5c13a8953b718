import { healthCheckBody, METRIC_RULES, SEVERITIES } from '../../../src/domain/health/healthCheck.ts';

const PROMETHEUS = {
  type: 'Prometheus',
  endpoint: 'https://prod-a1b2.westeurope.prometheus.monitor.azure.com',
  query: 'sum(up{cluster=~"$clusters"})',
};

const problemsOf = (check: object) =>
  healthCheckBody
    .safeParse(check)
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('A health check', () => {
  it.each<[string, object]>([
    ['of clusters', { type: 'Clusters' }],
    ['of metrics', { type: 'Metrics' }],
    ['of all rules of metrics by name', { type: 'Metrics', rules: [...METRIC_RULES] }],
    ['of Resource Health with a name', { type: 'ResourceHealth', name: 'platform' }],
    ['of all alerts', { type: 'Alerts' }],
    ['of grave alerts', { type: 'Alerts', maximumSeverity: SEVERITIES[1] }],
    ['of Prometheus', { ...PROMETHEUS, successCondition: '>= 1' }],
    ['of Prometheus with a failure', { ...PROMETHEUS, failureCondition: '<0.5' }],
    ['of a page', { type: 'Http', url: 'https://status.example.com/healthz', expectedStatus: 204 }],
  ])('%s is taken', (_, check) => {
    expect(problemsOf(check)).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['of an unknown type', { type: 'Pods' }, 'type'],
    ['with a field of another type', { type: 'Clusters', query: 'up' }, 'Unrecognized key'],
    ['without any rule', { type: 'Metrics', rules: [] }, 'rules: must name at least one rule'],
    ['without a condition', PROMETHEUS, 'successCondition: must be given'],
    ['with words for a condition', { ...PROMETHEUS, successCondition: 'result < 1' }, 'must compare'],
    [
      'that sends its token to another host',
      { ...PROMETHEUS, successCondition: '> 0', endpoint: 'https://evil.example' },
      'endpoint',
    ],
    [
      'whose endpoint only ends like one of Azure',
      {
        ...PROMETHEUS,
        successCondition: '> 0',
        endpoint: 'https://evil.example/.prometheus.monitor.azure.com',
      },
      'endpoint',
    ],
    [
      'of a page without TLS',
      { type: 'Http', url: 'http://status.example.com' },
      'url: must be an https URL',
    ],
  ])('%s is refused', (_, check, words) => {
    expect(problemsOf(check).join('; ')).toContain(words);
  });
});

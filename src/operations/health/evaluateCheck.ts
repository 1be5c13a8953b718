import pLimit from 'p-limit';
import { DependencyError } from '../../domain/errors.ts';
import { hostOfUrl, notAllowed } from '../../domain/gate/askedOutside.ts';
import { subscriptionOf } from '../../domain/fleet/inventory.ts';
import type { ClusterAnswer } from '../../domain/fleet/clusterActivity.ts';
import { alertSpan, evaluateAlerts } from '../../domain/health/evaluateAlerts.ts';
import { evaluateClusters } from '../../domain/health/evaluateClusters.ts';
import { evaluateHttp } from '../../domain/health/evaluateHttp.ts';
import { evaluateMetrics, metricQueries } from '../../domain/health/evaluateMetrics.ts';
import { evaluatePrometheus, queryOf } from '../../domain/health/evaluatePrometheus.ts';
import { evaluateResourceHealth } from '../../domain/health/evaluateResourceHealth.ts';
import { resultOf, type CheckResult } from '../../domain/health/evaluation.ts';
import type { HealthCheck } from '../../domain/health/healthCheck.ts';
import type { HealthSubject } from '../../domain/health/subject.ts';
import { askCluster } from '../members/askCluster.ts';
import type { App } from '../../ports/app.ts';

/** Single requests for so many clusters at once. */
const AT_ONCE = 10;

/** One check of a gate, now. What does not answer is the check's Error, not the round's. */
export async function evaluateCheck(
  app: App,
  check: HealthCheck,
  subject: HealthSubject,
): Promise<CheckResult> {
  try {
    return await evaluate(app, check, subject);
  } catch (error) {
    if (!(error instanceof DependencyError)) throw error;
    return noAnswer(check, `${error.code}: ${error.message}`);
  }
}

function noAnswer(check: HealthCheck, reason: string): CheckResult {
  const evidence = { what: reason.slice(0, 300) };
  return resultOf(check, [{ outcome: 'Error', evidence }], '');
}

async function evaluate(app: App, check: HealthCheck, subject: HealthSubject): Promise<CheckResult> {
  const { clusters, since } = subject;
  const ids = clusters.map(({ clusterResourceId }) => clusterResourceId);
  const now = app.now();
  switch (check.type) {
    case 'Clusters':
      return evaluateClusters(check, subject, await clustersOf(app, ids));
    case 'Metrics': {
      const metered = clusters.flatMap(({ clusterResourceId, location }) =>
        location === undefined ? [] : [{ clusterResourceId, location }],
      );
      const answers = await Promise.all(
        metricQueries(check, since, now).map(async ({ rule, current, before }) => ({
          rule,
          current: await app.health.metrics(metered, current),
          before: before === undefined ? [] : await app.health.metrics(metered, before),
        })),
      );
      return evaluateMetrics(check, subject, answers, now);
    }
    case 'ResourceHealth':
      return evaluateResourceHealth(check, subject, await byId(ids, (id) => app.health.availability(id)));
    case 'Alerts':
      return evaluateAlerts(check, subject, await app.health.firedAlerts(ids, alertSpan(since, now)));
    case 'Prometheus': {
      const query = queryOf(check, subject);
      return evaluatePrometheus(check, await app.health.queryPrometheus(check.endpoint, query, now));
    }
    case 'Http':
      return await request(app, check);
  }
}

async function byId<T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<Map<string, T>> {
  const limit = pLimit(AT_ONCE);
  const answers = ids.map((id) => limit(async (): Promise<[string, T]> => [id.toLowerCase(), await ask(id)]));
  return new Map(await Promise.all(answers));
}

/** One list a subscription; what is not in it is asked for: a list may be behind. */
async function clustersOf(app: App, ids: readonly string[]): Promise<Map<string, ClusterAnswer>> {
  const found = new Map<string, ClusterAnswer>();
  for (const subscription of new Set(ids.map(subscriptionOf))) {
    const clusters = await app.clusters.listClusters(subscription);
    for (const cluster of clusters === 'NoAccess' ? [] : clusters)
      found.set(cluster.id.toLowerCase(), cluster);
  }
  const missing = ids.filter((id) => !found.has(id.toLowerCase()));
  return new Map([...found, ...(await byId(missing, (id) => askCluster(app, id)))]);
}

async function request(
  { outbound, settings }: App,
  check: Extract<HealthCheck, { type: 'Http' }>,
): Promise<CheckResult> {
  const host = hostOfUrl(check.url);
  // The setting may have changed since the run was created.
  if (!settings.healthCheckHosts.includes(host)) return noAnswer(check, notAllowed(host));
  const answer = await outbound.send({ method: 'GET', url: check.url });
  return answer.kind === 'answered' ? evaluateHttp(check, answer.status) : noAnswer(check, answer.reason);
}

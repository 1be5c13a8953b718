import { metricQueries } from '../domain/health/evaluateMetrics.ts';
import { alertSpan } from '../domain/health/evaluateAlerts.ts';
import type { MeteredCluster, HealthGateway } from '../ports/healthGateway.ts';
import { examined, fine, type Finding } from './finding.ts';

const SILENT = 'Check the network, AZURE_RESOURCE_MANAGER_ENDPOINT and AZURE_MONITOR_ENDPOINT';
const MONITORING = {
  forbidden:
    'Assign "Monitoring Reader" at the clusters or their resource group, or the role "read clusters" of the deployment',
  silent: SILENT,
};
const WORKSPACE = { forbidden: 'Assign "Monitoring Data Reader" at the workspace', silent: SILENT };
/** Has a value whatever is collected. */
const PROBE = 'vector(1)';

/** Whether what health gates ask of the clusters of a fleet is answered. */
export async function checkHealth(
  health: HealthGateway,
  alias: string,
  clusters: readonly MeteredCluster[],
  now: string,
): Promise<readonly Finding[]> {
  const [one] = clusters;
  if (!one) return [];
  const ids = clusters.map(({ clusterResourceId }) => clusterResourceId);
  const questions: Readonly<Record<string, () => Promise<unknown>>> = {
    metrics: async () => {
      const [query] = metricQueries({ type: 'Metrics', rules: ['NodesReady'] }, now, now);
      if (query) await health.metrics(clusters, query.current);
    },
    'Resource Health': async () => await health.availability(one.clusterResourceId),
    alerts: async () => await health.firedAlerts(ids, alertSpan(now, now)),
  };
  const findings = Object.entries(questions).map(([what, ask]) => {
    const check = `${what} of ${alias}`;
    return examined(check, MONITORING, async () => {
      await ask();
      return fine(check, 'they answer');
    });
  });
  return (await Promise.all(findings)).flat();
}

/** Whether the workspaces of Azure Monitor that health checks name answer queries. */
export async function checkWorkspaces(
  health: HealthGateway,
  endpoints: readonly string[],
  now: string,
): Promise<readonly Finding[]> {
  const findings = endpoints.map((endpoint) => {
    const check = `workspace ${new URL(endpoint).host}`;
    return examined(check, WORKSPACE, async () => {
      await health.queryPrometheus(endpoint, PROBE, now);
      return fine(check, 'it answers a query');
    });
  });
  return (await Promise.all(findings)).flat();
}

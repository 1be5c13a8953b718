import type { FiredAlert } from '../domain/health/evaluateAlerts.ts';
import type { PrometheusSample } from '../domain/health/evaluatePrometheus.ts';
import type { Availability } from '../domain/health/evaluateResourceHealth.ts';
import type { MetricQuery, MetricSeries } from '../domain/health/metricSeries.ts';

/** A cluster whose metrics can be asked for: they are kept in its region. */
export interface MeteredCluster {
  readonly clusterResourceId: string;
  readonly location: string;
}

/** How far back alerts are asked for: Azure knows no other spans. */
type AlertSpan = '1h' | '1d' | '7d' | '30d';

/** What Azure knows of the health of clusters, read only. Throws `DependencyError` as `FleetGateway` does. */
export interface HealthGateway {
  /** One answer for all of them, however many requests that takes; of a cluster without points there is nothing. */
  metrics(clusters: readonly MeteredCluster[], query: MetricQuery): Promise<readonly MetricSeries[]>;
  /** Undefined when Resource Health does not know the cluster. */
  availability(clusterResourceId: string): Promise<Availability | undefined>;
  /** Alerts on clusters in the resource groups of these that are fired now; others of the groups come with them. */
  firedAlerts(clusterResourceIds: readonly string[], span: AlertSpan): Promise<readonly FiredAlert[]>;
  /** An instant query to a workspace of Azure Monitor, at a time. */
  queryPrometheus(endpoint: string, query: string, time: string): Promise<readonly PrometheusSample[]>;
}

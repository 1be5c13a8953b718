import type { HealthGateway } from '../../ports/healthGateway.ts';
import type { ArmConnection } from '../arm/armConnection.ts';
import { healthOn } from './healthOn.ts';
import { httpAsking } from './httpAsking.ts';

/** Audiences of Azure Monitor's own hosts (migrate-to-batch-api, prometheus-api-promql). */
const METRICS_SCOPE = 'https://metrics.monitor.azure.com/.default';
const PROMETHEUS_SCOPE = 'https://prometheus.monitor.azure.com/.default';

/**
 * What Azure knows of health. A stand-in takes the place of Azure Monitor's hosts, whose names are then the first
 * segment of the path; it is given ARM's token.
 */
export function createHealthGateway(arm: ArmConnection, standIn: string | undefined): HealthGateway {
  const armEndpoint = arm.endpoint;
  const toArm = httpAsking(arm);
  if (standIn !== undefined) {
    const hostUrl = (host: string) => `${standIn}/${host}`;
    return healthOn({ arm: toArm, metrics: toArm, prometheus: toArm, armEndpoint, hostUrl });
  }
  const metrics = httpAsking({ ...arm, scope: METRICS_SCOPE });
  const prometheus = httpAsking({ ...arm, scope: PROMETHEUS_SCOPE });
  return healthOn({ arm: toArm, metrics, prometheus, armEndpoint, hostUrl: (host) => `https://${host}` });
}

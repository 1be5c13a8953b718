import { z } from 'zod';
import { DependencyError } from '../../domain/errors.ts';
import { withoutUndefined } from '../../domain/withoutUndefined.ts';
import type { HealthGateway } from '../../ports/healthGateway.ts';
import { askFor, type Ask } from './asking.ts';
import { firedAlerts } from './firedAlerts.ts';
import { metricBatches } from './metricBatches.ts';

export interface Asked {
  readonly arm: Ask;
  readonly metrics: Ask;
  readonly prometheus: Ask;
  /** Of ARM, without a slash at its end. */
  readonly armEndpoint: string;
  /** Of a host of Azure Monitor, likewise. */
  readonly hostUrl: (host: string) => string;
}

/** Availability Statuses - Get By Resource (learn.microsoft.com/rest/api/resourcehealth). */
const RESOURCE_HEALTH_VERSION = '2025-05-01';
const availability = z.object({
  properties: z.object({ availabilityState: z.string(), summary: z.string().exactOptional() }),
});

/** Whoever carries the questions to Azure, and back. */
export function healthOn({ arm, metrics, prometheus, armEndpoint, hostUrl }: Asked): HealthGateway {
  return {
    metrics: metricBatches(metrics, hostUrl),
    availability: async (id) => {
      const path = `${id}/providers/Microsoft.ResourceHealth/availabilityStatuses/current`;
      const url = `${armEndpoint}${path}?api-version=${RESOURCE_HEALTH_VERSION}`;
      try {
        const { properties } = await askFor(arm, 'Read Resource Health', { url }, availability);
        return withoutUndefined({ state: properties.availabilityState, summary: properties.summary });
      } catch (error) {
        if (error instanceof DependencyError && error.status === 404) return undefined;
        throw error;
      }
    },
    firedAlerts: firedAlerts(arm, armEndpoint),
    queryPrometheus: queryPrometheus(prometheus, hostUrl),
  };
}

/** Seconds since the epoch, and the value as text. */
const sample = z.tuple([z.number(), z.string()]);
const queried = z.object({
  data: z.discriminatedUnion('resultType', [
    z.object({
      resultType: z.literal('vector'),
      result: z.array(z.object({ metric: z.record(z.string(), z.string()), value: sample })),
    }),
    z.object({ resultType: z.literal('scalar'), result: sample }),
  ]),
});

function queryPrometheus(ask: Ask, hostUrl: (host: string) => string): HealthGateway['queryPrometheus'] {
  return async (endpoint, query, time) => {
    const url = `${hostUrl(new URL(endpoint).host)}/api/v1/query`;
    const { data } = await askFor(ask, 'Query Prometheus', { url, body: { form: { query, time } } }, queried);
    if (data.resultType === 'scalar') return [{ labels: {}, value: data.result[1] }];
    return data.result.map(({ metric, value }) => ({ labels: metric, value: value[1] }));
  };
}
